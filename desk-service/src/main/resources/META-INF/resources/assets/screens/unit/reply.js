/* The reply: written with what the check says of it, judged by those who did not write it. */

import { attachmentField, attachmentList, attachmentsOf } from '../../shell/attachments.js';
import { el, card } from '../../shell/elements.js';
import { forgetDraft, hasDraft } from '../../shell/drafts.js';
import { ask, field, form, moment, values } from '../../shell/forms.js';
import { badge, facts } from '../../shell/office.js';
import { person, saying } from '../../shell/people.js';
import { code } from '../../shell/reference.js';
import { day, say, t, time } from '../../shell/words.js';
import { orderPath } from './orders.js';

const PAUSE = 600;
const LEAST = 5;

/* a moment as a field holds it */
const ofField = at => at ? at.slice(0, 16) : null;

const body = ({ disposition, text, basis, contactedAt, reviewDate }) =>
  ({ disposition, text, basis, contactedAt: moment(contactedAt), reviewDate });

/* what the check found, gravest first */
function verdict(quality) {
  const flags = [...quality.flags].sort((a, b) => b.severity.localeCompare(a.severity));
  return flags.length
    ? el('ul', { class: 'flags' }, flags.map(flag => el('li', { class: flag.severity }, badge(flag.severity, t['severity-' + flag.severity]), ' ', flag.text,
      flag.words.length ? el('small', null, flag.words.map(one => say('quoted', one.words)).join(' ')) : '')))
    : el('p', { class: 'good' }, t.nothingMissing);
}

function liveCheck(context, order, node, place) {
  let timer;
  let asked = 0;
  const check = async () => {
    const written = body(values(node));
    if (!written.disposition || (written.text || '').length < LEAST) {
      place.replaceChildren(el('p', { class: 'note' }, t.checkWaits));
      return;
    }
    const mine = ++asked;
    try {
      const answer = await context.api.post(orderPath(order.workOrderId) + '/reply-check', written);
      if (mine === asked) { place.replaceChildren(verdict(answer.quality), answer.blocked ? el('p', { class: 'low' }, t.checkBlocks) : ''); }
    } catch (error) {
      if (mine === asked && !context.signal.aborted) { place.replaceChildren(el('p', { class: 'note' }, error.message)); }
    }
  };
  node.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(check, PAUSE);
  });
  check();
}

/* the files that a reply named */
const filesOf = (order, reply) => (order.attachments || []).filter(file => file.of === 'REPLY' && file.ofId === reply.replyId);

const BEGUN = ['REJECTED', 'TAKEN_BACK'];

/* the editor; what was sent back or taken back is the beginning of the next one */
export function editor(context, order, hold) {
  const last = order.replies?.at(-1);
  const before = BEGUN.includes(last?.state) ? last : {};
  return card(t.writeReply, before.state === 'REJECTED' && before.comment ? el('p', { class: 'sentence' }, say('sentBackBecause', before.comment)) : '',
    entry(context, order, hold, before, { command: 'replies', draft: 'reply ' + order.workOrderId, submit: t.submitReply, done: t.replySubmitted }));
}

/* the issued reply is corrected by another one, which begins with its words; it is opened by who wants it */
export function correction(context, order, hold) {
  const issued = order.replies.find(one => one.state === 'ISSUED');
  const last = order.replies.at(-1);
  const draft = 'correction ' + order.workOrderId;
  const begun = last.corrects && BEGUN.includes(last.state);
  return el('details', { class: 'card', open: Boolean(begun || hasDraft(context, draft)) }, el('summary', null, t.correctReply),
    el('p', { class: 'note' }, t.correctText),
    begun && last.state === 'REJECTED' && last.comment ? el('p', { class: 'sentence' }, say('sentBackBecause', last.comment)) : '',
    entry(context, order, hold, begun ? last : { ...issued, contactedAt: null }, {
      command: 'corrections', draft, submit: t.submitCorrection, done: t.correctionSubmitted,
      first: field('reason', t.correctionReason, 'textarea', { required: true, maxlength: 2000, rows: 2, value: begun ? last.correctionReason : '', hint: t.correctionReasonHint })
    }));
}

