/* What a ruling on a work order looks at: the request, what the citizen said, and what was asked and decided before. */

import { el, card, table } from '../../shell/elements.js';
import { due } from '../../shell/due.js';
import { badge, facts, paragraphs } from '../../shell/office.js';
import { risks, upstream } from '../../shell/case.js';
import { number, t, time } from '../../shell/words.js';

/* a request of a unit by the address: as it waits in the list, else as the work order remembers it; overtaken(): what somebody else decided */
export async function requestOf(context, list, id, ofOrder) {
  const { id: wanted, order: orderId } = context.params;
  const path = 'work-orders/' + encodeURIComponent(orderId || '');
  const its = one => one[id] === wanted;
  const [order, waiting] = await Promise.all([context.api.get(path), context.api.all(list, { limit: 200 })]);
  const open = waiting.items.find(its);
  const overtaken = async () => {
    const decided = (await context.api.get(path))[ofOrder].find(its);
    return decided ? [context.city.codes.name('RequestState', decided.state), time(decided.decidedAt), decided.note].filter(Boolean).join(' · ') : '';
  };
  return { order, open, overtaken, request: { ...order[ofOrder].find(its), ...open } };
}

/* the case of a work order with its deadlines and what was asked before */
export async function handled(context, order) {
  const { codes, unit, category, area } = context.city;
  const told = order.case;
  const before = (label, items, days) => items.length ? card(label, table(label, [{ text: t.requestedAt }, { text: t.reason }, { text: t.state }, { text: t.note }],
    items.map(one => [time(one.requestedAt), { of: [days ? number(one.workingDays) + ' ' + t.workingDays + ' ' : codes.name('ReturnReason', one.reasonCode) + ' ', el('small', null, one.reason)], class: 'words' },
      badge(one.state, codes.name('RequestState', one.state)), { of: one.note || '–', class: 'words' }]))) : '';
  return [
    card(t.caseText, facts([[t.caseNumber, context.may('dispatcher') ? el('a', { href: context.href('case', { id: order.caseId }) }, order.caseNumber) : order.caseNumber], [t.category, category(order.category)], [t.area, area(order.area)],
      [t.address, told.address], [t.registeredAt, time(told.registeredAt)], [t.dispatchedAt, time(order.dispatchedAt)], [t.signedAt, time(order.signedAt)],
      [t.coUnits, order.coUnits.map(unit).join(t.comma)], [t.urgesCount, told.urges || ''],
      [t.upstream, upstream(told.upstream)]]),
    risks(context, told.riskFlags), paragraphs(told.text),
    (order.notes || []).map(one => el('p', { class: 'said added' }, el('small', null, time(one.at)), one.text))),
    card(t.deadlines, table(t.deadlines, [{ text: t.deadline }, { text: t.dueAt }, { text: t.state }, { text: t.extensionsLeft, n: true }, { text: t.daysLeft, n: true }, { text: t.returnUntil }],
      order.deadlines.map(one => [codes.name('DeadlineKind', one.kind), one.doneAt ? time(one.dueAt) : due(one.dueAt), badge('deadline-' + one.state, codes.name('DeadlineState', one.state)),
        number(one.extensionsLeft), number(one.extensionDaysLeft), time(one.returnUntil)]))),
    before(t.returnsBefore, order.returnRequests), before(t.extensionsBefore, order.extensionRequests, true)].filter(Boolean);
}
