/* How far the scores of a period are: provisional, open to objection, approved; and points taken off by hand. */

import { el, card, table } from '../../shell/elements.js';
import { ask, caseNumbersOf, field, moment } from '../../shell/forms.js';
import { facts, unitName, unitOptions } from '../../shell/office.js';
import { person } from '../../shell/people.js';
import { inWords, number, say, t, time } from '../../shell/words.js';
import { itemName } from './appeals.js';

const STATES = ['PROVISIONAL', 'OPEN_TO_OBJECTION', 'APPROVED'];

function steps(status) {
  const now = STATES.indexOf(status);
  return el('ol', { class: 'steps', 'aria-label': t.approvals }, STATES.map((state, i) =>
    el('li', { class: i < now ? 'past' : i === now ? 'now' : '', 'aria-current': i === now ? 'step' : false },
      el('b', null, t[state]), el('small', null, t['what-' + state]))));
}

const reason = () => field('reason', t.reason, 'textarea', { required: true, maxlength: 2000 });
const until = () => field('objectionsUntil', t.objectionsUntilField, 'datetime-local', { hint: t.emptyIsUntilApproval });

function next(context, scores, openAppeals) {
  const path = 'scores/' + encodeURIComponent(scores.period.text);
  if (scores.status === 'PROVISIONAL' && context.may('evaluator')) {
    return ask(context, { button: t.openScores, text: t.openScoresText, quiet: false },
      until(), async (written, key) => {
        await context.api.post(path + '/open', { ruleSet: scores.ruleSet, objectionsUntil: moment(written.objectionsUntil) }, { key });
        return t.scoresOpened;
      });
  }
  if (scores.status === 'OPEN_TO_OBJECTION' && context.may('office-leader')) {
    const warning = scores.objectionsUntil ? '' : ' ' + t.noObjectionPeriod;
    return ask(context, { button: t.approveScores, text: say('approveScoresText', number(openAppeals)) + warning, quiet: false }, [], async (written, key) => {
      await context.api.post(path + '/approve', { ruleSet: scores.ruleSet }, { key });
      return t.scoresApproved;
    });
  }
  if (scores.status === 'APPROVED' && context.may('evaluator')) {
    return ask(context, { button: t.correctScores, text: t.correctScoresText }, [reason(), until()], async (written, key) => {
      await context.api.post(path + '/correction', { ruleSet: scores.ruleSet, reason: written.reason, objectionsUntil: moment(written.objectionsUntil) }, { key });
      return t.scoresReopened;
    });
  }
  return el('p', { class: 'note' }, t['who-' + scores.status]);
}

/* the button that takes a decision back, in a cell of its own */
const withdrawal = (context, scores, path, id, title) => ask(context, { button: t.withdraw, title }, reason(), async written => {
  await context.api.post(path + '/' + id + '/withdrawal', { ruleSet: scores.ruleSet, reason: written.reason });
  return t.withdrawn_;
});

function deductions(context, scores, rules, items) {
  const path = 'scores/' + encodeURIComponent(scores.period.text) + '/deductions';
  const changes = scores.status !== 'APPROVED' && context.may('evaluator');
  const rows = items.map(one => [unitName(context, one.unit), '−' + number(one.points), { of: one.reason, class: 'words' }, person(context, one.by), time(one.at),
    ...(changes ? [withdrawal(context, scores, path, one.id, t.withdrawDeduction)] : [])]);
  return card(t.deductions,
    rules?.deductions ? null : el('p', { class: 'note' }, t.noDeductionsByRules),
    table(t.deductions, [{ text: t.unit }, { text: t.lost, n: true }, { text: t.reason }, { text: t.by }, { text: t.when }, ...(changes ? [{ text: t.action }] : [])],
      rows, { empty: t.noDeductions }),
    changes && rules?.deductions ? el('div', { class: 'actions' }, ask(context, { button: t.deduct }, [
      field('unit', t.unit, 'select', { required: true, options: unitOptions(context, t.chooseUnit) }),
      field('points', t.pointsOff, 'number', { required: true, min: 0.01, step: 0.01 }),
      reason()], async (written, key) => {
      await context.api.post(path, { unit: written.unit, ruleSet: scores.ruleSet, points: Number(written.points), reason: written.reason }, { key });
      return t.deducted;
    })) : null);
}

