/* Units that ask for more time, the longest waiting first. */

import { el, card, table } from '../../shell/elements.js';
import { pages } from '../../shell/forms.js';
import { watched } from '../../shell/live.js';
import { person } from '../../shell/people.js';
import { number, say, t, time } from '../../shell/words.js';

export default {
  id: 'extensions',
  title: 'extensionsTitle',
  roles: ['dispatcher'],

  async render(container, context) {
    const { page, news } = await watched(context, () => context.api.get('extension-requests', { after: context.params.after, limit: 50 }), one => one.extensionRequestId);
    container.append(news,
      card(null, table(t.extensionsTitle, [{ text: t.caseNumber }, { text: t.caseTitleHead }, { text: t.unit }, { text: t.workingDays, n: true }, { text: t.reason }, { text: t.requestedAt }],
        page.items.map(one => [
          el('a', { href: context.href('extension', { id: one.extensionRequestId, order: one.workOrderId }) }, one.caseNumber), { of: one.title, class: 'words' },
          context.city.unit(one.unit), number(one.workingDays), { of: one.reason, class: 'words' }, [time(one.requestedAt), el('small', null, person(context, one.requestedBy))]]), { empty: t.noExtensions })),
      pages(context, page, say('listed', number(page.items.length)), values => context.href('extensions', values)));
  }
};
