/* Addresses of all units' systems that are told what happens 推送. */

import { el, card } from '../../shell/elements.js';
import { pages, states } from '../../shell/forms.js';
import { code } from '../../shell/reference.js';
import { register, webhooksTable } from '../../shell/webhooks.js';
import { number, say, t } from '../../shell/words.js';

export default {
  id: 'webhooks',
  title: 'webhooks',
  roles: ['admin', 'office-leader', 'auditor'],

  async render(container, context) {
    const { state, after } = context.params;
    const page = await context.api.get('webhooks', { state, after, limit: 50 });
    const mayChange = context.may('admin');
    const units = [['', t.chooseUnit], ...context.reference.dimensions.units.filter(unit => unit.active).map(unit => [unit.code, unit.name])];
    container.append(
      el('p', { class: 'note' }, t.webhooksNote),
      states(t.state, [['', t.all], ...['ACTIVE', 'DISABLED'].map(one => [one, code(context, 'WebhookState', one)])], state, value => context.href('webhooks', { state: value })),
      card(null, webhooksTable(context, page.items, { mayChange, empty: t.noWebhooks })),
      pages(context, page, say('listed', number(page.items.length)), values => context.href('webhooks', { state, ...values })),
      mayChange ? card(t.registerWebhook, register(context, units)) : '');
  }
};
