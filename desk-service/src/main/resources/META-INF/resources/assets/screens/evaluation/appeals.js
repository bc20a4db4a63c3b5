/* Objections of units to their scores, and the decisions on them by those who did not score. */

import { attachmentList } from '../../shell/attachments.js';
import { el, table } from '../../shell/elements.js';
import { ask, field, pages, states } from '../../shell/forms.js';
import { badge, caseLink, unitName, unitOptions } from '../../shell/office.js';
import { person } from '../../shell/people.js';
import { inWords, number, say, t, time } from '../../shell/words.js';

export function itemName(context, ruleSet, item) {
  const rules = context.reference.ruleSets.find(one => one.id === ruleSet) || {};
  return inWords((rules.items || []).find(one => one.item === item)?.name) || item;
}

function decide(context, appeal) {
  const path = 'appeals/' + appeal.appealId;
  let version;
  return ask(context, {
    button: t.decideAppeal, title: say('decideAppealOf', unitName(context, appeal.unit)), submit: t.decideAppeal,
    text: say('decideAppealText', appeal.caseNumber || '', itemName(context, appeal.ruleSet, appeal.item), appeal.reason),
    before: async () => {
      version = (await context.api.read(path)).version;
      return [];
    }
  }, [
    field('granted', t.decision, 'select', { required: true, options: [['', t.choose], ['true', t['appeal-GRANTED']], ['false', t['appeal-REFUSED']]] }),
    appeal.wish === 'REASSIGN' ? field('reassignedTo', t.reassignTo, 'select', { value: appeal.toUnit, options: unitOptions(context, t.asWished) }) : '',
    field('reason', t.reason, 'textarea', { required: true, maxlength: 2000 })], async written => {
    const granted = written.granted === 'true';
    await context.api.post(path + '/decision', { granted, reason: written.reason, reassignedTo: granted ? written.reassignedTo : null }, { version });
    return t.appealDecided;
  });
}

export default {
  id: 'appeals',
  title: 'appeals',
  roles: ['evaluator', 'office-leader', 'unit-leader'],
  filters: ['period', 'ruleSet'],

  async render(container, context) {
    const { period, ruleSet, unit, state, after } = context.params;
    const page = await context.api.get('appeals', { period, ruleSet, unit, state, after, limit: 50 });
    const rows = page.items.map(one => [
      unitName(context, one.unit), caseLink(context, one.caseId, one.caseNumber), itemName(context, one.ruleSet, one.item),
      [t['wish-' + one.wish] || one.wish, one.toUnit ? el('small', null, '→ ' + unitName(context, one.toUnit)) : ''],
      { of: [one.reason, ...one.evidence.map(line => el('small', null, t.evidence, t.colon, line)),
        attachmentList(context, one.attachments, file => ['assessment', 'appeals/' + one.appealId + '/attachments/' + file.attachmentId])], class: 'words' }, [person(context, one.raisedBy), el('small', null, time(one.raisedAt))],
      [badge(one.state, t['appeal-' + one.state]), one.reassignedTo ? el('small', null, '→ ' + unitName(context, one.reassignedTo)) : ''],
      { of: one.allowed.includes('decision') ? decide(context, one)
        : one.decisionReason ? [one.decisionReason, el('small', null, person(context, one.decidedBy), ' ', time(one.decidedAt))] : '–', class: 'words' }]);
    container.append(
      el('p', { class: 'note' }, context.may('unit-leader') ? t.appealsNoteOfUnits : t.appealsNote),
      el('section', { class: 'card' },
        states(t.state, [['', t.all], ...['OPEN', 'GRANTED', 'REFUSED'].map(one => [one, t['appeal-' + one]])], state,
          value => context.href('appeals', { unit, state: value })),
        unit ? el('p', { class: 'note' }, unitName(context, unit), ' ', el('a', { href: context.href('appeals', { state }) }, t.allUnits)) : '',
        table(t.appeals, [{ text: t.unit }, { text: t.caseNumber }, { text: t.item }, { text: t.wish }, { text: t.reason }, { text: t.raisedBy },
          { text: t.state }, { text: t.decision }], rows, { empty: t.noAppeals })),
      pages(context, page, say('listed', number(rows.length)), values => context.href('appeals', { unit, state, ...values })));
  }
};
