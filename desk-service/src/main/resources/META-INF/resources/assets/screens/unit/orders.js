/* Work orders of a unit: where they are read, and how they are listed. */

import { el, table } from '../../shell/elements.js';
import { urgency } from '../../shell/case.js';
import { due } from '../../shell/due.js';
import { badge } from '../../shell/office.js';
import { person } from '../../shell/people.js';
import { categoryName, code } from '../../shell/reference.js';
import { t } from '../../shell/words.js';

export const ofUnit = context => 'units/' + encodeURIComponent(context.viewer.unit || '');
export const orderPath = id => 'work-orders/' + encodeURIComponent(id || '');

export const PEOPLE = ['unit-handler', 'unit-reviewer', 'unit-leader'];

/* those that wait for somebody, in the order of the work */
export const OPEN = ['PENDING_SIGN', 'SIGNED', 'RETURN_REQUESTED', 'REPLY_IN_REVIEW', 'REPLY_IN_SIGN_OFF', 'REPLY_IN_CENTRE_REVIEW'];
export const ENDED = ['REPLIED', 'RETURNED', 'RECALLED', 'MERGED', 'WITHDRAWN'];

/* where an order stands: one whose issued reply is being corrected where the correction does */
export const standsAt = order => order.correction || order.state;

const orderLink = (context, order) => el('a', { href: context.href('order', { id: order.workOrderId }) }, order.title || order.caseNumber);

/* first(order): a cell before all others, with its heading; last(order): one behind them */
export function ordersTable(context, label, orders, { first, last, empty } = {}) {
  const head = [{ text: t.caseNumber }, { text: t.titleOfCase }, { text: t.category }, { text: t.replyDue }, { text: t.handler }, { text: t.state }];
  const rows = orders.map(order => [
    [first ? first(order) : '', el('span', { class: 'number' }, order.caseNumber)],
    { of: [orderLink(context, order), ' ', urgency(context, order),
      order.round > 1 ? [' ', badge('again', t.handledAgain)] : ''], class: 'words' },
    categoryName(context, order.category), order.finishedAt ? '–' : due(order.replyDueAt), person(context, order.assignee) || '–',
    [badge(standsAt(order), code(context, 'WorkOrderState', standsAt(order))), order.correction ? el('small', null, t.correcting) : '',
      order.instruction === 'AWAITED' ? el('small', null, code(context, 'InstructionStanding', order.instruction)) : ''],
    ...(last ? [last(order)] : [])]);
  return table(label, last ? [...head, { text: t.action }] : head, rows, { empty });
}
