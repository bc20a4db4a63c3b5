/* The cases of today, the latest first. */

import { el, card } from '../../shell/elements.js';
import { pages } from '../../shell/forms.js';
import { watched } from '../../shell/live.js';
import { caseTable } from '../../shell/case.js';
import { number, say, t } from '../../shell/words.js';

export default {
  id: 'mine',
  title: 'mineTitle',
  roles: ['agent'],

  async render(container, context) {
    const { page, news } = await watched(context, () => context.api.get('cases', { mine: true, after: context.params.after, limit: 50 }), one => one.caseId,
      { beside: one => JSON.stringify(one.items.map(item => item.status)) });
    container.append(
      news,
      card(null, caseTable(context, t.mineTitle, page.items, { empty: t.noneToday })),
      pages(context, page, say('listed', number(page.items.length)), values => context.href('mine', values)),
      el('p', null, el('a', { class: 'button', href: context.href('call'), 'data-first': true }, t.takeCall)));
  }
};
