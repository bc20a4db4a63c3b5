/* Orders to put something right by a working day, and how far they are. */

import { el, card, table } from '../../shell/elements.js';
import { ask, field, pages, states } from '../../shell/forms.js';
import { badge, unitName, unitOptions } from '../../shell/office.js';
import { number, say, shortened, t, time } from '../../shell/words.js';

function newOrder(context) {
  return ask(context, { button: t.orderRectification }, [
    field('unit', t.unit, 'select', { required: true, options: unitOptions(context, t.chooseUnit) }),
    field('text', t.orderText, 'textarea', { required: true, maxlength: 4000 }),
    field('workingDays', t.workingDays_, 'number', { required: true, min: 1, max: 250, value: 5 })], async (written, key) => {
    const ordered = await context.api.post('rectifications', { unit: written.unit, text: written.text, workingDays: Number(written.workingDays) }, { key });
    return { go: ['rectification', { id: ordered.rectificationId }], said: say('rectificationOrdered', time(ordered.dueAt)) };
  });
}

export default {
  id: 'rectifications',
  title: 'rectifications',
  roles: ['evaluator', 'supervisor', 'office-leader', 'unit-leader', 'unit-reviewer', 'unit-handler'],

  async render(container, context) {
    const { unit, state, overdue, after } = context.params;
    const page = await context.api.get('rectifications', { unit, state, overdue, after, limit: 50 });
    const rows = page.items.map(one => [
      { of: el('a', { href: context.href('rectification', { id: one.rectificationId }) }, shortened(one.text)), class: 'words' },
      unitName(context, one.unit), badge(one.state, t['rectification-' + one.state]),
      [time(one.dueAt), one.overdue ? el('small', { class: 'low' }, t.overdue) : ''], number(one.reopened), [one.orderedBy, el('small', null, time(one.orderedAt))]]);
    container.append(
      el('div', { class: 'head' },
        states(t.state, [['', t.all], ...['ORDERED', 'REPORTED', 'FULFILLED'].map(one => [one, t['rectification-' + one]]), ['overdue', t.overdue]],
          overdue ? 'overdue' : state, value => context.href('rectifications', value === 'overdue' ? { overdue: 'true' } : { state: value })),
        context.may('evaluator') ? el('div', { class: 'actions' }, newOrder(context)) : ''),
      card(null, table(t.rectifications, [{ text: t.orderText }, { text: t.unit }, { text: t.state }, { text: t.dueAt }, { text: t.reopened, n: true }, { text: t.by }],
        rows, { empty: t.noRectifications })),
      pages(context, page, say('listed', number(rows.length)), values => context.href('rectifications', { unit, state, overdue, ...values })));
  }
};
