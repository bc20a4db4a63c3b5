/* One short message of a citizen: what was written, the cases it may be about, and what is done about it. */

import { contact } from '../../shell/contact.js';
import { el, card, table } from '../../shell/elements.js';
import { digitsChoose, field, form, radios } from '../../shell/forms.js';
import { badge, caseLink, facts, paragraphs, unitName } from '../../shell/office.js';
import { person } from '../../shell/people.js';
import { code } from '../../shell/reference.js';
import { t, time } from '../../shell/words.js';
import { ROLES } from './next.js';
import { takenBy, timeOf } from './replies.js';

const SUPPLEMENTED = 'SUPPLEMENTED';
const OUTCOMES = [SUPPLEMENTED, 'ASKED_BACK', 'NO_MATTER'];

function take(context, reply, path, again) {
  const node = form(context, { submit: again ? t.keepLonger : t.takeReply, quiet: again, label: t.takeReply }, [], async (written, key) => {
    await context.api.post(path + '/claim', {}, { key });
    return t.replyTaken;
  });
  node.querySelector('button').accessKey = 'l';
  return node;
}

/* the case of a number that was typed */
async function caseOf(context, caseNumber) {
  const { items } = caseNumber ? await context.of('intake').get('cases', { number: caseNumber }) : { items: [] };
  if (!items.length) { throw new Error(t.noCaseOfNumber); }
  return items[0].caseId;
}

function handling(context, reply, version, path) {
  const known = reply.cases.map(one => [one.caseId, one.caseNumber + ' ' + one.title]);
  const node = form(context, { submit: t.saveReply, label: t.handleReply, draft: 'reply ' + reply.id }, [
    radios('outcome', t.outcome, OUTCOMES.map((value, i) => [value, i + 1 + ' ' + code(context, 'TextReplyOutcome', value)]), reply.cases.length ? SUPPLEMENTED : 'NO_MATTER'),
    field('caseId', t.addToCase, 'select', { options: [...known, ['', t.anotherCase]], value: known[0]?.[0], hint: t.addToCaseHint }),
    field('caseNumber', t.caseNumber, 'text', { maxlength: 64, autocomplete: 'off' }),
    field('note', t.note, 'textarea', { maxlength: 1000, rows: 2 })], async (written, key) => {
    const { outcome, note } = written;
    const caseId = outcome === SUPPLEMENTED ? written.caseId || await caseOf(context, written.caseNumber) : null;
    await context.api.post(path + '/handling', { outcome, caseId, note }, { key, version });
    return { go: ['replies'], said: outcome === SUPPLEMENTED ? t.replyAdded : t.replyHandled };
  });
  const show = () => {
    const adds = node.elements.outcome.value === SUPPLEMENTED;
    node.elements.caseId.closest('.field').hidden = !adds;
    node.elements.caseNumber.closest('.field').hidden = !adds || node.elements.caseId.value !== '';
    node.elements.caseNumber.required = adds && node.elements.caseId.value === '';
  };
  node.addEventListener('input', show);
  digitsChoose(node, 'outcome');
  show();
  return node;
}

export default {
  id: 'reply',
  title: 'textReply',
  roles: ROLES,
  hidden: true,

  async render(container, context) {
    const path = 'text-replies/' + encodeURIComponent(context.params.id || '');
    const { value: reply, version } = await context.api.read(path);
    const own = reply.allowed.includes('handling');
    const rows = reply.cases.map(one => [caseLink(context, one.caseId, one.caseNumber), { of: one.title, class: 'words' }, unitName(context, one.unit), code(context, 'Phase', one.phase),
      ...own ? [el('div', { class: 'actions' }, contact(context, one.caseId, t.purposeOfReply))] : []]);
    container.append(
      el('p', { class: 'standing' }, badge('reply-' + reply.state, code(context, 'TextReplyState', reply.state)), ' ', takenBy(context, reply)),
      facts([[t.phoneOfReply, reply.phone], [t.saidAt, time(reply.saidAt)], [t.receivedAt, time(reply.receivedAt)], [t.channel, reply.channel],
        [t.dueTime, reply.dueAt ? timeOf(context, reply) : ''],
        [t.outcome, reply.outcome ? code(context, 'TextReplyOutcome', reply.outcome) : ''], [t.caseNumber, reply.caseId ? caseLink(context, reply.caseId, reply.caseNumber) : ''],
        [t.handledBy, reply.handledBy ? person(context, reply.handledBy) : ''], [t.when, reply.handledAt ? time(reply.handledAt) : ''], [t.note, reply.note]]),
      card(t.textOfReply, paragraphs(reply.text)),
      card(t.mayBelongTo, table(t.mayBelongTo, [{ text: t.caseNumber }, { text: t.titleOfCase }, { text: t.unit }, { text: t.state }, ...own ? [{ text: t.action }] : []], rows,
        { empty: reply.state === 'WAITING' ? t.waitsForIntake : t.nobodysPhone })),
      own ? card(t.handleReply, handling(context, reply, version, path)) : '',
      reply.allowed.includes('claim') ? take(context, reply, path, own) : reply.state === 'OPEN' ? el('p', { class: 'note' }, t.notYours) : '',
      el('p', { class: 'back' }, el('a', { href: context.href('replies') }, t.backToReplies)));
  }
};
