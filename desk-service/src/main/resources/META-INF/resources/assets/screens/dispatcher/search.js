/* Cases by number, words, state and day. */

import { card } from '../../shell/elements.js';
import { pages } from '../../shell/forms.js';
import { caseTable, searchForm } from '../../shell/case.js';
import { number, say, t } from '../../shell/words.js';

export default {
  id: 'search',
  title: 'searchTitle',
  roles: ['dispatcher'],

  async render(container, context) {
    const { q, number: caseNumber, status, from, to, after } = context.params;
    container.append(searchForm(context));
    const page = await context.of('intake').get('cases', { q, number: caseNumber, status, from, to, after, limit: 50 });
    container.append(
      card(null, caseTable(context, t.searchTitle, page.items, { empty: t.noCaseFound })),
      pages(context, page, say('listed', number(page.items.length)), values => context.href('search', { q, number: caseNumber, status, from, to, ...values })));
  }
};
