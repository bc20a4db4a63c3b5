/* What a unit's leaders read first: what makes an order difficult, who has read it, and what was instructed. */

import { el, table } from '../../shell/elements.js';
import { due } from '../../shell/due.js';
import { ask, field, form, pages, states } from '../../shell/forms.js';
import { badge } from '../../shell/office.js';
import { persons } from '../../shell/people.js';
import { code } from '../../shell/reference.js';
import { number, say, t } from '../../shell/words.js';
import { ofUnit, orderPath } from './orders.js';

const STANDINGS = ['AWAITED', 'READ', 'GIVEN', 'NOT_NEEDED'];

/* hold: the version that is named and who was first, where the order itself is open */
export function instruct(context, order, hold = {}) {
  return ask(context, { button: t.instruct, overtaken: hold.overtaken }, [
    field('text', t.leaderInstruction, 'textarea', { required: true, maxlength: 2000 }),
    field('due', t.instructionDue, 'date')], async (written, key) => {
    await context.api.post(orderPath(order.workOrderId) + '/instructions', written, { key, version: hold.version });
    return t.instructed;
  });
}

export function markRead(context, order, hold = {}) {
  return form(context, { submit: t.markRead, quiet: true, overtaken: hold.overtaken }, [], async (written, key) => {
    await context.api.post(orderPath(order.workOrderId) + '/read-mark', {}, { key, version: hold.version });
    return t.markedRead;
  });
}

export default {
  id: 'leaders',
  title: 'leadersList',
  roles: ['unit-leader', 'unit-reviewer'],

  async render(container, context) {
    const { standing, after } = context.params;
    const page = await context.api.get(ofUnit(context) + '/leaders-list', { standing, after, limit: 50 });
    const rows = page.items.map(one => [
      one.caseNumber, { of: el('a', { href: context.href('order', { id: one.workOrderId }) }, one.title), class: 'words' },
      { of: one.complexBecause.join(t.comma) || '–', class: 'words' }, due(one.replyDueAt),
      [badge(one.instruction, code(context, 'InstructionStanding', one.instruction)),
        el('small', null, persons(context, one.marks.map(mark => mark.subject)))],
      el('div', { class: 'actions' }, one.allowed.includes('instructions') ? instruct(context, one) : '',
        one.allowed.includes('read-mark') && !one.readByMe ? markRead(context, one) : '')]);
    container.append(
      states(t.state, [['', t.all], ...STANDINGS.map(one => [one, code(context, 'InstructionStanding', one)])], standing,
        value => context.href('leaders', { standing: value })),
      el('section', { class: 'card' }, table(t.leadersList, [{ text: t.caseNumber }, { text: t.titleOfCase }, { text: t.complexBecause },
        { text: t.replyDue }, { text: t.readBy }, { text: t.action }], rows, { empty: t.noOrders })),
      pages(context, page, say('listed', number(rows.length)), values => context.href('leaders', { standing, ...values })));
  }
};
