/* One case as the citizen told it, with the answers and its course. Each look is written down; who the citizen is stands in intake alone. */

import { el, card, table } from '../../shell/elements.js';
import { facts, paragraphs } from '../../shell/office.js';
import { t, time } from '../../shell/words.js';

export default {
  id: 'case',
  title: 'caseTitle',
  roles: ['evaluator', 'office-leader', 'supervisor'],
  filters: [],
  hidden: true,

  async render(container, context) {
    const found = await context.api.get('cases/' + encodeURIComponent(context.params.id || ''));
    context.heading(found.title);
    container.append(
      facts([[t.caseNumber, found.caseNumber], [t.registeredAt, time(found.registeredAt)], [t.channel, found.channelName], [t.type, found.typeName],
        [t.urgency, found.urgencyName], [t.anonymity, found.anonymityName], [t.category, found.categoryName], [t.area, found.areaName],
        [t.address, found.address], [t.respondent, found.respondent]]),
      card(t.caseText, paragraphs(found.text)),
      card(t.caseAnswers, found.answers.length
        ? found.answers.map(one => [el('p', { class: 'standing' }, el('b', null, [one.what, one.unitName].filter(Boolean).join(' · ')), ' ', time(one.at)),
          paragraphs(one.text)])
        : el('p', { class: 'note' }, t.noAnswerYet)),
      card(t.caseCourse, table(t.caseCourse, [{ text: t.when }, { text: t.what }, { text: t.unit }, { text: t.details }],
        found.course.map(one => [time(one.at), one.what, one.unitName || '–', { of: one.text || '–', class: 'words' }]))),
      el('p', { class: 'note' }, t.caseReadNote));
  }
};