/* cases that the office left out of these scores */
function exclusions(context, scores, rules, items) {
  const path = 'scores/' + encodeURIComponent(scores.period.text) + '/exclusions';
  const changes = scores.status !== 'APPROVED' && context.may('evaluator');
  const rows = items.map(one => [{ of: one.reason, class: 'words' }, one.item ? itemName(context, scores.ruleSet, one.item) : t.allItems, number(one.cases.length), person(context, one.by), time(one.at),
    ...(changes ? [withdrawal(context, scores, path, one.id, t.withdrawExclusion)] : [])]);
  return card(t.exclusions,
    el('p', { class: 'note' }, t.exclusionsNote),
    table(t.exclusions, [{ text: t.reason }, { text: t.item }, { text: t.casesCountHead, n: true }, { text: t.by }, { text: t.when }, ...(changes ? [{ text: t.action }] : [])],
      rows, { empty: t.noExclusions }),
    changes ? el('div', { class: 'actions' }, ask(context, { button: t.exclude, text: t.excludeText }, [
      field('cases', t.caseNumbers, 'textarea', { required: true, hint: t.caseNumbersHint }),
      field('item', t.item, 'select', { options: [['', t.allItems], ...(rules?.items || []).map(one => [one.item, inWords(one.name)])] }),
      reason()], async (written, key) => {
      await context.api.post(path, { ruleSet: scores.ruleSet, caseNumbers: caseNumbersOf(written.cases), item: written.item || null,
        reason: written.reason }, { key });
      return t.excluded;
    })) : null);
}

export default {
  id: 'approvals',
  title: 'approvals',
  roles: ['evaluator', 'office-leader'],
  filters: ['period', 'ruleSet'],

  async render(container, context) {
    const { period, ruleSet } = context.params;
    const scores = await context.api.all('scores', { period, ruleSet });
    const [open, standing, left] = await Promise.all([
      context.api.get('appeals', { period, ruleSet: scores.ruleSet, state: 'OPEN', limit: 200 }),
      context.api.get('scores/' + encodeURIComponent(scores.period.text) + '/deductions', { ruleSet: scores.ruleSet }),
      context.api.get('scores/' + encodeURIComponent(scores.period.text) + '/exclusions', { ruleSet: scores.ruleSet })]);
    context.period(scores.period);
    const rules = context.reference.ruleSets.find(one => one.id === scores.ruleSet);
    const undecided = number(open.items.length) + (open.next ? '+' : '');
    container.append(
      el('section', { class: 'card' },
        el('h3', null, scores.ruleSetName, ' ', el('small', null, say('versionOf', scores.version))),
        steps(scores.status),
        facts([[t.unitsScored, number(scores.items.length)], [t.fewCases, number(scores.fewCases.length)],
          [t.undecidedAppeals, el('a', { href: context.href('appeals', { state: 'OPEN', ruleSet: scores.ruleSet }) }, undecided)],
          [t.objectionsUntilField, scores.objectionsUntil ? time(scores.objectionsUntil) : ''],
          [t.correction, scores.correctionReason ? say('edition', scores.edition, scores.correctionReason) : ''],
          [t.approval, scores.approvedAt ? say('approvedBy', scores.approvedBy, time(scores.approvedAt)) : ''], [t.mark, scores.mark]]),
        el('div', { class: 'actions' }, next(context, scores, open.items.length),
          el('a', { class: 'button quiet', href: context.href('ranking', { ruleSet: scores.ruleSet }) }, t.toRanking))),
      deductions(context, scores, rules, standing.items), exclusions(context, scores, rules, left.items));
  }
};
