/* The city or a part of it in one period: the four rates with their targets, then every figure. */

import { bar, el } from '../../shell/elements.js';
import { FOUR, GROUPS, LATER, casesLink, definitionButton, definitionCode, figureTable } from '../../shell/figures.js';
import { change, number, percent, periodName, say, t } from '../../shell/words.js';

/* targets of the rule set, by rate */
export function targets(ruleSets, chosen) {
  const rules = ruleSets.find(r => r.id === chosen) || ruleSets.find(r => r.id === 'four-rates');
  return Object.fromEntries((rules?.items || []).filter(i => i.rate).map(i => [i.rate, i.points?.target ?? i.points?.fullFrom]));
}

function verdict(value, target) {
  if (value === null || value === undefined) { return t.noTarget; }
  if (target === undefined) { return ''; }
  return value >= target ? '✓ ' + t.metTarget : '▼ ' + t.belowTarget + ' ' + (target - value).toFixed(2);
}

export function rateCard(context, code, now, yearBefore, target, options) {
  const value = now[code] ?? null;
  const definition = context.reference.definitions.get(definitionCode(code, options.ofUnits));
  const sum = codes => codes.reduce((total, one) => total + (now[one] || 0), 0);
  const numerator = sum(definition.numeratorCounts);
  const denominator = sum(definition.denominatorCounts) - sum(definition.lessDenominatorCounts || []);
  const state = value === null || target === undefined ? '' : value >= target ? 'good' : 'bad';
  const missing = denominator - numerator;
  return el('article', { class: 'rate ' + state },
    el('h3', null, definitionButton(context, code, now, options)),
    el('p', { class: 'value' }, value === null ? '–' : Number(value).toFixed(2), value === null ? '' : el('small', null, ' %')),
    bar(value, target),
    el('p', { class: 'against' },
      el('span', null, target === undefined ? '' : t.target + ' ' + target + ' %'), el('span', { class: 'verdict' }, verdict(value, target))),
    el('dl', null,
      el('dt', null, t.previous), el('dd', null, change(now.change?.[code])),
      el('dt', null, t.yearBefore), el('dd', null, change(yearBefore.change?.[code])),
      el('dt', null, t.numerator + ' / ' + t.denominator), el('dd', null, number(numerator) + ' / ' + number(denominator))),
    code === 'onTimeRate' && now.notYetDue > 0
      ? el('p', { class: 'against' }, say('forecast', percent(now.onTimeForecastRate), number(now.notYetDue))) : null,
    missing > 0 ? el('a', { class: 'behind', href: casesLink(context, code, { ...options.values, counted: 'false' }) },
      t.outsideNumerator + ' ' + number(missing)) : el('span', { class: 'behind' }, ' '));
}

/* a question against the period before and against last year */
export async function figuresOf(context, question) {
  const now = await context.api.get('indicators', { ...question, compare: 'previous,year' });
  return { now, yearBefore: { compared: now.yearBefore, items: now.items.map(row => row.yearBefore) } };
}

/* the tables of all figures; the quantile of handling times takes longer and comes by itself */
export function figureTables(context, question, row, before, options) {
  const tables = GROUPS.map(([title, codes]) => ({ title, codes, node: figureTable(context, t[title], codes, row, before, options) }));
  const later = async () => {
    const { items: [whole] } = await context.api.get('indicators', { ...question, compare: 'previous', p90: true });
    const { title, codes, node } = tables.find(one => one.codes.includes(LATER));
    node.replaceWith(figureTable(context, t[title], codes, whole, before, options));
  };
  return { nodes: tables.map(one => one.node), later };
}

export function importedCodes(context, row) {
  return [...context.reference.definitions.values()].filter(d => d.kind === 'IMPORTED_COUNT' || d.kind === 'RATE' && !d.numeratorCounts)
    .map(d => d.code).filter(code => row[code] !== undefined && row[code] !== null);
}

export default {
  id: 'overview',
  title: 'overview',
  roles: ['evaluator', 'office-leader', 'supervisor', 'unit-leader'],
  filters: ['period', 'group', 'area', 'category', 'channel', 'type'],

  async render(container, context) {
    const { period, group, area, category, channel, type } = context.params;
    const question = { period, group, area, category, channel, type };
    const { now, yearBefore } = await figuresOf(context, question);
    const row = now.items[0];
    const before = yearBefore.items[0];
    const ofUnits = Boolean(group) || !context.may('evaluator', 'office-leader', 'supervisor');
    const goals = targets(context.reference.ruleSets);
    context.period(now.period);
    const compared = t.previous + t.colon + periodName(now.compared) + ' · ' + t.yearBefore + t.colon + periodName(yearBefore.compared);
    const imported = importedCodes(context, row);
    const figures = figureTables(context, question, row, before, { ofUnits });
    container.append(
      el('section', { class: 'rates', 'aria-label': t.fourRates },
        FOUR.map(code => rateCard(context, code, row, before, goals[code], { ofUnits }))),
      el('p', { class: 'note' }, compared + ' · ' + t.definitionHint),
      el('div', { class: 'columns' },
        figures.nodes,
        imported.length ? figureTable(context, t.groupImported, imported, row, before) : null));
    await figures.later();
  }
};
