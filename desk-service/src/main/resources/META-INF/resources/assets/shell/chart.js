/* ECharts, fetched from this service when the first chart is drawn. Beside every chart its numbers stand in a table. */

import { el } from './elements.js';
import { t } from './words.js';

export const COLOURS = ['#1f5fa8', '#b5463c', '#17663a', '#8a5a00', '#5b3f8c', '#0b6e75', '#8c2f5f', '#4a5560'];
export const INK = '#1b2733';
export const MUTED = '#55636f';
export const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'roundRect', 'pin', 'arrow', 'circle'];
export const LINES = ['solid', 'solid', 'dashed', 'dotted', 'solid', 'dashed', 'dotted', 'solid'];

let library;

function echarts() {
  library ??= new Promise((resolve, reject) => {
    document.head.append(el('script', {
      src: '/_static/echarts/dist/echarts.min.js', onload: () => resolve(window.echarts), onerror: () => reject(new Error(t.failed)) }));
  });
  return library;
}

/* on paper a chart is scaled to its place rather than cut off */
window.addEventListener('beforeprint', () => document.querySelectorAll('.chart svg, .heat svg').forEach(svg =>
  svg.setAttribute('viewBox', '0 0 ' + svg.getAttribute('width') + ' ' + svg.getAttribute('height'))));

/* draws when the node stands in the page; returns the chart */
export async function chart(node, label, options) {
  const drawn = (await echarts()).init(node, null, { renderer: 'svg' });
  node.setAttribute('role', 'img');
  node.setAttribute('aria-label', label);
  drawn.setOption({
    animation: false, textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: INK }, color: COLOURS, ...options });
  new ResizeObserver(() => {
    if (node.isConnected) { drawn.resize(); } else { drawn.dispose(); }
  }).observe(node);
  return drawn;
}

/* from where an axis of rates begins, so that its ticks are round: 100, 95, 90 … or 100, 80, 60 … */
function perCentAxis(values) {
  const span = values.length ? 100 - Math.max(0, Math.min(...values) - 3) : 100;
  const step = span <= 25 ? 5 : span <= 50 ? 10 : 20;
  return { lowest: Math.max(0, 100 - Math.ceil(span / step) * step), step };
}

/* lines over periods: series [{name, values}]; in per cent or in numbers; cut: the axis need not begin at nought */
export function lines(node, label, periods, series, inPerCent, cut) {
  const values = series.flatMap(s => s.values).filter(v => v !== null && v !== undefined);
  const { lowest, step } = perCentAxis(values);
  const rows = Math.ceil(series.length / Math.max(1, Math.floor(node.clientWidth / 150)));
  const write = v => v === null || v === undefined ? '–' : inPerCent ? Number(v).toFixed(2) + ' %' : String(v);
  return chart(node, label, {
    grid: { left: 8, right: 18, top: 16 + 24 * rows, bottom: 8, containLabel: true },
    legend: { top: 0, left: 0, itemGap: 14, data: series.map(s => s.name) },
    tooltip: { trigger: 'axis', valueFormatter: write },
    xAxis: { type: 'category', data: periods, axisLabel: { color: MUTED, hideOverlap: true } },
    yAxis: inPerCent
      ? { type: 'value', min: lowest, max: 100, interval: step, axisLabel: { formatter: '{value}%', color: MUTED } }
      : { type: 'value', minInterval: 1, min: cut && values.length ? Math.floor(Math.min(...values) / 5) * 5 : 0,
        max: cut && values.length ? Math.ceil(Math.max(...values) / 5) * 5 : null, axisLabel: { color: MUTED } },
    series: series.map((s, i) => ({
      name: s.name, type: 'line', data: s.values, symbolSize: 7, symbol: SYMBOLS[i % 8],
      lineStyle: { width: 2.2, type: LINES[i % 8] } }))
  });
}
