/* Whoever calls back: all their open cases by their number. */

import { card, el } from '../../shell/elements.js';
import { field, values } from '../../shell/forms.js';
import { mattersOf } from '../../shell/matters.js';
import { number, say, t } from '../../shell/words.js';

export default {
  id: 'matters',
  title: 'mattersTitle',
  roles: ['callback-agent'],

  async render(container, context) {
    const found = el('div', { 'aria-live': 'polite' });
    const node = el('form', { class: 'card picks' },
      field('phone', t.callersPhone, 'tel', { required: true, maxlength: 100, autocomplete: 'off', 'data-first': true }),
      field('purpose', t.purpose, 'text', { required: true, maxlength: 500 }),
      el('div', { class: 'actions' }, el('button', { type: 'submit' }, t.findMatters)), el('p', { class: 'note' }, t.mattersNote));
    node.addEventListener('submit', async event => {
      event.preventDefault();
      try {
        const { items } = await context.of('intake').post('cases/open-matters', values(node));
        found.replaceChildren(card(say('openMattersOf', number(items.length)), mattersOf(context, items)));
      } catch (error) {
        found.replaceChildren(el('p', { class: 'error', role: 'alert' }, error.violations?.map(one => one.message).join(' ') || error.message));
      }
    });
    container.append(node, found);
  }
};
