/* What agents were asked back and have not answered: the cases that left the queue meanwhile. */

import { el, card, table } from '../../shell/elements.js';
import { clock } from '../../shell/due.js';
import { pages } from '../../shell/forms.js';
import { urgency } from '../../shell/case.js';
import { watched } from '../../shell/live.js';
import { number, say, t, time } from '../../shell/words.js';

export default {
  id: 'questions',
  title: 'questionsTitle',
  roles: ['dispatcher'],

  async render(container, context) {
    const { page, news } = await watched(context, () => context.api.get('triage-questions', { after: context.params.after, limit: 50 }), one => one.questionId);
    container.append(news,
      card(null, table(t.questionsTitle, [{ text: t.caseNumber }, { text: t.caseTitleHead }, { text: t.questionHead }, { text: t.dueTime }, { text: t.askedAt }],
        page.items.map(one => [
          el('a', { href: context.href('triage', { case: one.caseId }) }, one.caseNumber),
          { of: [one.title, ' ', urgency(context, one)], class: 'words' }, { of: one.question, class: 'words' }, clock(one.clock),
          [time(one.askedAt), el('small', null, one.askedBy)]]), { empty: t.noQuestions })),
      pages(context, page, say('listed', number(page.items.length)), values => context.href('questions', values)));
  }
};
