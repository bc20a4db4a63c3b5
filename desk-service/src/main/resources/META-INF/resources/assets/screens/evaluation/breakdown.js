/* Figures by category, area, channel, type, problem pattern, disposition, group or unit; each row leads a level deeper. */

import { card, choice, el, table } from '../../shell/elements.js';
import { saveTables } from '../../shell/forms.js';
import { COLOURS, INK, MUTED, chart } from '../../shell/chart.js';
import { definitionButton, figureLink } from '../../shell/figures.js';
import { change, figure, percent, t } from '../../shell/words.js';

const BY = ['category', 'area', 'channel', 'type', 'group', 'unit', 'pattern', 'disposition'];
const COLUMNS = ['received', 'receivedShare', 'onTimeRate', 'overdue', 'satisfactionRate', 'solvedRate', 'reworked'];
const LEVELS = { category: 3, area: 4 };
const SHOWN = 10;

/* by which filter the cases of a row are found; problem patterns and dispositions have none */
const FILTER = { category: 'category', area: 'area', channel: 'channel', type: 'type', group: 'group', unit: 'unit' };

function levelOf(by, params, dimensions) {
  const nodes = by === 'category' ? dimensions.categories : dimensions.areas;
  const narrowed = nodes.find(node => node.code === params[by]);
  return Math.min(LEVELS[by], Number(params.level) || (narrowed ? narrowed.level + 1 : by === 'area' ? 2 : 1));
}

/* the row's name leads a level deeper, of units to the sheet */
function name(context, by, row, level) {
  if (row.key === null) { return row.name; }
  if (by === 'unit') {
    return context.has('unit') ? el('a', { href: context.href('unit', { unit: row.key }) }, row.name) : row.name;
  }
  const tree = by === 'category' ? context.reference.dimensions.categories : by === 'area' ? context.reference.dimensions.areas : [];
  return tree.some(node => node.parent === row.key) && level < LEVELS[by]
    ? el('a', { href: context.href('breakdown', { by, [by]: row.key }) }, row.name) : row.name;
}

function draw(place, title, rows) {
  return chart(place, title, {
    grid: { left: 8, right: 48, top: 40, bottom: 8, containLabel: true },
    legend: { top: 0, left: 0, data: [t.received, t.onTime] },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
    xAxis: [{ type: 'value', axisLabel: { color: MUTED }, minInterval: 1 },
      { type: 'value', min: 0, max: 100, axisLabel: { formatter: '{value}%', color: MUTED }, splitLine: { show: false } }],
    yAxis: { type: 'category', inverse: true, data: rows.map(r => r.name), axisLabel: { width: 110, overflow: 'truncate', color: INK } },
    series: [
      { name: t.received, type: 'bar', data: rows.map(r => r.received), barMaxWidth: 16, itemStyle: { color: COLOURS[0] },
        label: { show: true, position: 'right', color: INK } },
      { name: t.onTime, type: 'scatter', xAxisIndex: 1, symbol: 'diamond', symbolSize: 11, itemStyle: { color: COLOURS[1] },
        data: rows.map(r => r.onTimeRate), tooltip: { valueFormatter: percent } }]
  });
}

export default {
  id: 'breakdown',
  title: 'breakdown',
  roles: ['evaluator', 'office-leader', 'supervisor', 'unit-leader'],
  filters: ['period', 'group', 'area', 'category', 'channel', 'type'],

  async render(container, context) {
    const { period, group, area, category, channel, type, unit } = context.params;
    const by = BY.includes(context.params.by) ? context.params.by : 'category';
    const level = LEVELS[by] ? levelOf(by, context.params, context.reference.dimensions) : undefined;
    const rollup = by === 'unit' ? 'true' : undefined;
    const question = { period, group, area, category, channel, type, unit, by, level, rollup };
    container.append(el('div', { class: 'chooser' },
      choice('by', t.by_, BY.map(code => [code, t['by-' + code]]), by, chosen => context.go('breakdown', { by: chosen, level: '' })),
      level ? choice('level', t.level, Array.from({ length: LEVELS[by] }, (_, i) => [String(i + 1), String(i + 1)]), String(level),
        chosen => context.go('breakdown', { by, level: chosen })) : null,
      el('div', { class: 'actions' }, saveTables(context, 'indicators', { ...question, compare: 'previous' }))));
    const [now, before] = await Promise.all(['previous', 'year'].map(compare => context.api.all('indicators', { ...question, compare })));
    context.period(now.period);
    const yearBefore = new Map(before.items.map(row => [row.key, row]));
    const rows = now.items.sort((a, b) => b.received - a.received || b.due - a.due);
    // a unit above all others would squash them: its bar says what the total says
    const shown = rows.filter(row => row.received > 0 && !(rollup && rows.length > 1 && row.received === now.total.received)).slice(0, SHOWN);
    const title = t['by-' + by];
    const place = el('div', { class: 'chart' });
    if (shown.length) {
      container.append(card(t.largest, place));
    }
    const narrowed = row => !FILTER[by] ? null : row.key !== null ? { [FILTER[by]]: row.key } : LEVELS[by] ? { [FILTER[by]]: '-' } : null;
    const ofUnits = by === 'unit' || by === 'group' || Boolean(group || unit);
    container.append(el('section', { class: 'card' }, el('h3', null, title),
      table(title, [
        { text: title }, ...COLUMNS.flatMap(code => [
          { n: true, text: definitionButton(context, code, null, { ofUnits }) },
          ...(code === 'received' ? [{ n: true, text: t.previous }, { n: true, text: t.yearBefore }] : [])])],
        rows.map(row => [name(context, by, row, level), ...COLUMNS.flatMap(code => [
          narrowed(row) ? figureLink(context, code, row[code], narrowed(row)) : figure(context.reference.definitions.get(code), row[code]),
          ...(code === 'received' ? [change(row.change?.received), change(yearBefore.get(row.key)?.change?.received)] : [])])]))));
    if (shown.length) {
      await draw(place, t.largest, shown);
    }
  }
};
