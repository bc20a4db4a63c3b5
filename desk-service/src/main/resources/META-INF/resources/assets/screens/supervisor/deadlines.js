/* Deadlines by unit, kind and state, the earliest first. */

import { el, table } from '../../shell/elements.js';
import { reckoning } from '../../shell/deadlines.js';
import { due } from '../../shell/due.js';
import { pages, states } from '../../shell/forms.js';
import { badge, unitName, unitOptions } from '../../shell/office.js';
import { code } from '../../shell/reference.js';
import { number, say, t, time } from '../../shell/words.js';
import { narrowing } from './narrowing.js';

const STATES = ['YELLOW', 'RED', 'OPEN', 'MISSED'];

/* a deadline names its case by its id alone */
async function namesOf(context, deadlines) {
  const cases = [...new Set(deadlines.map(one => one.caseId))];
  if (!cases.length) { return new Map(); }
  const found = await context.of('dispatch').get('work-orders', { caseId: cases });
  return new Map(found.items.map(order => [order.caseId, order]));
}

export default {
  id: 'deadlines',
  title: 'deadlines',
  roles: ['supervisor'],

  async render(container, context) {
    const { unit, kind, after } = context.params;
    const state = context.params.state || 'RED';
    const page = await context.api.get('deadlines', { unit, kind, state, after, limit: 50 });
    const orders = await namesOf(context, page.items);
    const rows = page.items.map(one => {
      const order = orders.get(one.caseId);
      return [order?.caseNumber || '–', { of: one.workOrderId
        ? el('a', { href: context.href('order', { id: one.workOrderId }) }, order?.title || t.toOrder) : order?.title || '–', class: 'words' },
      unitName(context, one.unit), code(context, 'DeadlineKind', one.kind), one.endedAt ? time(one.dueAt) : due(one.dueAt),
      badge('deadline-' + one.state, code(context, 'DeadlineState', one.state)), { of: reckoning(one), class: 'words' }];
    });
    container.append(
      narrowing(context, 'deadlines', { state }, [['unit', t.unit, unitOptions(context, t.allUnits)], ['kind', t.deadline, context.reference.codes.options('DeadlineKind', t.all)]]),
      states(t.state, STATES.map(one => [one, code(context, 'DeadlineState', one)]), state, value => context.href('deadlines', { unit, kind, state: value })),
      el('section', { class: 'card' }, table(t.deadlines, [{ text: t.caseNumber }, { text: t.titleOfCase }, { text: t.unit }, { text: t.deadline }, { text: t.dueTime },
        { text: t.state }, { text: t.explanation }], rows, { empty: t.noDeadlines })),
      pages(context, page, say('listed', number(rows.length)), values => context.href('deadlines', { unit, kind, state, ...values })));
  }
};
