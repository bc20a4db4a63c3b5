/* What each dispatcher did in some days 派单员工作量. */

import { el, card, table } from '../../shell/elements.js';
import { field, values } from '../../shell/forms.js';
import { number, officeDay, t } from '../../shell/words.js';

const COUNTS = [['dispatchedCount', 'dispatched'], ['inTimeCount', 'inTime'], ['lateCount', 'late'], ['returnedCount', 'returned'], ['recalledCount', 'recalled'],
  ['refusedCount', 'refused'], ['askedBackCount', 'askedBack'], ['recallsCount', 'recalls']];

function span(context, from, to) {
  const node = el('form', { class: 'card picks', role: 'search', 'aria-label': t.workloadTitle },
    field('from', t.from, 'date', { value: from, required: true }), field('to', t.to, 'date', { value: to, required: true }),
    el('div', { class: 'actions' }, el('button', { type: 'submit' }, t.showWorkload)));
  node.addEventListener('submit', event => {
    event.preventDefault();
    context.go('workload', values(node));
  });
  return node;
}

export default {
  id: 'workload',
  title: 'workloadTitle',
  roles: ['dispatcher'],

  async render(container, context) {
    const today = officeDay();
    const { from = today.slice(0, 8) + '01', to = today } = context.params;
    const { items } = await context.api.get('dispatcher-workload', { from, to });
    container.append(span(context, from, to),
      card(null, table(t.workloadTitle, [{ text: t.dispatcherHead }, ...COUNTS.map(([head]) => ({ text: t[head], n: true })), { text: t.medianMinutes, n: true }],
        items.map(one => [one.dispatcher, ...COUNTS.map(([, count]) => number(one[count])), one.medianMinutes == null ? '–' : number(one.medianMinutes)]),
        { empty: t.noWorkload }), el('p', { class: 'note' }, t.workloadNote)));
  }
};
