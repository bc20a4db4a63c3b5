/* What other units ask this one; its opinion is part of their reply. */

import { el, table } from '../../shell/elements.js';
import { due } from '../../shell/due.js';
import { ask, field, pages, states } from '../../shell/forms.js';
import { watched } from '../../shell/live.js';
import { unitName } from '../../shell/office.js';
import { number, say, t, time } from '../../shell/words.js';
import { PEOPLE, ofUnit } from './orders.js';

const answer = (context, question) => ask(context, { button: t.answerQuestion, text: question.question, quiet: false },
  field('text', t.opinion, 'textarea', { required: true, maxlength: 20000, rows: 6 }), async (written, key) => {
    await context.api.post('co-handling/' + question.coHandlingId + '/answer', { text: written.text }, { key });
    return t.questionAnswered;
  });

export default {
  id: 'co-handling',
  title: 'coHandling',
  roles: PEOPLE,

  async render(container, context) {
    const { state, after } = context.params;
    const { page, news } = await watched(context, () => context.api.get(ofUnit(context) + '/co-handling', { state, after, limit: 50 }), one => one.coHandlingId);
    const rows = page.items.map(one => [
      one.caseNumber, { of: el('a', { href: context.href('order', { id: one.workOrderId }) }, one.title), class: 'words' }, unitName(context, one.unit),
      { of: one.question, class: 'words' }, time(one.requestedAt), one.answeredAt ? '–' : due(one.dueAt),
      one.answeredAt ? time(one.answeredAt) : context.may('unit-handler') ? answer(context, one) : '–']);
    container.append(news,
      states(t.state, [['', t.questionsOpen], ['ANSWERED', t.questionsAnswered]], state, value => context.href('co-handling', { state: value })),
      el('section', { class: 'card' }, table(t.coHandling, [{ text: t.caseNumber }, { text: t.titleOfCase }, { text: t.leadingUnit }, { text: t.question },
        { text: t.coAskedAt }, { text: t.dueTime }, { text: t.answered }], rows, { empty: t.noCoHandling })),
      pages(context, page, say('listed', number(rows.length)), values => context.href('co-handling', { state, ...values })));
  }
};
