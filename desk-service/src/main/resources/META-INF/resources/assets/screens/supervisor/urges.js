/* Urges that were sent, the latest first; and those that are to be named in a circular. */

import { el, table } from '../../shell/elements.js';
import { notice, numberOf } from '../../shell/course.js';
import { pages, states } from '../../shell/forms.js';
import { unitName, unitOptions } from '../../shell/office.js';
import { person } from '../../shell/people.js';
import { code } from '../../shell/reference.js';
import { number, say, t, time } from '../../shell/words.js';
import { narrowing } from './narrowing.js';

export default {
  id: 'urges',
  title: 'urges',
  roles: ['supervisor'],

  async render(container, context) {
    const { unit, level, after } = context.params;
    const page = await context.api.get('urges', { unit, level, after, limit: 50 });
    const rows = page.items.map(one => [
      one.workOrderId ? el('a', { href: context.href('order', { id: one.workOrderId }) }, numberOf(one)) : numberOf(one),
      unitName(context, one.unit), code(context, 'UrgeOrigin', one.origin), code(context, 'UrgeLevel', one.level), { of: one.note || '–', class: 'words' },
      [person(context, one.urgedBy), el('small', null, time(one.deliveredAt || one.urgedAt))], one.revokedAt ? t.revoked : notice('urges/' + one.id, t.print)]);
    container.append(
      narrowing(context, 'urges', { level }, [['unit', t.unit, unitOptions(context, t.allUnits)]]),
      states(t.urgeLevel, context.reference.codes.options('UrgeLevel', t.all), level, value => context.href('urges', { unit, level: value })),
      el('section', { class: 'card' }, table(t.urges, [{ text: t.number }, { text: t.unit }, { text: t.urgeOrigin }, { text: t.urgeLevel }, { text: t.details }, { text: t.by },
        { text: t.notice }], rows, { empty: t.noUrges })),
      pages(context, page, say('listed', number(rows.length)), values => context.href('urges', { unit, level, ...values })));
  }
};
