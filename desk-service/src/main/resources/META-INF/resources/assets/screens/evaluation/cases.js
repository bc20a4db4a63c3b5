/* The cases behind a figure or behind an item of a unit's score, page by page; those that count against it first. */

import { el, table } from '../../shell/elements.js';
import { saveTables } from '../../shell/forms.js';
import { definitionButton } from '../../shell/figures.js';
import { caseLink } from '../../shell/office.js';
import { inWords, number, say, t, time } from '../../shell/words.js';

const PAGE = 50;
const TIMES = ['registeredAt', 'dispatchedAt', 'signDueAt', 'signedAt', 'dueAt', 'finishedAt', 'informedAt'];

/* by how much a deadline was missed, in whole hours or days */
function late(due, done) {
  if (!due) { return ''; }
  const hours = (new Date(done || Date.now()) - new Date(due)) / 3600000;
  if (hours <= 0) { return ''; }
  return el('small', { class: 'low' }, (done ? '' : t.stillOpen + ' ')
    + (hours < 48 ? say('hoursLate', number(Math.ceil(hours))) : say('daysLate', number(Math.floor(hours / 24)))));
}

function columns(items) {
  const used = TIMES.filter(name => items.some(item => item[name]));
  return used.filter(name => name !== 'registeredAt' || used.length < 5 || items.every(item => !item.dispatchedAt));
}

/* the column by which the cases belong to the period, if it stands there */
function deciding(items, times) {
  return times.find(name => items.length && items.every(item => item[name] === item.at));
}

function tabs(context, counted) {
  const all = [['', t.allCases], ['false', t.notCounted], ['true', t.counted]];
  const { figure, item, unit, edition } = context.params;
  return el('ul', { class: 'tabs' }, all.map(([value, text]) => el('li', null,
    el('a', { href: context.href('cases', { figure, item, unit, edition, counted: value }), 'aria-current': value === counted ? 'true' : false }, text))));
}

/* whether the viewer leads the unit and its scores are open to objection */
async function mayObject(context) {
  const { item, unit, period, ruleSet } = context.params;
  return item && context.may('unit-leader') && context.has('appeal')
    && (await context.api.get('scores/' + encodeURIComponent(unit), { period, ruleSet })).status === 'OPEN_TO_OBJECTION';
}

export default {
  id: 'cases',
  title: 'casesTitle',
  roles: ['evaluator', 'office-leader', 'supervisor', 'unit-leader'],
  filters: params => params.item ? ['period', 'ruleSet'] : ['period', 'group', 'area', 'category', 'channel', 'type'],
  hidden: true,

  async render(container, context) {
    const { figure, item, unit, period, ruleSet, edition, group, area, category, channel, type, after } = context.params;
    const counted = context.params.counted || '';
    const units = new Map(context.reference.dimensions.units.map(u => [u.code, u.name]));
    const definition = context.reference.definitions.get(figure);
    const path = item ? 'scores/' + encodeURIComponent(unit) + '/items/' + encodeURIComponent(item) + '/cases'
      : 'indicators/' + encodeURIComponent(figure || 'received') + '/cases';
    const asked = item ? { period, ruleSet, edition, counted } : { period, unit, group, area, category, channel, type, counted };
    const [page, objects] = await Promise.all([context.api.get(path, { ...asked, limit: PAGE, after }), mayObject(context)]);
    const rules = context.reference.ruleSets.flatMap(r => r.items).find(i => i.item === item);
    const name = inWords(definition?.name) || inWords(rules?.name) || item || '';
    context.heading(say('casesOf', [unit ? units.get(unit) || unit : '', name].filter(Boolean).join(' · ')));
    const isRate = item || Boolean(definition?.numerator);
    const ofOneUnit = unit && page.items.every(i => i.unit === unit);
    const times = columns(page.items);
    const belongs = deciding(page.items, times);
    const answers = page.items.some(i => i.satisfaction || i.resolved !== null && i.resolved !== undefined);
    const rows = page.items.map(one => [
      caseLink(context, one.caseId, one.caseNumber),
      ...(isRate ? [{ of: one.counted ? '✓ ' + t.counted : '✗ ' + t.notCounted, class: one.counted ? '' : 'low' }] : []),
      ...(ofOneUnit ? [] : [units.get(one.unit) || one.unit || '–']),
      one.round === null || one.round === undefined ? '–' : number(one.round),
      ...times.map(column => [time(one[column]), column === 'finishedAt' ? late(one.dueAt, one.finishedAt)
        : column === 'signedAt' ? late(one.signDueAt, one.signedAt) : column === 'dueAt' && !times.includes('finishedAt') ? late(one.dueAt) : '']),
      ...(answers ? [t['grade-' + one.satisfaction] || one.satisfaction || '–',
        one.resolved === null || one.resolved === undefined ? '–' : one.resolved ? t.yes : t.no] : []),
      ...(belongs ? [] : [time(one.at)]),
      ...(objects ? [el('a', { href: context.href('appeal', { unit, item, caseId: one.caseId, number: one.caseNumber }) }, t.appealThis)] : [])]);
    const head = [
      { text: t.caseNumber }, ...(isRate ? [{ text: t.inNumerator }] : []), ...(ofOneUnit ? [] : [{ text: t.unit }]), { text: t.round, n: true },
      ...times.map(column => ({ text: column === belongs ? t[column] + say('decides') : t[column] })),
      ...(answers ? [{ text: t.satisfactionGrade }, { text: t.resolved }] : []), ...(belongs ? [] : [{ text: t.at }]),
      ...(objects ? [{ text: t.action }] : [])];
    const onward = values => context.href('cases', { figure, item, unit, edition, counted, ...values });
    container.append(
      el('div', { class: 'head' }, isRate ? tabs(context, counted) : el('span'),
        el('div', { class: 'actions' },
          definition ? el('span', { class: 'definition-of' }, definitionButton(context, figure, null, { ofUnits: Boolean(unit || group), name: t.definition })) : null,
          saveTables(context, path, asked),
          unit && context.has('unit') ? el('a', { class: 'button quiet', href: context.href('unit', { unit }) }, t.backToUnit) : null)),
      el('section', { class: 'card cases' }, table(name, head, rows, { empty: t.noCases })),
      el('nav', { class: 'pages', 'aria-label': t.pages },
        after ? el('a', { class: 'button quiet', href: onward({ after: null }) }, t.firstPage) : null,
        page.next ? el('a', { class: 'button quiet', rel: 'next', href: onward({ after: page.next }) }, t.nextPage) : null,
        el('span', { class: 'note' }, say('casesShown', number(page.items.length)))));
  }
};
