/* What happened to an order, in the order in which it happened. */

import { el, table } from './elements.js';
import { unitName } from './office.js';
import { person } from './people.js';
import { code } from './reference.js';
import { say, t, time } from './words.js';

/* the number of a supervision or an urge, as it stands on its notice */
export const numberOf = one => one.openedAt
  ? say('supervisionNumber', one.openedAt.slice(0, 4), one.number) : say('urgeNumber', one.urgedAt.slice(0, 4), one.number);

/* a notice of follow-up as a page of its own, as it is printed */
export const notice = (path, text) => el('a', { href: '/followup/api/v1/' + path + '/notice', target: '_blank', rel: 'noopener' }, text);

/* [when, what, details, who]; what has no time did not happen yet */
export function steps(context, order, urges) {
  const name = unit => unitName(context, unit);
  const list = (rows, make) => (rows || []).flatMap(make);
  return [
    [order.case.registeredAt, t.courseRegistered],
    [order.dispatchedAt, say('courseDispatched', name(order.unit), code(context, 'DispatchCause', order.cause)), order.reason],
    [order.signedAt, t.courseSigned, '', order.signedBy],
    ...list(order.leaderMarks, one => [[one.readAt, t.courseRead, '', one.subject]]),
    ...list(order.instructions, one => [[one.givenAt, t.leaderInstruction, one.text, one.givenBy]]),
    ...list(order.handDowns, one => [[one.handedAt, say('courseHandedDown', name(one.fromUnit), name(one.toUnit)), one.note, one.handedBy]]),
    ...list(order.returnRequests, one => [
      [one.requestedAt, t.courseReturnAsked, code(context, 'ReturnReason', one.reasonCode) + t.colon + one.reason],
      [one.decidedAt, t.courseReturnRuled + code(context, 'RequestState', one.state), one.note]]),
    ...list(order.extensionRequests, one => [
      [one.requestedAt, say('courseExtensionAsked', one.workingDays), one.reason],
      [one.decidedAt, one.grantedDays ? say('courseExtended', one.grantedDays) : t.courseExtensionRefused, one.note]]),
    ...list(order.coHandling, one => [
      [one.requestedAt, say('courseAsked', name(one.coUnit)), one.question], [one.answeredAt, say('courseAnswered', name(one.coUnit)), one.text]]),
    ...list(order.notes, one => [[one.at, t['note-' + one.kind] || one.kind, one.text]]),
    ...list(order.replies, one => [
      [one.submittedAt, one.corrects ? t.courseCorrection : t.courseReply, one.correctionReason || '', one.author],
      [one.takenBackAt, t.courseTakenBack, one.comment || '', one.author], [one.issuedAt, one.corrects ? t.courseCorrected : t.courseIssued, '', one.signer]]),
    ...list(urges, one => [[one.deliveredAt || one.urgedAt, code(context, 'UrgeOrigin', one.origin) + t.courseUrged,
      [one.note || '', ' ', notice('urges/' + one.id, t.notice)], one.urgedBy]])]
    .filter(([at]) => at).sort(([a], [b]) => new Date(a) - new Date(b));
}

export const courseTable = (context, order, urges) => table(t.course, [{ text: t.when }, { text: t.what }, { text: t.details }, { text: t.by }],
  steps(context, order, urges).map(([at, what, details, who]) => [time(at), what, { of: details || '–', class: 'words' }, person(context, who) || '–']));
