/* Places within comparison groups, with grades; units with few cases and without any apart. */

import { el, table } from '../../shell/elements.js';
import { saveTables } from '../../shell/forms.js';
import { FOUR } from '../../shell/figures.js';
import { inWords, number, percent, say, t, time } from '../../shell/words.js';

/* the number of an item, leading to the cases that count against the unit, else to all of them */
export function itemLink(context, unit, item, text, counted) {
  return item.rate !== null && item.rate !== undefined && item.denominator !== 0
    ? el('a', { href: context.href('cases', { unit, item: item.item, counted, edition: context.params.edition }),
      'aria-label': item.name + ' ' + text + ' ' + t.toCases }, text)
    : text;
}

export const itemValue = item => item.value === undefined && item.rate === undefined ? '–'
  : FOUR.includes(item.rateCode) || /Rate$/.test(item.rateCode || '') || !item.rateCode ? percent(item.rate) : number(item.rate);

/* how many cases a rate is of */
const behind = item => /Rate$/.test(item.rateCode || '') && item.denominator
  ? el('small', null, number(item.numerator) + ' / ' + number(item.denominator)) : '';

/* how far the scores are, and by which rules */
export function standing(scores) {
  const parts = [scores.ruleSetName + ' · ' + say('versionOf', scores.version)];
  if (scores.correctionReason) { parts.push(say('edition', scores.edition, scores.correctionReason)); }
  if (scores.objectionsUntil) { parts.push(say('objectionsUntil', time(scores.objectionsUntil))); }
  if (scores.approvedAt) { parts.push(say('approvedBy', scores.approvedBy, time(scores.approvedAt))); }
  return el('p', { class: 'standing' }, el('span', { class: 'badge ' + scores.status }, t[scores.status] || scores.status), ' ', parts.join(' · '));
}

function scored(context, unit, withPlace, withGrade) {
  const cells = unit.items.map(item => ({
    of: [itemLink(context, unit.unit, item, itemValue(item)), behind(item), el('small', null, item.points === null || item.points === undefined
      ? t.notScored : say('pointsOf', number(item.points), number(item.max)))],
    class: item.rate !== null && item.target !== null && item.rate < item.target && /Rate$/.test(item.rateCode || '') ? 'low' : '' }));
  return [
    el('a', { href: context.href('unit', { unit: unit.unit, edition: context.params.edition }) }, unit.name),
    ...(withPlace ? [number(unit.rank)] : []), { of: number(unit.total) + (unit.scaled ? ' *' : ''), class: 'total' }, ...(withGrade ? [unit.grade || '–'] : []), ...cells];
}

function groupTable(context, title, units, scores, withPlace) {
  const items = units[0].items;
  const withGrade = units.some(unit => unit.grade);
  return table(title, [
    { text: t.unit }, ...(withPlace ? [{ text: t.rank, n: true }] : []), { text: t.total + ' / ' + number(scores.max), n: true }, ...(withGrade ? [{ text: t.grade }] : []),
    ...items.map(item => ({ text: item.name, n: true }))], units.map(unit => scored(context, unit, withPlace, withGrade)));
}

/* classes of volume of a rule set, the largest first */
export function bandTable(context, bands, units) {
  const count = inWords(context.reference.definitions.get(bands.count)?.name) || bands.count;
  return table(t.volumeBands, [{ text: t.volumeBand }, { text: say('fromCount', count), n: true }, ...(units ? [{ text: t.unitsInBand, n: true }] : [])],
    bands.bands.map(band => [inWords(band.name), number(band.from), ...(units ? [number(units.filter(unit => unit.band === inWords(band.name)).length)] : [])]));
}

/* by comparison group, within it by class of volume, the largest first */
function byGroup(units, bands) {
  const groups = new Map();
  const order = bands.map(band => inWords(band.name));
  const place = unit => order.indexOf(unit.band);
  units = [...units].sort((a, b) => (a.group || '').localeCompare(b.group || '') || place(a) - place(b));
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
    const { period, group, ruleSet, edition } = context.params;
    const scores = await context.api.all('scores', { period, group, ruleSet, edition });
    const rules = context.reference.ruleSets.find(one => one.id === scores.ruleSet && one.version === scores.version)
      || await context.api.get('rule-sets/' + encodeURIComponent(scores.ruleSet), { version: scores.version });
    context.period(scores.period);
    container.append(
      el('div', { class: 'head' }, standing(scores),
        el('div', { class: 'actions' },
          scores.edition > 1 ? el('a', { class: 'button quiet', href: context.href('ranking', { edition: scores.edition - 1 }) }, t.editionBefore) : null,
          saveTables(context, 'scores', { period, group, ruleSet, edition }, t.ranking),
          saveTables(context, 'indicators', { period, group, by: 'unit', compare: 'previous' }, t.unitFigures))),
      el('p', { class: 'note' }, t.rankingNote));
    if (!scores.items.length) {
      container.append(el('p', { class: 'card' }, t.noRanking));
    }
    const bands = rules?.volumeBands;
    if (bands) {
      container.append(el('section', { class: 'card bands' }, el('h3', null, t.volumeBands),
        el('p', { class: 'note' }, scores.ranked ? t.rankedInBands : t.gradedInBands), bandTable(context, bands, scores.items)));
    }
    byGroup(scores.items, bands?.bands || []).forEach(([title, units]) => container.append(
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

