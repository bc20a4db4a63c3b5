/* Cases by number, words, state and day; by telephone without leaving it in the address. */

import { el, card } from '../../shell/elements.js';
import { field, pages, values } from '../../shell/forms.js';
import { caseTable, searchForm } from '../../shell/case.js';
import { number, say, t } from '../../shell/words.js';

function byTelephone(context, found) {
  const node = el('form', { class: 'card picks' },
    field('phone', t.phone, 'tel', { required: true, maxlength: 100, autocomplete: 'off' }),
    field('purpose', t.searchWhy, 'text', { required: true, maxlength: 500 }),
    el('div', { class: 'actions' }, el('button', { type: 'submit', class: 'quiet' }, t.searchByPhone)), el('p', { class: 'note' }, t.searchWhyHint));
  node.addEventListener('submit', async event => {
    event.preventDefault();
    try {
      const { items } = await context.api.post('cases/search', values(node));
      found.replaceChildren(card(say('callersCases', number(items.length)), caseTable(context, t.searchTitle, items, { empty: t.noCallersCases })));
    } catch (error) {
      found.replaceChildren(el('p', { class: 'error', role: 'alert' }, error.message));
    }
  });
  return node;
}

export default {
  id: 'search',
  title: 'searchTitle',
  roles: ['agent'],

  async render(container, context) {
    const { q, number: caseNumber, status, from, to, after } = context.params;
    const found = el('div');
    container.append(searchForm(context), byTelephone(context, found), found);
    const page = await context.api.get('cases', { q, number: caseNumber, status, from, to, after, limit: 50 });
    found.append(
      card(null, caseTable(context, t.searchTitle, page.items, { empty: t.noCaseFound })),
      pages(context, page, say('listed', number(page.items.length)), values => context.href('search', { q, number: caseNumber, status, from, to, ...values })));
  }
};