function entry(context, order, hold, before, { command, draft, submit, done, first }) {
  const place = el('div', { class: 'check-result', role: 'status', 'aria-label': t.replyCheck });
  const throwAway = el('button', { type: 'button', class: 'quiet', hidden: !hasDraft(context, draft), onclick: () => {
    forgetDraft(context, draft);
    context.reload();
  } }, t.throwDraftAway);
  const node = form(context, { submit, draft, overtaken: hold.overtaken, beside: throwAway }, [
    first,
    el('div', { class: 'line' },
      field('disposition', t.disposition, 'select', { required: true, value: before.disposition, options: context.reference.codes.options('Disposition', t.choose) }),
      field('contactedAt', t.contactedAt, 'datetime-local', { value: ofField(before.contactedAt) }),
      field('reviewDate', t.reviewDate, 'date', { value: before.reviewDate, hint: t.reviewDateHint })),
    field('text', t.replyText, 'textarea', { required: true, maxlength: 20000, rows: 8, value: before.text, hint: t.replyHint }),
    field('basis', t.basis, 'text', { maxlength: 2000, value: before.basis, hint: t.basisHint }), attachmentField(context, 'dispatch', filesOf(order, before)), place], async (written, key) => {
    await context.api.post(orderPath(order.workOrderId) + '/' + command, { ...body(written), reason: written.reason, attachments: attachmentsOf(written) }, { key, version: hold.version });
    return done;
  });
  node.addEventListener('input', () => { throwAway.hidden = false; });
  liveCheck(context, order, node, place);
  return [hasDraft(context, draft) ? el('p', { class: 'note' }, t.draftKept) : '', node];
}

const STEPS = { IN_REVIEW: 'review', IN_SIGN_OFF: 'sign-off', IN_CENTRE_REVIEW: 'centre-review' };

/* approve, or send back with words */
function judge(context, order, reply, hold) {
  const step = STEPS[reply.state];
  const send = (approved, comment, key) => context.api.post('replies/' + reply.replyId + '/' + step, { approved, comment }, { key, version: hold.version });
  return el('div', { class: 'actions' },
    ask(context, { button: t['approve-' + step], quiet: false, overtaken: hold.overtaken }, field('comment', t.commentIfAny, 'textarea', { maxlength: 2000 }),
      async (written, key) => {
        await send(true, written.comment, key);
        return t['approved-' + step];
      }),
    ask(context, { button: t.sendBack, overtaken: hold.overtaken }, field('comment', t.whatIsMissing, 'textarea', { required: true, maxlength: 2000 }),
      async (written, key) => {
        await send(false, written.comment, key);
        return t.sentBack;
      }));
}

/* its author takes back what nobody has signed yet */
const takeBack = (context, reply, hold) => el('div', { class: 'actions' },
  ask(context, { button: t.takeBack, text: t.takeBackText, overtaken: hold.overtaken }, field('reason', t.reason, 'textarea', { maxlength: 2000 }), async (written, key) => {
    await context.api.post('replies/' + reply.replyId + '/take-back', { reason: written.reason }, { key, version: hold.version });
    return t.takenBack;
  }));

const sentences = text => text.split(/(?<=[。！？；!?;\n])/).filter(one => one.trim());

/* what an earlier version did not say is marked */
function textOf(reply, earlier) {
  if (!earlier) { return el('p', { class: 'said' }, reply.text); }
  const known = new Set(sentences(earlier.text));
  return el('p', { class: 'said' }, sentences(reply.text).map(one => known.has(one) ? one : el('ins', { title: t.newWords }, one)));
}

/* who did it, and as whose deputy */
const byHand = (context, who, deputyOf) => who ? [person(context, who), deputyOf ? [' ', saying('actingFor', person(context, deputyOf))] : ''] : '';

export function replyCard(context, order, reply, earlier, hold) {
  const mayJudge = order.allowed.includes(STEPS[reply.state]);
  const mayTakeBack = STEPS[reply.state] && order.allowed.includes('take-back') && reply.author === context.viewer.subject;
  return el('article', { class: reply.state === 'SUPERSEDED' ? 'reply superseded' : 'reply' },
    el('p', { class: 'standing' }, badge('reply-' + reply.state, code(context, 'ReplyState', reply.state)),
      ' ', code(context, 'Disposition', reply.disposition), ' · ', person(context, reply.author), ' ', time(reply.submittedAt)),
    reply.state === 'SUPERSEDED' ? el('p', { class: 'note' }, say('supersededAt', time(reply.supersededAt))) : '',
    reply.corrects ? el('p', { class: 'sentence' }, say('correctedBecause', reply.correctionReason)) : '',
    textOf(reply, earlier),
    attachmentList(context, filesOf(order, reply),
      file => ['dispatch', orderPath(order.workOrderId) + '/attachments/' + file.attachmentId]),
    facts([[t.basis, reply.basis], [t.contactedAt, time(reply.contactedAt)], [t.reviewDate, day(reply.reviewDate)],
      [t.reviewer, byHand(context, reply.reviewer, reply.reviewerFor)],
      [t.signer, byHand(context, reply.signer, reply.signerFor)],
      [t.comment, reply.comment], [t.issuedAt, time(reply.issuedAt)], [t.takenBackAt, time(reply.takenBackAt)]]),
    reply.quality ? el('details', { open: mayJudge }, el('summary', null, t.replyCheck), verdict(reply.quality)) : '',
    mayJudge ? judge(context, order, reply, hold) : '', mayTakeBack ? takeBack(context, reply, hold) : '');
}
