/* The knowledge base 知识库 as agents read it: what is published and holds today, by words and category. */

import { el } from '../../shell/elements.js';
import { field, pages, values } from '../../shell/forms.js';
import { html, render, repeat } from '../../shell/view.js';
import { number, say, t } from '../../shell/words.js';
import { articleView } from './article.js';

function search(context) {
  const { q, category } = context.params;
  const node = el('form', { class: 'card picks', role: 'search' },
    field('q', t.articleWords, 'search', { value: q, maxlength: 100, 'data-first': true }),
    field('category', t.category, 'select', { value: category, options: [['', t.allCategories], ...context.city.categories] }),
    el('div', { class: 'actions' }, el('button', { type: 'submit' }, t.searchHere)));
  node.addEventListener('submit', event => {
    event.preventDefault();
    context.go('knowledge', { ...values(node), after: null });
  });
  return node;
}

export default {
  id: 'knowledge',
  title: 'knowledge',
  roles: ['agent'],

  async render(container, context) {
    const { q, category, after } = context.params;
    const found = el('section', { class: 'card' });
    container.append(search(context), found);
    const page = await context.api.get('knowledge', { q, category, after, limit: 50 });
    render(page.items.length ? html`<ul class="rows">${repeat(page.items, one => one.code, one => html`<li>
      ${articleView({ ...one.content, code: one.code, version: one.version, unitName: one.unitName }, { areaName: context.city.area })}</li>`)}</ul>`
      : html`<p class="note">${t.noArticles}</p>`, found);
    container.append(pages(context, page, say('listed', number(page.items.length)), more => context.href('knowledge', { q, category, ...more })));
  }
};
