/* One supervision: order, reports, and what is decided on it. */

import { el, card, table } from '../../shell/elements.js';
import { notice, numberOf } from '../../shell/course.js';
import { due } from '../../shell/due.js';
import { ask, field } from '../../shell/forms.js';
import { badge, facts, paragraphs, unitName } from '../../shell/office.js';
import { person } from '../../shell/people.js';
import { code } from '../../shell/reference.js';
import { number, say, t, time } from '../../shell/words.js';
import { rework } from './rulings.js';

function actions(context, found, version, path) {
  const overtaken = async () => {
    const now = await context.api.get(path);
    return say('overtakenSupervision', code(context, 'SupervisionState', now.state), now.closedBy || now.feedbackBy || '–');
  };
  return [
    found.cause === 'SECOND_DISSATISFACTION' && found.state !== 'CLOSED' ? rework(context, found.caseId) : '',
    found.allowed.includes('raise') ? ask(context, { button: t.raise, text: t.raiseText, overtaken }, [
      field('note', t.reason, 'textarea', { required: true, maxlength: 2000 }),
      field('dueWorkingDays', t.dueWorkingDays, 'number', { min: 1, max: 60, hint: t.dueByPolicy })], async (written, key) => {
      await context.api.post(path + '/raise', { note: written.note, dueWorkingDays: written.dueWorkingDays ? Number(written.dueWorkingDays) : null }, { key, version });
      return t.raised;
    }) : '',
    found.allowed.includes('close') ? ask(context, { button: t.closeSupervision, overtaken }, field('finding', t.finding, 'textarea', { required: true, maxlength: 2000 }),
      async (written, key) => {
        await context.api.post(path + '/close', { finding: written.finding }, { key, version });
        return t.supervisionClosed;
      }) : ''];
}

export default {
  id: 'supervision',
  title: 'supervision',
  roles: ['supervisor'],
  hidden: true,

  async render(container, context) {
    const path = 'supervisions/' + encodeURIComponent(context.params.id || '');
    const [{ value: found, version }, course] = await Promise.all([context.api.read(path), context.api.get(path + '/course')]);
    context.heading(numberOf(found));
    container.append(
      el('p', { class: 'standing' }, badge('supervision-' + found.state, code(context, 'SupervisionState', found.state))),
      el('section', { class: 'card' }, el('p', { class: 'order' }, found.order),
        facts([[t.unit, unitName(context, found.unit)], [t.cause, code(context, 'SupervisionCause', found.cause)], [t.level, number(found.level)],
          [t.dueTime, found.state === 'OPEN' ? due(found.dueAt) : time(found.dueAt)], [t.judgeBy, found.state === 'REPORTED' ? due(found.judgeBy) : ''],
          [t.by, [person(context, found.openedBy), ' ', time(found.openedAt)]],
          [t.order, el('a', { href: context.href('order', { id: found.workOrderId }) }, t.toOrder)], [t.notice, notice(path, t.print)]])),
      found.feedback ? card(t.reportOfUnit, el('p', { class: 'standing' }, [found.feedbackBy, time(found.feedbackAt)].filter(Boolean).join(' ')), paragraphs(found.feedback)) : '',
      el('div', { class: 'actions order-actions' }, actions(context, found, version, path)),
      card(t.course, table(t.course, [{ text: t.what }, { text: t.level, n: true }, { text: t.details }, { text: t.dueTime }, { text: t.by }, { text: t.when }],
        course.items.map(one => [code(context, 'SupervisionStep', one.step), number(one.level), { of: one.text || '–', class: 'words' }, time(one.dueAt), person(context, one.by) || '–', time(one.at)]))),
      el('p', { class: 'back' }, el('a', { href: context.href('supervisions') }, t.backToSupervisions)));
  }
};
