/* Replies of all units that wait for the centre's word, those first that have waited longest. */

import { el, card, table } from '../../shell/elements.js';
import { urgency } from '../../shell/case.js';
import { due } from '../../shell/due.js';
import { field, pages, values } from '../../shell/forms.js';
import { watched } from '../../shell/live.js';
import { badge } from '../../shell/office.js';
import { number, say, t, time } from '../../shell/words.js';

function ofOneUnit(context) {
  const node = el('form', { class: 'picks card', role: 'search' },
    field('unit', t.unit, 'select', { value: context.params.unit, options: [['', t.all], ...context.city.units] }), el('button', { type: 'submit' }, t.searchHere));
  node.addEventListener('submit', event => {
    event.preventDefault();
    context.go('centre-reviews', { ...values(node), after: null });
  });
  return node;
}

export default {
  id: 'centre-reviews',
  title: 'centreReviews',
  roles: ['centre-reviewer'],

  async render(container, context) {
    const { unit, after } = context.params;
    const { page, news } = await watched(context, () => context.api.get('centre-reviews', { unit, after, limit: 50 }), one => one.replyId);
    const { city } = context;
    container.append(news, ofOneUnit(context),
      card(null, table(t.centreReviews, [{ text: t.caseNumber }, { text: t.caseTitleHead }, { text: t.unit }, { text: t.disposition }, { text: t.signedOffAt }, { text: t.dueAt }, { text: t.replyCheck }],
        page.items.map(one => [
          el('a', { href: context.href('centre-review', { order: one.workOrderId }) }, one.caseNumber),
          { of: [one.title, ' ', urgency(context, one), one.corrects ? [' ', badge('again', t.correcting)] : ''], class: 'words' }, city.unit(one.unit),
          city.codes.name('Disposition', one.disposition), [time(one.signedOffAt), el('small', null, one.signer)], one.corrects ? '–' : due(one.replyDueAt),
          one.quality && one.quality !== 'NONE' ? badge(one.quality, t['severity-' + one.quality]) : '–']), { empty: t.noCentreReviews })),
      pages(context, page, say('listed', number(page.items.length)), values => context.href('centre-reviews', { unit, ...values })));
  }
};
