/* One call: what the citizen said and was answered, what to say and to ask, and what came of it. */

import { contact } from '../../shell/contact.js';
import { el, card, table } from '../../shell/elements.js';
import { field, form, moment } from '../../shell/forms.js';
import { badge, facts, paragraphs, unitName } from '../../shell/office.js';
import { person, saying } from '../../shell/people.js';
import { code } from '../../shell/reference.js';
import { openMatters } from '../../shell/matters.js';
import { inWords, number, say, t, time } from '../../shell/words.js';
import { ROLES, callOf, mine } from './next.js';

/* to the next one that is taken, else to take others */
const onward = async (context, id, said) => {
  const left = (await mine(context)).filter(one => one.id !== id);
  return { go: left.length ? callOf(left[0]) : ['next'], said };
};

const yesNo = [['', t.notSaid], ['true', t.yes], ['false', t.no]];
const asked = value => value === null || value === undefined ? undefined : value === 'true';

/* questions that are answered by one word */
const SHORT = ['SATISFACTION', 'INFORMED', 'RESOLVED', 'ATTITUDE'];

/* a question of the plan as a field */
function question(context, one) {
  const grades = context.reference.codes.options('Satisfaction', one.required ? t.choose : t.notSaid);
  const label = inWords(one.text);
  switch (one.id) {
    case 'INFORMED': return field('informed', label, 'select', { options: yesNo, required: one.required });
    case 'RESOLVED': return field('resolved', label, 'select', { options: yesNo, required: one.required });
    case 'SATISFACTION': return field('satisfaction', label, 'select', { options: grades, required: one.required });
    case 'ATTITUDE': return field('attitude', label, 'select', { options: grades, required: one.required });
    case 'REASONS': return el('fieldset', null, el('legend', null, label), el('div', { class: 'checks' },
      context.plan.reasons.map(reason => field('reason-' + reason.code, inWords(reason.text), 'check'))));
    case 'REASON': return field('reason', label, 'textarea', { maxlength: 1000, required: one.required });
    case 'OBJECTIVE': return field('objective', label, 'select', { options: [['', t.asReasonsSay], ['false', t.faultOfUnit], ['true', t.faultObjective]] });
    default: return '';
  }
}

/*
 * What the citizen answers; of: {id, path, instrument, version}: what is called, where its result goes, by which of the plan's instruments it
 * is asked. What follows of an answer is said for those who handle the case again, of a survey there is nothing.
 */
export function answered(context, of) {
  const { questions } = context.plan.instruments[of.instrument];
  const follows = of.instrument === 'AGENT';
  const inOneLine = one => SHORT.includes(one.id);
  return form(context, { submit: t.saveAnswer, label: t.answered, draft: 'call ' + of.id }, [
    el('div', { class: 'line' }, questions.filter(inOneLine).map(one => question(context, one))),
    ...questions.filter(one => !inOneLine(one)).map(one => question(context, one)),
    follows ? field('explanation', t.explanationGiven, 'textarea', { maxlength: 1000, rows: 2, hint: t.explanationHint }) : '',
    follows ? field('toDispatcher', t.toDispatcher, 'check') : '',
    field('note', t.note, 'textarea', { maxlength: 1000, rows: 2 })], async (written, key) => {
    const reasons = context.plan.reasons.map(one => one.code).filter(reason => written['reason-' + reason]);
    await context.api.post(of.path + '/result', {
      reached: true, informed: asked(written.informed), resolved: asked(written.resolved), satisfaction: written.satisfaction, attitude: written.attitude,
      reasons, reason: written.reason, objective: asked(written.objective), explanation: written.explanation, toDispatcher: written.toDispatcher || undefined,
      note: written.note }, { key, version: of.version });
    return onward(context, of.id, t.answerSaved);
  });
}

