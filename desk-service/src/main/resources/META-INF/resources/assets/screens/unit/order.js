/* One order: what the citizen said, until when, what was done, and what may be done now. Each look is written down. */

import { attachmentList, ofCase } from '../../shell/attachments.js';
import { el, card, table } from '../../shell/elements.js';
import { urgency } from '../../shell/case.js';
import { contact } from '../../shell/contact.js';
import { courseTable, steps } from '../../shell/course.js';
import { deadlinesTable } from '../../shell/deadlines.js';
import { due } from '../../shell/due.js';
import { ask, field, form } from '../../shell/forms.js';
import { badge, facts, paragraphs, unitName } from '../../shell/office.js';
import { nameOf, person, personField, persons } from '../../shell/people.js';
import { categoryName, code } from '../../shell/reference.js';
import { day, say, t, time } from '../../shell/words.js';
import { instruct, markRead } from './leaders.js';
import { PEOPLE, orderPath } from './orders.js';
import { correction, editor, replyCard } from './reply.js';
import { told } from './telling.js';

/*
 * The version that a change names. Where somebody was first, the order is read anew, it is said who did what, and the next try names
 * the version that was seen.
 */
function holding(context, id, version) {
  const hold = { version };
  hold.overtaken = async () => {
    const { value, version: now } = await context.api.read(orderPath(id));
    hold.version = now;
    const [at, what, , who] = steps(context, value, []).at(-1);
    return say('overtaken', code(context, 'WorkOrderState', value.state), what, await nameOf(context, who) || '–', time(at));
  };
  return hold;
}

const until = order => (order.deadlines || []).map(one => one.returnUntil).filter(Boolean).sort().at(-1);

function returning(context, order, change) {
  const last = until(order);
  if (last && new Date(last) < new Date()) { return el('p', { class: 'note' }, say('returnTooLate', time(last))); }
  return ask(context, { button: t.askReturn, text: last ? say('returnUntil', time(last)) : t.returnAnyTime, overtaken: change.overtaken }, [
    field('reasonCode', t.returnReason, 'select', { required: true, options: context.reference.codes.options('ReturnReason', t.choose) }),
    field('reason', t.reason, 'textarea', { required: true, maxlength: 2000 }),
    field('suggestedUnit', t.suggestedUnit, 'select', { options: unitsBut(context, order.unit) })], change('return-request', t.returnAsked));
}

function extending(context, order, change) {
  const reply = (order.deadlines || []).find(one => one.kind === 'REPLY');
  if (!reply || reply.extensionsLeft === 0) { return el('p', { class: 'note' }, reply ? t.noExtensionLeft : t.noDeadlineYet); }
  return ask(context, { button: t.askExtension, overtaken: change.overtaken,
    text: say('extensionRules', time(reply.dueAt), reply.extensionsLeft ?? '–', reply.extensionDaysLeft ?? '–') }, [
    field('workingDays', t.workingDays, 'number', { required: true, min: 1, max: reply.extensionDaysLeft || 60 }),
    field('reason', t.reason, 'textarea', { required: true, maxlength: 2000 })],
  change('extension-request', t.extensionAsked, written => ({ ...written, workingDays: Number(written.workingDays) })));
}

const unitsBut = (context, own) => [['', t.chooseUnit],
  ...context.reference.dimensions.units.filter(unit => unit.active && unit.code !== own).map(unit => [unit.code, unit.name])];

/* units below one, at any depth */
function below(context, code) {
  const units = context.reference.dimensions.units;
  const inside = new Set([code]);
  for (let size = 0; size !== inside.size;) {
    size = inside.size;
    units.filter(unit => inside.has(unit.parent)).forEach(unit => inside.add(unit.code));
  }
  return units.filter(unit => unit.active && unit.code !== code && inside.has(unit.code)).map(unit => [unit.code, unit.name]);
}

