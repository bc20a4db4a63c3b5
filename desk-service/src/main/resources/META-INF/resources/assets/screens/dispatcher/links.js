/* What agents found to have been answered already: both cases side by side, and the second reader's decision. */

import { el } from '../../shell/elements.js';
import { ask, field, pages } from '../../shell/forms.js';
import { sideBySide } from '../../shell/case.js';
import { watched } from '../../shell/live.js';
import { nameOf, person, saying } from '../../shell/people.js';
import { number, say, t, time } from '../../shell/words.js';

function decisions(context, link) {
  const path = 'links/' + link.linkId + '/decision';
  const overtaken = () => whoDecided(context, link);
  const intake = context.of('intake');
  return el('div', { class: 'actions' },
    ask(context, { button: t.acceptLink, text: t.acceptLinkText, quiet: false, overtaken },
      field('told', t.toldCitizen, 'textarea', { required: true, maxlength: 10000 }), async (written, key) => {
        await intake.post(path, { accepted: true, told: written.told }, { key });
        return t.linkAccepted;
      }),
    ask(context, { button: t.refuseLink, overtaken }, field('note', t.note, 'textarea', { required: true, maxlength: 500 }), async (written, key) => {
      await intake.post(path, { accepted: false, note: written.note }, { key });
      return t.linkRefused;
    }));
}

async function whoDecided(context, link) {
  const lists = await Promise.all(['ACCEPTED', 'REFUSED'].map(state => context.of('intake').get('links', { caseId: link.caseId, state })));
  const decided = lists.flatMap(list => list.items).find(one => one.linkId === link.linkId);
  return decided ? say('seenBy', await nameOf(context, decided.decidedBy), time(decided.decidedAt), decided.said || '') : '';
}

export default {
  id: 'links',
  title: 'linksTitle',
  roles: ['dispatcher'],

  async render(container, context) {
    const intake = context.of('intake');
    const { page, news } = await watched(context, () => intake.get('links', { after: context.params.after, limit: 10 }), one => one.linkId);
    const pairs = await Promise.all(page.items.map(link => Promise.all([intake.get('cases/' + link.caseId), intake.get('cases/' + link.earlierCaseId)])));
    container.append(news,
      el('p', { class: 'note' }, t.linksNote),
      ...page.items.length ? page.items.map((link, i) => el('section', { class: 'card', 'aria-label': link.caseNumber },
        el('p', { class: 'sentence' }, saying('linkProposed', person(context, link.proposedBy), time(link.proposedAt), link.reason)),
        sideBySide(context, [[t.thisCase, pairs[i][0]], [t.earlierCase, pairs[i][1]]]),
        link.allowed.includes('decision') ? decisions(context, link) : el('p', { class: 'note' }, t.notYours))) : [el('p', { class: 'note' }, t.noLinks)],
      pages(context, page, say('listed', number(page.items.length)), values => context.href('links', values)));
  }
};
