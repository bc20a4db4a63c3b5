/* One order: the unit reports what it did, somebody else verifies, and it may be opened again. */

import { el, card, table } from '../../shell/elements.js';
import { ask, field, form } from '../../shell/forms.js';
import { badge, facts, unitName } from '../../shell/office.js';
import { person } from '../../shell/people.js';
import { number, t, time } from '../../shell/words.js';

const daysField = () => field('workingDays', t.workingDays_, 'number', { required: true, min: 1, max: 250, value: 5 });

function next(context, order, path, version) {
  if (order.allowed.includes('report')) {
    return card(t.reportRectification, form(context, { submit: t.reportRectification },
      field('text', t.whatWasDone, 'textarea', { required: true, maxlength: 4000, rows: 4 }), async written => {
        await context.api.post(path + '/report', { text: written.text }, { version });
        return t.rectificationReported;
      }));
  }
  if (order.allowed.includes('verify')) {
    return el('div', { class: 'actions' },
      ask(context, { button: t.fulfilled, title: t.verifyRectification, quiet: false }, field('comment', t.comment, 'textarea', { required: true, maxlength: 4000 }),
        async written => {
          await context.api.post(path + '/verify', { fulfilled: true, comment: written.comment }, { version });
          return t.rectificationVerified;
        }),
      ask(context, { button: t.notFulfilled, title: t.verifyRectification }, [field('comment', t.comment, 'textarea', { required: true, maxlength: 4000 }), daysField()],
        async written => {
          await context.api.post(path + '/verify', { fulfilled: false, comment: written.comment, workingDays: Number(written.workingDays) }, { version });
          return t.rectificationAgain;
        }));
  }
  return order.allowed.includes('reopening')
    ? el('div', { class: 'actions' }, ask(context, { button: t.reopen }, [field('reason', t.reason, 'textarea', { required: true, maxlength: 4000 }), daysField()],
      async written => {
        await context.api.post(path + '/reopening', { reason: written.reason, workingDays: Number(written.workingDays) }, { version });
        return t.rectificationAgain;
      }))
    : '';
}

export default {
  id: 'rectification',
  title: 'rectification',
  roles: ['evaluator', 'supervisor', 'office-leader', 'unit-leader', 'unit-reviewer', 'unit-handler'],
  hidden: true,

  async render(container, context) {
    const path = 'rectifications/' + encodeURIComponent(context.params.id || '');
    const { value: order, version } = await context.api.read(path);
    container.append(
      el('p', { class: 'standing' }, badge(order.state, t['rectification-' + order.state]), order.overdue ? el('b', { class: 'low' }, ' ' + t.overdue) : ''),
      el('section', { class: 'card' }, el('p', { class: 'order' }, order.text),
        facts([[t.unit, unitName(context, order.unit)], [t.dueAt, time(order.dueAt)], [t.orderedBy, order.orderedBy + ' ' + time(order.orderedAt)],
          [t.reopened, order.reopened ? number(order.reopened) : '']])),
      next(context, order, path, version),
      card(t.stepsDone, table(t.stepsDone, [{ text: t.what }, { text: t.details }, { text: t.dueAt }, { text: t.by }, { text: t.when }], order.steps.map(one =>
        [t['step-' + one.kind], { of: one.text, class: 'words' }, time(one.dueAt), person(context, one.by), time(one.at)]))),
      el('p', null, el('a', { href: context.href('rectifications') }, t.backToRectifications)));
  }
};
