/* Supervisions by state and unit, the earliest due first. */

import { el, table } from '../../shell/elements.js';
import { notice, numberOf } from '../../shell/course.js';
import { due } from '../../shell/due.js';
import { pages, states } from '../../shell/forms.js';
import { badge, unitName, unitOptions } from '../../shell/office.js';
import { code } from '../../shell/reference.js';
import { number, say, t, time } from '../../shell/words.js';
import { narrowing } from './narrowing.js';

const STATES = ['OPEN', 'REPORTED', 'CLOSED'];

export default {
  id: 'supervisions',
  title: 'supervisions',
  roles: ['supervisor'],

  async render(container, context) {
    const { unit, after } = context.params;
    const state = context.params.state || 'OPEN';
    const page = await context.api.get('supervisions', { unit, state, after, limit: 50 });
    const rows = page.items.map(one => [
      el('a', { href: context.href('supervision', { id: one.id }) }, numberOf(one)), unitName(context, one.unit),
      code(context, 'SupervisionCause', one.cause), { of: one.order, class: 'words' }, number(one.level), state === 'OPEN' ? due(one.dueAt) : time(one.dueAt),
      state === 'REPORTED' ? due(one.judgeBy) : badge('supervision-' + one.state, code(context, 'SupervisionState', one.state)),
      notice('supervisions/' + one.id, t.print)]);
    container.append(
      narrowing(context, 'supervisions', { state }, [['unit', t.unit, unitOptions(context, t.allUnits)]]),
      states(t.state, STATES.map(one => [one, code(context, 'SupervisionState', one)]), state, value => context.href('supervisions', { unit, state: value })),
      el('section', { class: 'card' }, table(t.supervisions, [{ text: t.number }, { text: t.unit }, { text: t.cause }, { text: t.orderOfSupervision },
        { text: t.level, n: true }, { text: t.dueTime }, { text: state === 'REPORTED' ? t.judgeBy : t.state }, { text: t.notice }], rows, { empty: t.noSupervisions })),
      pages(context, page, say('listed', number(rows.length)), values => context.href('supervisions', { unit, state, ...values })));
  }
};
