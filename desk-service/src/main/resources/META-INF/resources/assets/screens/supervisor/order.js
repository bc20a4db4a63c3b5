/* One order as a supervisor sees it: until when, what was done, and the urge or the supervision that it needs. */

import { el, card, table } from '../../shell/elements.js';
import { urgency } from '../../shell/case.js';
import { courseTable, notice, numberOf } from '../../shell/course.js';
import { deadlinesTable } from '../../shell/deadlines.js';
import { due } from '../../shell/due.js';
import { ask, field } from '../../shell/forms.js';
import { badge, facts, paragraphs, unitName } from '../../shell/office.js';
import { person } from '../../shell/people.js';
import { recalling } from '../../shell/recall.js';
import { categoryName, code } from '../../shell/reference.js';
import { number, say, t, time } from '../../shell/words.js';

const urge = (context, order) => ask(context, { button: t.urge, text: say('urgeText', unitName(context, order.unit)), quiet: false }, [
  field('level', t.urgeLevel, 'select', { options: context.reference.codes.options('UrgeLevel') }),
  field('note', t.urgeNote, 'textarea', { required: true, maxlength: 500 })], async (written, key) => {
  const sent = await context.api.post('work-orders/' + order.workOrderId + '/urges', written, { key });
  return say(new Date(sent.deliverAt) > new Date() ? 'urgedLater' : 'urged', numberOf(sent), time(sent.deliverAt));
});

const supervise = (context, order) => ask(context, { button: t.supervise, text: say('superviseText', unitName(context, order.unit)) }, [
  field('order', t.orderOfSupervision, 'textarea', { required: true, maxlength: 2000, rows: 5 }),
  field('dueWorkingDays', t.dueWorkingDays, 'number', { min: 1, max: 60, hint: t.dueByPolicy })], async (written, key) => {
  const opened = await context.api.post('supervisions', {
    workOrderId: order.workOrderId, order: written.order, dueWorkingDays: written.dueWorkingDays ? Number(written.dueWorkingDays) : null }, { key });
  return { go: ['supervision', { id: opened.id }], said: say('supervised', numberOf(opened), time(opened.dueAt)) };
});

export default {
  id: 'order',
  title: 'order',
  roles: ['supervisor'],
  hidden: true,

  async render(container, context) {
    const id = encodeURIComponent(context.params.id || '');
    const [order, urges] = await Promise.all([
      context.of('dispatch').get('work-orders/' + id), context.api.get('work-orders/' + id + '/urges')]);
    const said = order.case;
    context.heading(said.title || order.caseNumber);
    container.append(
      el('p', { class: 'standing' }, badge(order.state, code(context, 'WorkOrderState', order.state)),
        ' ', urgency(context, order)),
      facts([[t.caseNumber, order.caseNumber], [t.replyDue, order.finishedAt ? '' : due(order.replyDueAt)], [t.leadingUnit, unitName(context, order.unit)],
        [t.handlingUnit, order.handlingUnit ? unitName(context, order.handlingUnit) : ''], [t.handler, person(context, order.assignee)], [t.round, number(order.round)],
        [t.type, code(context, 'CaseType', order.type)], [t.category, categoryName(context, order.category)], [t.urgesOfCitizen, said.urges || '']]),
      el('div', { class: 'actions order-actions' }, order.finishedAt ? '' : urge(context, order), supervise(context, order),
        ...recalling(context, order, context.reference.dimensions.units.filter(unit => unit.active).map(unit => [unit.code, unit.name]), unit => unitName(context, unit))),
      card(t.caseText, paragraphs(said.text)),
      card(t.deadlines, deadlinesTable(context, order.deadlines)),
      card(t.urges, table(t.urges, [{ text: t.number }, { text: t.urgeOrigin }, { text: t.urgeLevel }, { text: t.details }, { text: t.when }, { text: t.notice }],
        urges.items.map(one => [numberOf(one), code(context, 'UrgeOrigin', one.origin), code(context, 'UrgeLevel', one.level),
          { of: one.note || '–', class: 'words' }, [time(one.urgedAt), one.deliveredAt ? '' : el('small', null, say('waitsUntil', time(one.deliverAt)))],
          notice('urges/' + one.id, t.print)]), { empty: t.noUrges })),
      ...(order.replies || []).map(reply => card(t.reply, el('p', { class: 'standing' }, badge('reply-' + reply.state, code(context, 'ReplyState', reply.state)), ' ',
        code(context, 'Disposition', reply.disposition), ' · ', person(context, reply.author), ' ', time(reply.submittedAt)),
      reply.supersededAt ? el('p', { class: 'note' }, say('supersededAt', time(reply.supersededAt))) : '',
      reply.corrects ? el('p', { class: 'sentence' }, say('correctedBecause', reply.correctionReason)) : '', paragraphs(reply.text))),
      card(t.course, courseTable(context, order, [])));
  }
};
