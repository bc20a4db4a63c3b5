/* What dispatchers ask back before they decide 待补充: with the answer the case is before them again. */

import { el, card, table } from '../../shell/elements.js';
import { clock } from '../../shell/due.js';
import { ask, field, pages, radios } from '../../shell/forms.js';
import { urgency } from '../../shell/case.js';
import { watched } from '../../shell/live.js';
import { number, say, t, time } from '../../shell/words.js';

/* a button that answers one */
export const answer = (context, one) => ask(context, { button: t.answerBack, text: t.answerBackText, quiet: false }, [
  el('p', { class: 'sentence' }, one.question),
  radios('learnt', t.learnt, [['true', t['learnt-true']], ['false', t['learnt-false']]]),
  field('answer', t.whatWasLearnt, 'textarea', { required: true, maxlength: 2000, rows: 4 })], async (written, key) => {
  await context.of('dispatch').post('triage-questions/' + one.questionId + '/answer', { learnt: written.learnt === 'true', answer: written.answer }, { key });
  return t.answeredBackDone;
});

export default {
  id: 'questions',
  title: 'questionsTitle',
  roles: ['agent'],

  async render(container, context) {
    const { page, news } = await watched(context, () => context.of('dispatch').get('triage-questions', { after: context.params.after, limit: 50 }), one => one.questionId,
      { told: now => context.unread(now.items.length) });
    container.append(news,
      el('p', { class: 'note' }, t.questionsNote),
      card(null, table(t.questionsTitle, [{ text: t.caseNumber }, { text: t.caseTitleHead }, { text: t.questionHead }, { text: t.dueTime }, { text: t.askedAt }, { text: t.action }],
        page.items.map(one => [
          el('a', { href: context.href('case', { id: one.caseId }) }, one.caseNumber),
          { of: [one.title, ' ', urgency(context, one)], class: 'words' }, { of: one.question, class: 'words' }, clock(one.clock),
          [time(one.askedAt), el('small', null, one.askedBy)], answer(context, one)]), { empty: t.noQuestions })),
      pages(context, page, say('listed', number(page.items.length)), values => context.href('questions', values)));
    context.unread(page.items.length);
  }
};
