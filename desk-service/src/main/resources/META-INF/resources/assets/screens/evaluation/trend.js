/* Figures over thirteen periods: months, weeks, or a reporting calendar of the city. */

import { card, choice, el, table } from '../../shell/elements.js';
import { lines } from '../../shell/chart.js';
import { FOUR, definitionButton } from '../../shell/figures.js';
import { figure, inWords, say, t } from '../../shell/words.js';

const MOST = 8;
const OFFERED = ['acceptanceRate', 'onTimeRate', 'feedbackRate', 'satisfactionRate', 'solvedRate', 'signedOnTimeRate', 'firstTimeRightRate',
  'firstRoundRate', 'finishRate', 'callbackRate', 'directAnswerRate', 'received', 'dispatched', 'due', 'overdue', 'reworked'];

function chosen(params) {
  const wanted = (params.indicator || '').split(',').filter(code => OFFERED.includes(code));
  return wanted.length ? wanted.slice(0, MOST) : [...FOUR, 'received', 'overdue'];
}

function form(context, codes, step) {
  const { definitions, calendars } = context.reference;
  const boxes = OFFERED.map(code => {
    const input = el('input', { type: 'checkbox', id: 'show-' + code, value: code, checked: codes.includes(code) });
    return el('span', { class: 'check' }, input, el('label', { for: 'show-' + code }, inWords(definitions.get(code).name)));
  });
  const steps = [['month', t['kind-month']], ['week', t['kind-week']], ...calendars.map(c => [c.id, inWords(c.name)])];
  const box = el('form', { class: 'card picks', 'aria-label': t.indicators },
    el('fieldset', null, el('legend', null, say('chooseIndicators', MOST)), el('div', { class: 'checks' }, boxes)),
    choice('step', t.step, steps, step),
    el('button', { type: 'submit' }, t.apply));
  const inputs = boxes.map(span => span.querySelector('input'));
  const limit = () => {
    const full = inputs.filter(input => input.checked).length >= MOST;
    inputs.forEach(input => { input.disabled = full && !input.checked; });
  };
  box.addEventListener('change', limit);
  limit();
  box.addEventListener('submit', event => {
    event.preventDefault();
    context.go('trend', {
      indicator: inputs.filter(input => input.checked).map(input => input.value).join(','), step: box.querySelector('#step').value });
  });
  return box;
}

export default {
  id: 'trend',
  title: 'trendTitle',
  roles: ['evaluator', 'office-leader', 'supervisor', 'unit-leader'],
  filters: ['period', 'group', 'area', 'category', 'channel', 'type'],

  async render(container, context) {
    const { period, group, area, category, channel, type, unit } = context.params;
    const codes = chosen(context.params);
    const step = context.params.step || 'month';
    container.append(form(context, codes, step));
    const answer = await context.api.get('trends', { indicator: codes.join(','), by: step, to: period, group, unit, area, category, channel, type });
    const series = codes.length === 1 ? [{ indicator: codes[0], name: answer.name, items: answer.items }] : answer.items;
    const inPerCent = one => context.reference.definitions.get(one.indicator).unit === '%';
    const periods = series[0].items.map(point => point.period);
    const drawn = [];
    [[series.filter(inPerCent), t.ratesInPerCent, true], [series.filter(one => !inPerCent(one)), t.numbersOfCases, false]].forEach(([some, title, rates]) => {
      if (some.length) {
        const place = el('div', { class: 'chart' });
        container.append(card(title, place));
        drawn.push(lines(place, title + ' ' + periods[0] + ' – ' + periods[periods.length - 1], periods,
          some.map(one => ({ name: one.name, values: one.items.map(point => point.value) })), rates));
      }
    });
    container.append(el('section', { class: 'card' }, el('h3', null, t.table),
      table(t.trendTitle, [{ text: t.period }, ...series.map(one => ({ n: true, text: definitionButton(context, one.indicator, null, { ofUnits: Boolean(group || unit) }) }))],
        periods.map((name, i) => [
          el('a', { href: context.href(unit ? 'unit' : 'overview', { period: name, unit }) }, name),
          ...series.map(one => figure(context.reference.definitions.get(one.indicator), one.items[i].value))]).reverse())));
    await Promise.all(drawn);
  }
};