export function notAnswered(context, of) {
  return form(context, { submit: t.saveNotAnswered, label: t.notAnswered, quiet: true }, [
    el('div', { class: 'line' },
      field('outcome', t.whatHappened, 'select', { required: true, options: context.reference.codes.options('AttemptOutcome', t.choose) }),
      field('callAgainAt', t.callAgainAt, 'datetime-local', { hint: t.callAgainHint })),
    el('p', { class: 'note' }, t.somebodyElseHint),
    field('remark', t.note, 'textarea', { maxlength: 1000, rows: 2 })], async (written, key) => {
    await context.api.post(of.path + '/result', {
      reached: false, outcome: written.outcome, callAgainAt: moment(written.callAgainAt), note: written.remark }, { key, version: of.version });
    return onward(context, of.id, t.attemptSaved);
  });
}

/* agents of a unit are not shown what stands in intake */
export function textWithheld(error) {
  if (error.status !== 403 && error.status !== 404) { throw error; }
  return { text: t.textWithheld };
}

export default {
  id: 'call',
  title: 'call',
  roles: ROLES,
  hidden: true,

  async render(container, context) {
    const { value: callback, version } = await context.api.read('callbacks/' + encodeURIComponent(context.params.id || ''));
    const [said, notices, matters] = await Promise.all([
      context.of('intake').get('cases/' + callback.caseId).catch(textWithheld), context.api.get('cases/' + callback.caseId + '/result-notices'),
      openMatters(context, callback.caseId)]);
    const own = callback.state === 'CLAIMED' && callback.claimedBy === context.viewer.subject;
    const of = { id: callback.id, path: 'callbacks/' + callback.id, instrument: 'AGENT', version };
    const attempts = callback.calls || [];
    context.heading(callback.title);
    container.append(
      el('p', { class: 'standing' }, badge('callback-' + callback.state, code(context, 'CallbackState', callback.state)), ' ',
        own ? say('yoursUntil', time(callback.claimedUntil)) : callback.claimedBy ? saying('takenBy', person(context, callback.claimedBy), time(callback.claimedUntil)) : ''),
      facts([[t.caseNumber, callback.caseNumber], [t.type, code(context, 'CaseType', callback.type)], [t.unit, unitName(context, callback.unit)],
        [t.anonymity, code(context, 'Anonymity', callback.anonymity)], [t.disposition, callback.disposition ? code(context, 'Disposition', callback.disposition) : ''],
        [t.attempts, number(callback.attempts)], [t.toldAlready, notices.items.some(one => one.reached && one.round === callback.round && new Date(one.at) >= new Date(callback.openedAt)) ? t.yes : t.no]]),
      own ? el('div', { class: 'actions order-actions' }, contact(context, callback.caseId, t.purposeOfCallback)) : '',
      el('div', { class: 'columns' },
        card(t.caseText, paragraphs(said.text)), card(t.whatWasAnswered,
          (said.timeline || []).some(one => one.kind === 'REPLY_CORRECTED') ? el('p', { class: 'sentence' }, t.answerWasCorrected) : '', paragraphs(callback.reply))),
      matters,
      own ? card(t.script, el('p', { class: 'sentence' }, say('scriptText', callback.caseNumber, callback.title)),
        el('h4', null, t.answered), answered(context, of), el('h4', null, t.notAnswered), notAnswered(context, of))
        : el('p', { class: 'note' }, callback.state === 'OPEN' ? t.claimFirst : t.notYours),
      card(t.earlierAttempts, table(t.earlierAttempts, [{ text: t.when }, { text: t.what }, { text: t.note }, { text: t.by }], attempts.map(one =>
        [time(one.at), [code(context, 'AttemptOutcome', one.outcome), one.callAgainAt ? el('small', null, time(one.callAgainAt)) : ''],
          { of: one.note || '–', class: 'words' }, person(context, one.by)]), { empty: t.noAttempts })),
      el('p', { class: 'back' }, el('a', { href: context.href('next') }, t.backToNext)));
  }
};
