/* Tables of figures: each with its definition, what it changed by, and its cases. */

import { el, table } from './elements.js';
import { change, figure, inWords, t } from './words.js';

/* what belongs together, in the order in which work goes on */
export const GROUPS = [
  ['groupReceived', ['received', 'receivedPerDay', 'receivedPer10k', 'carriedOver', 'accepted', 'notAccepted', 'answeredDirectly',
    'directAnswerRate', 'withdrawn', 'merged', 'carriedForward']],
  ['groupDispatched', ['dispatched', 'firstTimeRightRate', 'signed', 'signedOnTimeRate', 'returned', 'returnsGranted', 'returnsRefused',
    'extended', 'urged', 'supervised', 'coHandlingAsked', 'coHandlingOnTimeRate']],
  ['groupHandled', ['due', 'finished', 'finishedOnTime', 'overdue', 'notYetDue', 'finishRate', 'firstRoundRate', 'reworked',
    'avgWorkingDays', 'p90WorkingDays', 'openNow', 'overdueNow']],
  ['groupAnswered', ['toBeInformed', 'informed', 'notInformed', 'calledBack', 'callbackRate', 'answered', 'satisfied',
    'satisfactionAutomaticRate', 'satisfactionAgentRate', 'satisfactionSocialRate', 'solved', 'solvedRate']]];

export const FOUR = ['acceptanceRate', 'onTimeRate', 'feedbackRate', 'satisfactionRate'];

/* what is read after everything else, because it takes longer */
export const LATER = 'p90WorkingDays';

/* whether it is imported or made of several rates: then it has no cases of its own */
const withoutCases = definition => definition.kind === 'IMPORTED_COUNT' || definition.kind === 'RATE' && !definition.numeratorCounts;

/* the acceptance rate means another thing of units */
export function definitionCode(code, ofUnits) {
  return code === 'acceptanceRate' && ofUnits ? 'unitAcceptanceRate' : code;
}

export function casesLink(context, code, values) {
  const definition = context.reference.definitions.get(code);
  return !definition || withoutCases(definition) ? null : context.href('cases', { figure: code, ...values });
}

/* a name that opens the definition */
export function definitionButton(context, code, row, { ofUnits, values, name } = {}) {
  const definition = context.reference.definitions.get(definitionCode(code, ofUnits));
  const text = name || inWords(context.reference.definitions.get(code)?.name) || code;
  return definition
    ? el('button', { type: 'button', class: 'define', 'aria-haspopup': 'dialog', title: t.definition,
      onclick: () => context.define(definition.code, row && { ...row, [definition.code]: row[code] }, casesLink(context, code, values)) }, text)
    : text;
}

/* a number that leads to its cases */
export function figureLink(context, code, value, values) {
  const definition = context.reference.definitions.get(code);
  const text = figure(definition, value);
  const link = value === null || value === undefined || value === 0 ? null : casesLink(context, code, values);
  return link ? el('a', { href: link, 'aria-label': inWords(definition.name) + ' ' + text + ' ' + t.toCases }, text) : text;
}

/*
 * One group of figures as a table. now: row of the period with its change against the period before; yearBefore: the same row
 * with its change against last year; values: how the cases are narrowed.
 */
export function figureTable(context, title, codes, now, yearBefore, { ofUnits, values } = {}) {
  const rows = codes.filter(code => (now[code] !== undefined || code === LATER) && context.reference.definitions.has(code)).map(code => [
    definitionButton(context, code, now, { ofUnits, values }),
    figureLink(context, code, now[code], values), change(now.change?.[code]), change(yearBefore.change?.[code])]);
  return el('section', { class: 'card figures' }, el('h3', null, title),
    table(title, [{ text: t.figure }, { text: t.thisPeriod, n: true }, { text: t.previous, n: true }, { text: t.yearBefore, n: true }], rows));
}
