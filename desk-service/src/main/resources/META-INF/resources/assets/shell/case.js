/* A case as the people of the hotline see it: in lists, with all that is known of it, and beside another one. */

import { el, card, table } from './elements.js';
import { deadlinesTable } from './deadlines.js';
import { due } from './due.js';
import { field, values } from './forms.js';
import { badge, facts, paragraphs } from './office.js';
import { person } from './people.js';
import { code } from './reference.js';
import { say, t, time } from './words.js';

/* how urgent a case is, where it is more than ordinary */
export const urgency = (context, one) => one.urgency === 'ORDINARY' ? '' : badge(one.urgency, code(context, 'Urgency', one.urgency));

/* the platform above that sent a case, with its number and its deadline */
export const upstream = sent => sent && [sent.platform, sent.number, time(sent.dueAt)].join(' ');

/* what the words of a citizen warn of, with the words it rests on */
export const risks = (context, flags) => (flags || []).map(flag => el('p', { class: 'risk' },
  badge('RISK', context.city.codes.name('RiskKind', flag.kind)), ' ', say('quoted', flag.words.join(t.comma))));

/* cases in a list; more(item): nodes of a last column, if there is one */
export function caseTable(context, label, items, { more, empty } = {}) {
  return table(label, [{ text: t.caseNumber }, { text: t.state }, { text: t.caseTitleHead }, { text: t.type }, { text: t.area }, { text: t.leadingUnit }, { text: t.registeredAt },
    ...(more ? [{ text: t.action }] : [])],
  items.map(one => [
    el('a', { href: context.href('case', { id: one.caseId }) }, one.caseNumber),
    [badge(one.status, one.statusText), ' ', urgency(context, one)],
    { of: one.title, class: 'words' }, context.city.codes.name('CaseType', one.type), context.city.area(one.area), context.city.unit(one.leadUnit), time(one.registeredAt),
    ...(more ? [more(one)] : [])]), { empty });
}

/* what is known of a case, and what the citizen said */
export function told(context, found) {
  const { city } = context;
  return [
    el('p', { class: 'standing' }, badge(found.status, found.statusText), ' ', urgency(context, found)),
    facts([[t.caseNumber, found.caseNumber], [t.registeredAt, time(found.registeredAt)], [t.registeredBy, person(context, found.registeredBy)], [t.channel, city.channel(found.channel)],
      [t.type, city.codes.name('CaseType', found.type)], [t.category, city.category(found.category)], [t.area, city.area(found.area)], [t.address, found.address],
      [t.anonymity, city.codes.name('Anonymity', found.anonymity)], [t.respondent, found.respondent?.name || city.unit(found.respondent?.unit)],
      [t.upstream, upstream(found.upstream)],
      [t.leadingUnit, found.leadUnitName || city.unit(found.leadUnit)], [t.round, found.round > 1 ? found.round : ''],
      [t.dueAt, found.replyDueAt ? due(found.replyDueAt) : ''], [t.urgesCount, found.urges || '']]),
    card(t.caseText, el('h4', null, found.title), paragraphs(found.text))];
}

/* the course of a case, the latest last */
export const course = (timeline, title = t.course) => card(title, el('ol', { class: 'course' }, timeline.map(one =>
  el('li', null, el('time', { datetime: one.at }, time(one.at)), el('span', null, one.text)))));

/* the deadlines of a case, each with how it was reckoned */
export async function deadlines(context, found) {
  /* nobody has it: follow-up may not have heard of it, and there is no clock */
  if (found.status === 'REGISTERED') { return ''; }
  const { items } = await context.of('followup').get('cases/' + encodeURIComponent(found.caseId) + '/deadlines');
  return items.length ? card(t.deadlines, deadlinesTable(context, items)) : '';
}

/* the work orders of a case, the latest last */
export const orders = (context, items) => items.length ? card(t.orders, table(t.orders,
  [{ text: t.unit }, { text: t.state }, { text: t.dispatchedAt }, { text: t.dispatchCause }, { text: t.reason }],
  items.map(one => [context.city.unit(one.unit), badge(one.state, context.city.codes.name('WorkOrderState', one.state)), time(one.dispatchedAt),
    context.city.codes.name('DispatchCause', one.cause), { of: one.reason || '–', class: 'words' }]))) : '';

/* two cases side by side */
export const sideBySide = (context, pairs) => el('div', { class: 'columns' }, pairs.map(([title, found, ...more]) =>
  el('section', { class: 'card' }, el('h3', null, title), el('p', null, el('a', { href: context.href('case', { id: found.caseId }) }, found.caseNumber)),
    told(context, found), more)));

/* search by number, words, state and day of registration; it stands in the address */
export function searchForm(context, beside) {
  const { q, number, status, from, to } = context.params;
  const node = el('form', { class: 'card picks', role: 'search' },
    field('number', t.caseNumber, 'search', { value: number, 'data-first': true, maxlength: 100 }),
    field('q', t.searchWords, 'search', { value: q, maxlength: 100, title: t.searchWordsHint }),
    field('status', t.state, 'select', { value: status, options: context.city.codes.options('CaseStatus', t.all) }),
    field('from', t.registeredFrom, 'date', { value: from }), field('to', t.to, 'date', { value: to }),
    el('div', { class: 'actions' }, el('button', { type: 'submit' }, t.searchHere), beside));
  node.addEventListener('submit', event => {
    event.preventDefault();
    context.go('search', { ...values(node), after: null });
  });
  return node;
}
