/* One supervision: the order, its course, and the unit's report. */

import { el, card, table } from '../../shell/elements.js';
import { notice, numberOf } from '../../shell/course.js';
import { due } from '../../shell/due.js';
import { field, form } from '../../shell/forms.js';
import { badge, facts, unitName } from '../../shell/office.js';
import { person } from '../../shell/people.js';
import { code } from '../../shell/reference.js';
import { t, time } from '../../shell/words.js';
import { PEOPLE } from './orders.js';

export default {
  id: 'supervision',
  title: 'supervision',
  roles: PEOPLE,
  hidden: true,

  async render(container, context) {
    const followup = context.of('followup');
    const path = 'supervisions/' + encodeURIComponent(context.params.id || '');
    const [{ value: found, version }, course] = await Promise.all([followup.read(path), followup.get(path + '/course')]);
    context.heading(numberOf(found));
    container.append(
      el('p', { class: 'standing' }, badge('supervision-' + found.state, code(context, 'SupervisionState', found.state))),
      el('section', { class: 'card' }, el('p', { class: 'order' }, found.order),
        facts([[t.unit, unitName(context, found.unit)], [t.cause, code(context, 'SupervisionCause', found.cause)], [t.dueTime, due(found.dueAt)],
          [t.order, el('a', { href: context.href('order', { id: found.workOrderId }) }, t.toOrder)], [t.notice, notice(path, t.print)]])),
      found.allowed.includes('feedback')
        ? card(t.report, form(context, { submit: t.report, draft: path }, field('text', t.whatWasDone, 'textarea', { required: true, maxlength: 2000, rows: 6 }),
          async (written, key) => {
            await followup.post(path + '/feedback', { text: written.text }, { key, version });
            return t.reported;
          })) : '',
      card(t.course, table(t.course, [{ text: t.what }, { text: t.details }, { text: t.dueTime }, { text: t.by }, { text: t.when }], course.items.map(one =>
        [code(context, 'SupervisionStep', one.step), { of: one.text || '–', class: 'words' }, time(one.dueAt), person(context, one.by) || '–', time(one.at)]))),
      el('p', { class: 'back' }, el('a', { href: context.href('urges') }, t.backToUrges)));
  }
};
