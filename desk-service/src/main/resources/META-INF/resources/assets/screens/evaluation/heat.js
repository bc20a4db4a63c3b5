/* Areas by categories: where what is wrong. A heat table drawn by ECharts, and the same numbers as a plain table of links. */

import { card, choice, el, table } from '../../shell/elements.js';
import { INK, chart } from '../../shell/chart.js';
import { figure, inWords, t } from '../../shell/words.js';

const OFFERED = ['received', 'due', 'overdue', 'reworked', 'onTimeRate', 'satisfactionRate', 'solvedRate', 'feedbackRate'];
const ROW = 32;
const FRAME = 110;
const FEW = 7;

function levelBelow(nodes, code, otherwise, deepest) {
  const found = nodes.find(node => node.code === code);
  return Math.min(deepest, found ? found.level + 1 : otherwise);
}

function draw(place, label, answer, cells, definition, open) {
  const inPerCent = definition.unit === '%';
  const values = answer.items.map(cell => cell.value).filter(value => value !== null);
  const low = inPerCent ? Math.min(...values, 100) : 0;
  const data = answer.areas.flatMap((area, y) => answer.categories.map((category, x) => [x, y, cells(area.key, category.key)?.value]))
    .filter(([, , value]) => value !== undefined && value !== null);
  const many = answer.categories.length > FEW;
  place.style.height = FRAME + (many ? 60 : 0) + ROW * answer.areas.length + 'px';
  place.style.minWidth = Math.max(640, 120 + 62 * answer.categories.length) + 'px';
  return chart(place, label, {
    grid: { left: 8, right: 12, top: 8, bottom: 48, containLabel: true },
    tooltip: { formatter: p => el('span', null, answer.areas[p.value[1]].name + ' · ' + answer.categories[p.value[0]].name + ': '
      + figure(definition, p.value[2])) },
    xAxis: { type: 'category', data: answer.categories.map(c => c.name),
      axisLabel: { interval: 0, rotate: many ? 40 : 0, color: INK, width: 110, overflow: 'truncate' } },
    yAxis: { type: 'category', inverse: true, data: answer.areas.map(a => a.name),
      axisLabel: { color: INK, width: 120, overflow: 'truncate' } },
    visualMap: { min: low, max: inPerCent ? 100 : Math.max(1, ...values), calculable: false, orient: 'horizontal', left: 'center', bottom: 0,
      itemHeight: 160, itemWidth: 12, textStyle: { color: INK },
      text: [figure(definition, inPerCent ? 100 : Math.max(1, ...values)), figure(definition, low)], inRange: { color: inPerCent ? ['#e7a89f', '#f7eed3', '#cfe6d6'] : ['#f1f5fa', '#9dbfe3', '#2f6fb5'] } },
    series: [{ type: 'heatmap', data, label: { show: true, color: INK, fontSize: 12,
      formatter: p => inPerCent ? Number(p.value[2]).toFixed(0) : String(p.value[2]) },
      itemStyle: { borderColor: '#fff', borderWidth: 1 } }]
  }).then(drawn => drawn.on('click', p => open(answer.areas[p.value[1]].key, answer.categories[p.value[0]].key)));
}

export default {
  id: 'heat',
  title: 'heat',
  roles: ['evaluator', 'office-leader', 'supervisor', 'unit-leader'],
  filters: ['period', 'group', 'area', 'category', 'channel', 'type'],

  async render(container, context) {
    const { period, group, area, category, channel, type } = context.params;
    const indicator = OFFERED.includes(context.params.indicator) ? context.params.indicator : 'received';
    const definition = context.reference.definitions.get(indicator);
    const { areas, categories } = context.reference.dimensions;
    container.append(el('div', { class: 'chooser' },
      choice('indicator', t.figure, OFFERED.map(code => [code, inWords(context.reference.definitions.get(code).name)]), indicator,
        chosen => context.go('heat', { indicator: chosen })),
      el('button', { type: 'button', class: 'quiet', 'aria-haspopup': 'dialog', onclick: () => context.define(indicator) }, t.definition)));
    const answer = await context.api.get('indicators/areas-by-categories', {
      indicator, period, group, area, category, channel, type,
      areaLevel: levelBelow(areas, area, 2, 6), categoryLevel: levelBelow(categories, category, 1, 3) });
    context.period(answer.period);
    const byPlace = new Map(answer.items.map(cell => [cell.area + '\n' + cell.category, cell]));
    const cells = (inArea, ofCategory) => byPlace.get(inArea + '\n' + ofCategory);
    const link = (inArea, ofCategory) => inArea === null || ofCategory === null
      ? null : context.href('cases', { figure: indicator, area: inArea, category: ofCategory });
    const written = (inArea, ofCategory) => {
      const value = cells(inArea, ofCategory)?.value;
      const text = value === undefined ? '' : figure(definition, value);
      const address = value ? link(inArea, ofCategory) : null;
      return address ? el('a', { href: address }, text) : text;
    };
    if (!answer.items.length) {
      container.append(el('p', { class: 'card' }, t.noData));
      return;
    }
    const place = el('div', { class: 'heat' });
    const label = answer.name + ' · ' + t.heat;
    container.append(
      card(label, el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': label },
        place)),
      el('section', { class: 'card' }, el('h3', null, t.table),
        table(t.heat, [{ text: t.area }, ...answer.categories.map(c => ({ text: c.name, n: true }))],
          answer.areas.map(a => [a.name, ...answer.categories.map(c => written(a.key, c.key))]))));
    await draw(place, label, answer, cells, definition, (inArea, ofCategory) => {
      const address = link(inArea, ofCategory);
      if (address) { context.go('cases', { figure: indicator, area: inArea, category: ofCategory }); }
    });
  }
};
