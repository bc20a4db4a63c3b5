/* What came in the same weeks of earlier years, of categories whose problems come back: what to prepare for. */

import { el, table } from '../../shell/elements.js';
import { field } from '../../shell/forms.js';
import { number, officeDay, say, t } from '../../shell/words.js';

const DAY = 86400000;

/* the ISO week of a day so many days from today, as an input of weeks writes it */
function weekFromToday(days) {
  const today = new Date(officeDay(days) + 'T00:00:00Z');
  const thursday = new Date(today.getTime() + (3 - (today.getUTCDay() + 6) % 7) * DAY);
  const year = thursday.getUTCFullYear();
  return year + '-W' + String(Math.ceil(((thursday - Date.UTC(year, 0, 1)) / DAY + 1) / 7)).padStart(2, '0');
}

function chooser(context, { week, weeks, years }) {
  const form = el('form', { class: 'chooser', 'aria-label': t.filters },
    field('week', t.fromWeek, 'week', { required: true, value: week }),
    field('weeks', t.weeks, 'number', { required: true, min: 1, max: 13, value: weeks }),
    field('years', t.earlierYears, 'number', { required: true, min: 1, max: 20, value: years }),
    el('button', { type: 'submit' }, t.apply));
  form.addEventListener('submit', event => {
    event.preventDefault();
    context.go('periodic', Object.fromEntries(['week', 'weeks', 'years'].map(name => [name, form.elements[name].value])));
  });
  return form;
}

export default {
  id: 'periodic',
  title: 'periodic',
  roles: ['evaluator', 'supervisor', 'office-leader'],
  hidden: true,

  async render(container, context) {
    const asked = { week: context.params.week || weekFromToday(7), weeks: context.params.weeks || 4, years: context.params.years || 5 };
    const found = await context.api.get('hot-issues/periodic', asked);
    const years = (found.items[0]?.years || []).map(one => one.year);
    const cell = one => [number(one.cases), one.periodic ? el('small', null, say('ofThemPeriodic', number(one.periodic))) : ''];
    container.append(
      el('p', { class: 'note' }, t.periodicNote),
      chooser(context, asked),
      el('section', { class: 'card' }, el('h3', null, found.from + ' – ' + found.to),
        table(t.periodic, [{ text: t.category }, { text: t.averageOfYears, n: true }, ...years.map(year => ({ text: String(year), n: true }))],
          found.items.map(one => [one.name, number(one.average), ...one.years.map(cell)]), { empty: t.noPeriodic })),
      el('p', null, el('a', { href: context.href('hot-issues') }, t.backToHotIssues)));
  }
};