/* what may be done with the order itself, as it says */
function actions(context, order, hold) {
  const path = orderPath(order.workOrderId);
  const change = (command, said, bodyOf = written => written) => async (written, key) => {
    await context.api.post(path + '/' + command, bodyOf(written), { key, version: hold.version });
    return said;
  };
  change.overtaken = hold.overtaken;
  const lower = below(context, order.handlingUnit || order.unit);
  const offered = {
    'sign': () => form(context, { submit: t.sign, overtaken: hold.overtaken }, [], change('sign', t.signed)),
    'read-mark': () => markRead(context, order, hold),
    'instructions': () => instruct(context, order, hold),
    'assignee': () => ask(context, { button: t.assign, overtaken: hold.overtaken,
      before: () => personField(context, order.handlingUnit || order.unit, 'subject', t.handler, { value: order.assignee || context.viewer.subject }) },
    [], change('assignee', t.assigned)),
    'return-request': () => returning(context, order, change),
    'extension-request': () => extending(context, order, change),
    'co-handling': () => ask(context, { button: t.askUnit, text: t.askUnitText, overtaken: hold.overtaken }, [
      field('unit', t.unit, 'select', { required: true, options: unitsBut(context, order.unit) }),
      field('question', t.question, 'textarea', { required: true, maxlength: 2000 })], change('co-handling', t.unitAsked)),
    'hand-down': () => lower.length ? ask(context, { button: t.handDown, text: t.handDownText, overtaken: hold.overtaken }, [
      field('unit', t.unit, 'select', { required: true, options: [['', t.chooseUnit], ...lower] }),
      field('note', t.requirement, 'textarea', { required: true, maxlength: 2000 })], change('hand-down', t.handedDown)) : '',
    'hand-back': () => ask(context, { button: t.handBack, overtaken: hold.overtaken }, field('note', t.reason, 'textarea', { required: true, maxlength: 2000 }),
      change('hand-back', t.handedBack))
  };
  return Object.entries(offered).filter(([command]) => order.allowed.includes(command)).map(([, make]) => make());
}

function asked(context, order) {
  const part = (title, head, rows) => rows.length ? card(title, table(title, head, rows)) : '';
  return [
    part(t.instructions, [{ text: t.leaderInstruction }, { text: t.by }, { text: t.when }, { text: t.instructionDue }, { text: t.readBy }],
      (order.instructions || []).map(one => [{ of: one.text, class: 'words' }, person(context, one.givenBy), time(one.givenAt), day(one.due),
        { of: one.readBy.length ? persons(context, one.readBy.map(reading => reading.subject)) : readIt(context, one), class: 'words' }])),
    part(t.coHandlers, [{ text: t.unit }, { text: t.question }, { text: t.dueTime }, { text: t.opinion }],
      (order.coHandling || []).map(one => [unitName(context, one.coUnit), { of: one.question, class: 'words' },
        one.answeredAt ? time(one.answeredAt) : due(one.dueAt), { of: one.text || t.notAnswered, class: 'words' }])),
    part(t.earlierReturns, [{ text: t.returnReason }, { text: t.reason }, { text: t.when }, { text: t.state }, { text: t.ruling }],
      (order.returnRequests || []).map(one => [code(context, 'ReturnReason', one.reasonCode), { of: one.reason, class: 'words' }, time(one.requestedAt),
        code(context, 'RequestState', one.state), { of: [one.toUnit ? unitName(context, one.toUnit) : '', one.note].filter(Boolean).join(' · ') || '–', class: 'words' }])),
    part(t.mergedCases, [{ text: t.caseNumber }, { text: t.titleOfCase }, { text: t.details }],
      (order.mergedCases || []).map(one => [one.caseNumber, { of: one.title, class: 'words' }, { of: one.text, class: 'words' }]))];
}

const readIt = (context, instruction) => form(context, { submit: t.noteRead, quiet: true }, [], async (written, key) => {
  await context.api.post('instructions/' + instruction.instructionId + '/read-mark', {}, { key });
  return t.markedRead;
});

const OWED = ['OPEN', 'YELLOW', 'RED'];

/* the unit itself reports that it spoke with the citizen */
function firstContact(context, order) {
  const owed = (order.deadlines || []).find(one => one.kind === 'FIRST_CONTACT' && OWED.includes(one.state));
  return owed && context.may('unit-handler') ? ask(context, { button: t.noteContacted, text: say('contactDue', time(owed.dueAt)) },
    field('note', t.whatWasSaid, 'textarea', { maxlength: 1000 }), async (written, key) => {
      await context.of('followup').post('deadlines/' + owed.deadlineId + '/done', { note: written.note }, { key });
      return t.contactedNoted;
    }) : '';
}

