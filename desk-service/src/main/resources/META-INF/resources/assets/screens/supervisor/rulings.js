/* What a supervisor decides. */

import { ask, field } from '../../shell/forms.js';
import { t } from '../../shell/words.js';

const chooseFirst = options => [['', t.choose], ...options];

/* after the second dissatisfaction: another round, or explained and closed */
export const rework = (context, caseId) => ask(context, { button: t.decideRework, text: t.decideReworkText, quiet: false }, [
  field('rework', t.decision, 'select', { required: true, options: chooseFirst([['true', t.handleAgain], ['false', t.explainedAndClosed]]) }),
  field('toDispatcher', t.toDispatcher, 'check', { hint: t.toDispatcherHint }),
  field('reason', t.reason, 'textarea', { required: true, maxlength: 1000 })], async (written, key) => {
  await context.api.post('cases/' + caseId + '/rework-decision', {
    rework: written.rework === 'true', toDispatcher: written.rework === 'true' && written.toDispatcher, reason: written.reason }, { key });
  return t.decided;
});

export const explain = (context, caseId) => ask(context, { button: t.noteExplanation, text: t.noteExplanationText, quiet: false },
  field('text', t.whatWasExplained, 'textarea', { required: true, maxlength: 1000 }), async (written, key) => {
    await context.api.post('cases/' + caseId + '/explanations', { text: written.text }, { key });
    return t.explained;
  });

export const onTheSpot = (context, callbackId) => ask(context, { button: t.seeTo, text: t.seeToText, quiet: false },
  field('note', t.whatCameOfIt, 'textarea', { required: true, maxlength: 1000 }), async (written, key) => {
    await context.api.post('on-the-spot-reviews/' + callbackId + '/decision', { note: written.note }, { key });
    return t.decided;
  });

export const planned = (context, caseId) => ask(context, { button: t.reviewPlanned, quiet: false }, [
  field('outcome', t.decision, 'select', { required: true, options: chooseFirst(context.reference.codes.options('ReviewOutcome')) }),
  field('reviewDate', t.reviewDate, 'date', { hint: t.reviewDateOfLater }),
  field('note', t.reason, 'textarea', { required: true, maxlength: 1000 })], async (written, key) => {
  await context.api.post('cases/' + caseId + '/review-decision', written, { key });
  return t.decided;
});

/* dispatchers or agents who are late with what a case in triage waits for */
export const urgeOffice = (context, deadlineId) => ask(context, { button: t.urge, text: t.urgeOfficeText },
  field('note', t.urgeNote, 'textarea', { required: true, maxlength: 500 }), async (written, key) => {
    await context.api.post('triage-clocks/' + deadlineId + '/urges', written, { key });
    return t.urgedOffice;
  });
