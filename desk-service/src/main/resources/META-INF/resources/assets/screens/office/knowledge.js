/* The knowledge base 知识库 as the office keeps it: all articles, those to be looked at again, and how often each was used. */

import { el, table } from '../../shell/elements.js';
import { field, pages, states, values } from '../../shell/forms.js';
import { badge, unitName } from '../../shell/office.js';
import { code } from '../../shell/reference.js';
import { day, number, officeDay, say, t } from '../../shell/words.js';

export const ROLES = ['office-leader', 'admin'];

const STATES = ['DRAFT', 'PUBLISHED', 'REVISED', 'RETIRED'];

function search(context) {
  const { q, state } = context.params;
  const node = el('form', { class: 'card picks', role: 'search' },
    field('q', t.articleWords, 'search', { value: q, maxlength: 100, 'data-first': true }),
    el('div', { class: 'actions' }, el('button', { type: 'submit' }, t.searchHere)));
  node.addEventListener('submit', event => {
    event.preventDefault();
    context.go('knowledge', { ...values(node), state, after: null });
  });
  return node;
}

const holding = ({ validFrom, validTo }) => day(validFrom) + ' – ' + (validTo ? day(validTo) : '');

export default {
  id: 'knowledge',
  title: 'knowledge',
  roles: ROLES,

  async render(container, context) {
    const { q, state, after } = context.params;
    const today = officeDay();
    const due = state === 'REVIEW';
    const page = await context.of('intake').get('knowledge', { q, state: due ? null : state, reviewBy: due ? today : null, after, limit: 50 });
    const rows = page.items.map(({ content, ...one }) => [
      [el('a', { href: context.href('article', { code: one.code }) }, content.title), el('small', null, one.code)],
      [badge(one.state, one.stateText), one.publishedVersion && !one.offered ? el('small', null, t.notHolding) : ''],
      content.unit ? unitName(context, content.unit) : '–',
      holding(content),
      content.reviewOn && content.reviewOn <= today ? badge('PENDING', day(content.reviewOn)) : day(content.reviewOn),
      number(one.recentUses)]);
    container.append(
      el('p', { class: 'note' }, t.knowledgeNote),
      search(context),
      states(t.state, [['', t.all], ...STATES.map(one => [one, code(context, 'ArticleState', one)]), ['REVIEW', t.reviewDue]], state,
        value => context.href('knowledge', { q, state: value, after: null })),
      el('section', { class: 'card' },
        el('div', { class: 'actions' }, el('a', { class: 'button', href: context.href('article') }, t.newArticle)),
        table(t.knowledge, [{ text: t.article }, { text: t.state }, { text: t.unit }, { text: t.holds }, { text: t.reviewOn }, { text: t.recentUses, n: true }],
          rows, { empty: t.noArticles })),
      pages(context, page, say('listed', number(rows.length)), more => context.href('knowledge', { q, state, ...more })));
  }
};
