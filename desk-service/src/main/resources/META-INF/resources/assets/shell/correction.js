/* What was registered of a case, corrected: the form that shows what is, and the history of what was. */

import { el, card, table } from './elements.js';
import { field, form } from './forms.js';
import { say, t, time } from './words.js';

/* what agents correct; dispatchers correct what they route by */
export const ALL = ['citizen', 'title', 'category', 'area', 'urgency', 'anonymity', 'respondent'];
export const OF_DISPATCHERS = ['category', 'area', 'urgency'];

/* where a case stands now, and what was done last */
const standing = found => {
  const last = found.timeline[found.timeline.length - 1];
  return say('correctionOvertaken', found.statusText, last ? time(last.at) + ' ' + last.text : '');
};

/* what is not as it was registered, by the names of the fields; what is empty now there is none of */
function corrected(written, found, facts) {
  const sent = { reason: written.reason };
  const clear = [];
  const has = fact => facts.includes(fact);
  const take = (fact, before) => {
    if (!has(fact) || written[fact] === (before ?? null)) { return; }
    if (written[fact]) { sent[fact] = written[fact]; } else { clear.push(fact.toUpperCase()); }
  };
  take('category', found.category);
  take('area', found.area);
  ['title', 'urgency', 'anonymity'].filter(fact => has(fact) && written[fact] && written[fact] !== found[fact]).forEach(fact => { sent[fact] = written[fact]; });
  if (has('respondent')) {
    const { unit = null, name = null } = found.respondent || {};
    const now = { unit: written['respondent.unit'], name: written['respondent.name'] };
    if (now.unit !== unit || now.name !== name) {
      if (now.unit || now.name) { sent.respondent = now; } else { clear.push('RESPONDENT'); }
    }
  }
  if (has('citizen')) {
    if (written.noContact) {
      clear.push('CONTACT');
    } else if (written['citizen.phone'] || written['citizen.name']) {
      sent.citizen = { phone: written['citizen.phone'], name: written['citizen.name'] };
    }
  }
  if (clear.length) { sent.clear = clear; }
  return sent;
}

function fields(context, found, facts) {
  const { city } = context;
  /* a code that is no longer in use can stay as it is */
  const withOwn = (options, value, name) => !value || options.some(([code]) => code === value) ? options : [...options, [value, name(value)]];
  const own = {
    citizen: () => el('fieldset', null, el('legend', null, t.correctContact), el('div', { class: 'line' },
      field('citizen.phone', t.correctPhone, 'tel', { maxlength: 100, autocomplete: 'off', 'data-private': true, 'data-first': true, hint: t.correctContactHint }),
      field('citizen.name', t.correctName, 'text', { maxlength: 100, autocomplete: 'off', 'data-private': true })),
    field('noContact', t.correctNoContact, 'check')),
    title: () => field('title', t.caseTitleHead, 'text', { value: found.title, maxlength: 200 }),
    category: () => field('category', t.category, 'select',
      { value: found.category, 'data-first': facts[0] === 'category', options: [['', t.correctNone], ...withOwn(city.categories, found.category, city.category)] }),
    area: () => field('area', t.area, 'select', { value: found.area, options: [['', t.correctNone], ...withOwn(city.areas, found.area, city.area)] }),
    urgency: () => field('urgency', t.urgency, 'select', { value: found.urgency, options: city.codes.options('Urgency') }),
    anonymity: () => field('anonymity', t.anonymity, 'select', { value: found.anonymity, options: city.codes.options('Anonymity') }),
    respondent: () => el('fieldset', null, el('legend', null, t.respondent), el('div', { class: 'line' },
      field('respondent.name', t.correctRespondentName, 'text', { value: found.respondent?.name, maxlength: 200 }),
      field('respondent.unit', t.unit, 'select',
        { value: found.respondent?.unit, options: [['', t.correctNone], ...withOwn(city.units, found.respondent?.unit, city.unit)] })))
  };
  return facts.map(fact => own[fact]());
}

/* the form of a case as it stands; what was typed stays where somebody was first, and goes with the version that was seen then */
export async function correction(container, context, facts) {
  const intake = context.of('intake');
  const path = 'cases/' + encodeURIComponent(context.params.id || '');
  const { value: found, version } = await intake.read(path);
  context.heading(say('correctCase', found.caseNumber));
  const back = el('p', { class: 'back' }, el('a', { href: context.href('case', { id: found.caseId }) }, t.backToCase));
  if (!found.allowed.includes('corrections')) {
    container.append(el('p', { class: 'note' }, say('noCorrection', found.statusText)), back);
    return;
  }
  let seen = version;
  const overtaken = async () => {
    const now = await intake.read(path);
    seen = now.version;
    return standing(now.value);
  };
  const node = form(context, { submit: t.correctSave, label: t.correct, draft: 'correction ' + found.caseId, overtaken }, [
    ...fields(context, found, facts),
    field('reason', t.correctReason, 'text', { required: true, maxlength: 500 })], async (written, key) => {
    await intake.post(path + '/corrections', corrected(written, found, facts), { key, version: seen });
    return { go: ['case', { id: found.caseId }], said: t.correctedNow };
  });
  container.append(el('p', { class: 'note' }, t.correctNote), el('section', { class: 'card' }, node), back);
}

/* a way to the form, where the case may be corrected */
export const toCorrection = (context, found) => found.allowed.includes('corrections')
  ? el('a', { class: 'button quiet', href: context.href('correct', { id: found.caseId }) }, t.correct) : '';

/* who corrected what, when and why; nothing where nothing was */
export async function corrections(context, caseId) {
  const { items } = await context.of('intake').get('cases/' + encodeURIComponent(caseId) + '/corrections');
  if (!items.length) { return ''; }
  const rows = items.flatMap(one => one.changes.map((change, i) => [
    i ? '' : time(one.correctedAt), change.factText, { of: change.beforeText || '–', class: 'words' }, { of: change.afterText || '–', class: 'words' },
    { of: i ? '' : one.reason, class: 'words' }, i ? '' : one.correctedBy]));
  return card(t.corrections, table(t.corrections, [{ text: t.when }, { text: t.correctedFact }, { text: t.correctedBefore }, { text: t.correctedAfter },
    { text: t.reason }, { text: t.by }], rows));
}
