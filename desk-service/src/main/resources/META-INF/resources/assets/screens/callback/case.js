/* A case as it is told to the citizen: what was said, and its course with the answer. */

import { attachmentsOfCase } from '../../shell/attachments.js';
import { contact } from '../../shell/contact.js';
import { el, card, table } from '../../shell/elements.js';
import { openMatters } from '../../shell/matters.js';
import { facts, paragraphs } from '../../shell/office.js';
import { code } from '../../shell/reference.js';
import { t, time } from '../../shell/words.js';
import { ROLES } from './next.js';
import { told } from './telling.js';

export default {
  id: 'case',
  title: 'caseHead',
  roles: ROLES,
  hidden: true,

  async render(container, context) {
    const id = encodeURIComponent(context.params.id || '');
    const [found, matters] = await Promise.all([context.of('intake').get('cases/' + id), openMatters(context, context.params.id || '')]);
    context.heading(found.title);
    const reply = found.timeline.filter(one => ['REPLIED', 'REPLY_CORRECTED'].includes(one.kind)).at(-1);
    container.append(
      facts([[t.caseNumber, found.caseNumber], [t.state, found.statusText], [t.type, code(context, 'CaseType', found.type)], [t.unit, found.leadUnitName],
        [t.anonymity, code(context, 'Anonymity', found.anonymity)]]),
      el('div', { class: 'actions order-actions' }, contact(context, id, t.purposeOfTelling), told(context, { caseId: id })),
      el('div', { class: 'columns' }, card(t.caseText, paragraphs(found.text)), reply?.data?.text ? card(t.whatWasAnswered,
        reply.kind === 'REPLY_CORRECTED' ? el('p', { class: 'sentence' }, t.answerWasCorrected) : '', paragraphs(reply.data.text)) : ''),
      await attachmentsOfCase(context, found), matters, card(t.course, table(t.course, [{ text: t.when }, { text: t.what }], found.timeline.map(one => [time(one.at), { of: one.text, class: 'words' }]))),
      el('p', { class: 'back' }, el('a', { href: context.href('telling') }, t.backToTelling)));
  }
};
