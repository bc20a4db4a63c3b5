/* A call for a survey: whom it asks about what, in the survey's questions. What is said is counted and decides about no case. */

import { contact } from '../../shell/contact.js';
import { el, card } from '../../shell/elements.js';
import { badge, facts, paragraphs, unitName } from '../../shell/office.js';
import { person, saying } from '../../shell/people.js';
import { openMatters } from '../../shell/matters.js';
import { code } from '../../shell/reference.js';
import { number, say, t, time } from '../../shell/words.js';
import { answered, notAnswered, textWithheld } from './call.js';
import { ROLES, surveyMark } from './next.js';

export default {
  id: 'survey-call',
  title: 'surveyCall',
  roles: ROLES,
  hidden: true,

  async render(container, context) {
    const path = 'survey-calls/' + encodeURIComponent(context.params.id || '');
    const call = await context.api.get(path);
    const [said, matters] = await Promise.all([context.of('intake').get('cases/' + call.caseId).catch(textWithheld), openMatters(context, call.caseId)]);
    const own = call.state === 'CLAIMED' && call.claimedBy === context.viewer.subject;
    const of = { id: call.id, path, instrument: 'SOCIAL_SURVEY' };
    context.heading(call.title);
    container.append(
      el('p', { class: 'standing' }, surveyMark(call), ' ', badge('callback-' + call.state, code(context, 'SurveyCallState', call.state)), ' ',
        own ? say('yoursUntil', time(call.claimedUntil)) : call.claimedBy ? saying('takenBy', person(context, call.claimedBy), time(call.claimedUntil)) : ''),
      facts([[t.caseNumber, call.caseNumber], [t.type, code(context, 'CaseType', call.type)], [t.unit, unitName(context, call.unit)],
        [t.attempts, number(call.attempts)], [t.lastOutcome, call.outcome ? code(context, 'AttemptOutcome', call.outcome) : ''], [t.note, call.note]]),
      own ? el('div', { class: 'actions order-actions' }, contact(context, call.caseId, t.surveyCall)) : '',
      el('div', { class: 'columns' }, card(t.caseText, paragraphs(said.text)), card(t.whatWasAnswered, paragraphs(call.reply))),
      matters,
      own ? card(t.script, el('p', { class: 'sentence' }, say('surveyScript', call.caseNumber, call.title, call.survey)), el('p', { class: 'note' }, t.surveyNote),
        el('h4', null, t.answered), answered(context, of), el('h4', null, t.notAnswered), notAnswered(context, of))
        : el('p', { class: 'note' }, call.state === 'OPEN' ? t.claimFirst : t.notYours),
      el('p', { class: 'back' }, el('a', { href: context.href('next') }, t.backToNext)));
  }
};
