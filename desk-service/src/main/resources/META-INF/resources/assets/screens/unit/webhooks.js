/* Where the unit's own system is told what happens 推送. */

import { el, card } from '../../shell/elements.js';
import { pages } from '../../shell/forms.js';
import { register, webhooksTable } from '../../shell/webhooks.js';
import { number, say, t } from '../../shell/words.js';
import { ofUnit } from './orders.js';

export default {
  id: 'webhooks',
  title: 'webhooks',
  roles: ['unit-leader', 'unit-reviewer'],

  async render(container, context) {
    const page = await context.api.get(ofUnit(context) + '/webhooks', { after: context.params.after, limit: 50 });
    const mayChange = context.may('unit-leader');
    container.append(
      el('p', { class: 'note' }, t.webhooksNote),
      card(null, webhooksTable(context, page.items, { mayChange, empty: t.noWebhooks })),
      pages(context, page, say('listed', number(page.items.length)), values => context.href('webhooks', values)),
      mayChange ? card(t.registerWebhook, register(context, [[context.viewer.unit, context.viewer.unitName]])) : '');
  }
};
