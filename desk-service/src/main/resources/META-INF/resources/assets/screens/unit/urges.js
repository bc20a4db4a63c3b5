/* Urges and supervisions that the unit was sent, each with its notice to be printed. */

import { el, card, table } from '../../shell/elements.js';
import { notice, numberOf } from '../../shell/course.js';
import { due } from '../../shell/due.js';
import { pages } from '../../shell/forms.js';
import { badge, unitName } from '../../shell/office.js';
import { code } from '../../shell/reference.js';
import { number, say, t, time } from '../../shell/words.js';
import { PEOPLE } from './orders.js';

export default {
  id: 'urges',
  title: 'urgesAndSupervisions',
  roles: PEOPLE,

  async render(container, context) {
    const followup = context.of('followup');
    const unit = context.viewer.unit;
    const [urges, supervisions] = await Promise.all([
      followup.get('urges', { unit, after: context.params.after, limit: 50 }), followup.get('supervisions', { unit, limit: 100 })]);
    container.append(
      card(t.supervisions, table(t.supervisions, [{ text: t.number }, { text: t.unit }, { text: t.cause }, { text: t.orderOfSupervision }, { text: t.dueTime },
        { text: t.state }, { text: t.notice }], supervisions.items.map(one => [
        el('a', { href: context.href('supervision', { id: one.id }) }, numberOf(one)), unitName(context, one.unit),
        code(context, 'SupervisionCause', one.cause), { of: one.order, class: 'words' }, one.state === 'OPEN' ? due(one.dueAt) : time(one.dueAt),
        badge('supervision-' + one.state, code(context, 'SupervisionState', one.state)), notice('supervisions/' + one.id, t.print)]), { empty: t.noSupervisions })),
      card(t.urges, table(t.urges, [{ text: t.number }, { text: t.unit }, { text: t.urgeOrigin }, { text: t.urgeLevel }, { text: t.details }, { text: t.when },
        { text: t.notice }], urges.items.map(one => [
        one.workOrderId ? el('a', { href: context.href('order', { id: one.workOrderId }) }, numberOf(one)) : numberOf(one),
        unitName(context, one.unit), code(context, 'UrgeOrigin', one.origin), code(context, 'UrgeLevel', one.level), { of: one.note || '–', class: 'words' },
        time(one.deliveredAt || one.urgedAt), notice('urges/' + one.id, t.print)]), { empty: t.noUrges })),
      pages(context, urges, say('listed', number(urges.items.length)), values => context.href('urges', values)));
  }
};
