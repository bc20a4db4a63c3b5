/* Units that ask to give a case back, the longest waiting first. */

import { el, card, table } from '../../shell/elements.js';
import { pages } from '../../shell/forms.js';
import { watched } from '../../shell/live.js';
import { badge } from '../../shell/office.js';
import { person } from '../../shell/people.js';
import { number, say, t, time } from '../../shell/words.js';

export default {
  id: 'returns',
  title: 'returnsTitle',
  roles: ['dispatcher'],

  async render(container, context) {
    const { page, news } = await watched(context, () => context.api.get('return-requests', { after: context.params.after, limit: 50 }), one => one.returnRequestId);
    const { city } = context;
    container.append(news,
      card(null, table(t.returnsTitle, [{ text: t.caseNumber }, { text: t.caseTitleHead }, { text: t.unit }, { text: t.reason }, { text: t.suggestedUnit }, { text: t.returnedBefore }, { text: t.requestedAt }],
        page.items.map(one => [
          el('a', { href: context.href('return', { id: one.returnRequestId, order: one.workOrderId }) }, one.caseNumber),
          { of: [one.title, one.fromAbove ? [' ', badge('ABOVE', t.fromAbove)] : ''], class: 'words' }, city.unit(one.unit),
          { of: [city.codes.name('ReturnReason', one.reasonCode), el('small', null, one.reason)], class: 'words' }, city.unit(one.suggestedUnit),
          one.returnedBy.length ? one.returnedBy.map(city.unit).join(t.comma) : '–', [time(one.requestedAt), el('small', null, person(context, one.requestedBy))]]), { empty: t.noReturns })),
      pages(context, page, say('listed', number(page.items.length)), values => context.href('returns', values)));
  }
};
