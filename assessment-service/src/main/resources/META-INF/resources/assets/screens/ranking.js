/* Places within comparison groups, with grades; units with few cases and without any apart. */

import { el, table } from '../shell/elements.js';
import { saveTables } from '../shell/forms.js';
import { FOUR } from '../shell/figures.js';
import { number, percent, say, t, time } from '../shell/words.js';

/* the number of an item, leading to the cases that count against the unit, else to all of them */
export function itemLink(context, unit, item, text, counted) {
  return item.rate !== null && item.rate !== undefined && item.denominator !== 0
    ? el('a', { href: context.href('cases', { unit, item: item.item, counted }),
      'aria-label': item.name + ' ' + text + ' ' + t.toCases }, text)
    : text;
}

export const itemValue = item => item.value === undefined && item.rate === undefined ? '–'
  : FOUR.includes(item.rateCode) || /Rate$/.test(item.rateCode || '') || !item.rateCode ? percent(item.rate) : number(item.rate);

/* how far the scores are, and by which rules */
export function standing(scores) {
  const parts = [scores.ruleSetName + ' · ' + say('versionOf', scores.version)];
  if (scores.objectionsUntil) { parts.push(say('objectionsUntil', time(scores.objectionsUntil))); }
  if (scores.approvedAt) { parts.push(say('approvedBy', scores.approvedBy, time(scores.approvedAt))); }
  return el('p', { class: 'standing' }, el('span', { class: 'badge ' + scores.status }, t[scores.status] || scores.status), ' ', parts.join(' · '));
}

function scored(context, unit, withPlace, withGrade) {
  const cells = unit.items.map(item => ({
    of: [itemLink(context, unit.unit, item, itemValue(item)), el('small', null, item.points === null || item.points === undefined
      ? t.notScored : say('pointsOf', number(item.points), number(item.max)))],
    class: item.rate !== null && item.target !== null && item.rate < item.target && /Rate$/.test(item.rateCode || '') ? 'low' : '' }));
  return [
    el('a', { href: context.href('unit', { unit: unit.unit }) }, unit.name),
    ...(withPlace ? [number(unit.rank)] : []), { of: number(unit.total) + (unit.scaled ? ' *' : ''), class: 'total' }, ...(withGrade ? [unit.grade || '–'] : []), ...cells];
}

function groupTable(context, title, units, scores, withPlace) {
  const items = units[0].items;
  const withGrade = units.some(unit => unit.grade);
  return table(title, [
    { text: t.unit }, ...(withPlace ? [{ text: t.rank, n: true }] : []), { text: t.total + ' / ' + number(scores.max), n: true }, ...(withGrade ? [{ text: t.grade }] : []),
    ...items.map(item => ({ text: item.name, n: true }))], units.map(unit => scored(context, unit, withPlace, withGrade)));
}

function byGroup(units) {
  const groups = new Map();
  units.forEach(unit => {
    const title = [unit.group || t.noGroup, unit.band].filter(Boolean).join(' · ');
    groups.set(title, [...(groups.get(title) || []), unit]);
  });
  return [...groups];
}

export default {
  id: 'ranking',
  title: 'ranking',
  roles: ['evaluator', 'office-leader', 'unit-leader'],
  filters: ['period', 'group', 'ruleSet'],

  async render(container, context) {
    const { period, group, ruleSet } = context.params;
    const scores = await context.api.all('scores', { period, group, ruleSet });
    context.period(scores.period);
    container.append(
      el('div', { class: 'head' }, standing(scores),
        el('div', { class: 'actions' },
          saveTables(context, 'scores', { period, group, ruleSet }, t.ranking),
          saveTables(context, 'indicators', { period, group, by: 'unit', compare: 'previous' }, t.unitFigures))),
      el('p', { class: 'note' }, t.rankingNote));
    if (!scores.items.length) {
      container.append(el('p', { class: 'card' }, t.noRanking));
    }
    byGroup(scores.items).forEach(([title, units]) => container.append(
      el('section', { class: 'card places' }, el('h3', null, title, ' ', el('small', null, say('unitsOf', units.length))),
        groupTable(context, title, units, scores, scores.ranked))));
    if (scores.fewCases.length) {
      container.append(el('section', { class: 'card places' }, el('h3', null, t.fewCases), el('p', { class: 'note' }, t.fewCasesNote),
        groupTable(context, t.fewCases, scores.fewCases, scores, false)));
    }
    if (scores.withoutCases.length) {
      container.append(el('details', { class: 'card without', open: scores.withoutCases.length <= 20 },
        el('summary', null, t.withoutCases + ' (' + scores.withoutCases.length + ')'),
        el('ul', { class: 'names' }, scores.withoutCases.map(unit =>
          el('li', null, unit.name, unit.group ? el('small', null, ' ' + unit.group) : '')))));
    }
    container.append(el('p', { class: 'note' }, t.source + t.colon + scores.source,
      scores.items.some(unit => unit.scaled) ? ' * ' + t.scaledNote : ''));
  }
};