export default {
  id: 'order',
  title: 'order',
  roles: PEOPLE,
  hidden: true,

  async render(container, context) {
    const id = context.params.id;
    const [{ value: order, version }, { items: urges }] = await Promise.all([
      context.api.read(orderPath(id)), context.of('followup').get(orderPath(id) + '/urges').catch(() => ({ items: [] }))]);
    const hold = holding(context, id, version);
    const said = order.case;
    const replies = order.replies || [];
    context.heading(said.title || order.caseNumber);
    container.append(
      el('div', { class: 'head' },
        el('p', { class: 'standing' }, badge(order.state, code(context, 'WorkOrderState', order.state)),
          order.correction ? [' ', badge(order.correction, t.correcting + ' ' + code(context, 'WorkOrderState', order.correction))] : '',
          ' ', urgency(context, order),
          ...(said.riskFlags || []).map(flag => [' ', badge('RISK', code(context, 'RiskKind', flag.kind) + ' ' + flag.words.join(t.comma))])),
        el('button', { type: 'button', class: 'quiet', onclick: () => window.print() }, t.printOrder)),
      facts([[t.caseNumber, order.caseNumber], [t.replyDue, order.finishedAt ? '' : due(order.replyDueAt)], [t.leadingUnit, unitName(context, order.unit)],
        [t.handlingUnit, order.handlingUnit ? unitName(context, order.handlingUnit) : ''], [t.handler, person(context, order.assignee)], [t.round, order.round > 1 ? order.round : ''],
        [t.previousRound, order.cause === 'REWORK' && order.previousWorkOrderId
          ? el('a', { href: context.href('order', { id: order.previousWorkOrderId }) }, t.toOrder) : ''],
        [t.type, code(context, 'CaseType', order.type)], [t.category, categoryName(context, order.category)], [t.anonymity, code(context, 'Anonymity', said.anonymity)],
        [t.address, said.address], [t.respondent, said.respondent?.name], [t.upstream, said.upstream ? said.upstream.platform + ' ' + (said.upstream.number || '') : ''],
        [t.urgesOfCitizen, said.urges || '']]),
      el('div', { class: 'actions order-actions' }, actions(context, order, hold),
        said.contactable && said.anonymity === 'NAMED' && context.may('unit-handler') ? contact(context, order.caseId, t.purposeOfHandling) : '',
        firstContact(context, order),
        order.state === 'REPLIED' && context.may('unit-handler') && said.anonymity === 'NAMED' ? told(context, order.caseId, true) : ''),
      order.recall ? el('p', { class: 'sentence', role: 'status' }, order.recall.toUnit ? say('recalledTo', time(order.recall.recalledAt), unitName(context, order.recall.toUnit), order.recall.reason)
        : say('recalledBack', time(order.recall.recalledAt), order.recall.reason)) : '',
      order.cause === 'REWORK' && order.reason ? el('p', { class: 'sentence' }, order.reason) : '',
      card(t.caseText, paragraphs(said.text), (order.notes || []).map(note => el('p', { class: 'said added' }, el('small', null,
        (t['note-' + note.kind] || note.kind) + ' ' + time(note.at)), note.text)),
        attachmentList(context, (order.attachments || []).filter(file => file.of !== 'REPLY'), ofCase(order.caseId))),
      order.allowed.includes('replies') ? editor(context, order, hold)
        : order.instruction === 'AWAITED' ? el('p', { class: 'sentence' }, t.leaderFirst) : '',
      order.allowed.includes('corrections') ? correction(context, order, hold) : '',
      replies.length ? card(t.replies, replies.map((reply, i) => replyCard(context, order, reply, replies[i - 1], hold)).reverse()) : '',
      card(t.deadlines, deadlinesTable(context, order.deadlines)), ...asked(context, order),
      card(t.course, courseTable(context, order, urges)),
      el('p', { class: 'back' }, el('a', { href: context.href('inbox') }, t.backToInbox)));
  }
};
