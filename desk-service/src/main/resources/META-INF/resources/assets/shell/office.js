/* What the screens of the office share: names of units, days of a period, badges, facts. */

import { el } from './elements.js';
import { officeDay, t } from './words.js';

/* the name of a unit as far as the viewer knows it */
export function unitName(context, code) {
  if (!code) { return '–'; }
  const known = context.reference.dimensions.units.find(unit => unit.code === code);
  return known?.name || (code === context.viewer.unit && context.viewer.unitName) || code;
}

export const unitOptions = (context, first) => [['', first], ...context.reference.dimensions.units.map(unit => [unit.code, unit.name])];

/* the number of a case, leading to what was said and answered for who may read it */
export function caseLink(context, caseId, number) {
  return number && caseId && context.has('case') ? el('a', { href: context.href('case', { id: caseId }) }, number) : number || '–';
}

export const badge = (state, text) => el('span', { class: 'badge ' + state }, text || t[state] || state);

/* what somebody said, line by line */
export const paragraphs = text => (text || '').split('\n').map(line => el('p', { class: 'said' }, line));

/* names and values, those without a value left out */
export function facts(pairs) {
  return el('dl', { class: 'facts wide' }, pairs.filter(([, value]) => value !== null && value !== undefined && value !== '' && value !== '–')
    .map(([name, value]) => el('div', null, el('dt', null, name), el('dd', null, value))));
}

const DAY = 86400000;
/* how many months back a bulletin may be chosen to be about */
const MONTHS = 12;
const dayOf = text => new Date(text + 'T00:00:00Z');
const textOf = date => date.toISOString().slice(0, 10);
const plus = (date, days) => new Date(date.getTime() + days * DAY);

/* Monday of an ISO week */
function monday(year, week) {
  const fourth = new Date(Date.UTC(year, 0, 4));
  return plus(fourth, (week - 1) * 7 - (fourth.getUTCDay() + 6) % 7);
}

/* first and last day of a period as it is written; null if it cannot be read */
export function daysOf(period, calendars) {
  const named = calendars.flatMap(calendar => calendar.periods).find(one => one.name === period);
  if (named) { return [named.first, named.last]; }
  const parts = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?|-Q([1-4])|-W(\d\d))?$/.exec(period);
  if (!parts) { return period.includes('..') ? period.split('..') : null; }
  const [, year, month, day, quarter, week] = parts;
  if (day) { return [period, period]; }
  if (week) {
    const first = monday(Number(year), Number(week));
    return [textOf(first), textOf(plus(first, 6))];
  }
  const from = quarter ? (quarter - 1) * 3 : month ? month - 1 : 0;
  const length = quarter ? 3 : month ? 1 : 12;
  return [textOf(new Date(Date.UTC(year, from, 1))), textOf(new Date(Date.UTC(year, from + length, 0)))];
}

/* periods a bulletin is often written about, as they lie before today: [[period, what it is], …] */
export function usualPeriods(calendars) {
  const today = dayOf(officeDay());
  const year = today.getUTCFullYear();
  const month = today.getUTCMonth();
  const sunday = plus(today, -((today.getUTCDay() + 6) % 7) - 1);
  const thursday = plus(today, -((today.getUTCDay() + 2) % 7) - 1);
  const range = (first, last) => textOf(first) + '..' + textOf(last);
  const monthOf = date => textOf(date).slice(0, 7);
  const quarter = new Date(Date.UTC(year, month - month % 3 - 1, 1));
  const latest = calendars.map(calendar => [...calendar.periods].reverse().find(one => dayOf(one.last) < today)).filter(Boolean);
  return [
    [range(plus(sunday, -6), sunday), t.lastWeek],
    [range(plus(thursday, -6), thursday), t.lastWeekToThursday],
    ...Array.from({ length: MONTHS }, (_, i) => [monthOf(new Date(Date.UTC(year, month - 1 - i, 1))), i ? t.month : t.lastMonth]),
    [quarter.getUTCFullYear() + '-Q' + (Math.floor(quarter.getUTCMonth() / 3) + 1), t.lastQuarter],
    [String(year - 1), t.lastYear],
    ...latest.map(one => [one.name, t['kind-named']])].map(([period, text]) => [period, text + ' · ' + period.replace('..', ' – ')]);
}
