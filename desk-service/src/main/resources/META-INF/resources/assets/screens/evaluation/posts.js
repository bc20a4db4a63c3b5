/* Posts on other channels: taken from a file, compared with the hotline's own cases, made cases elsewhere. */

import { card, el, table } from '../../shell/elements.js';
import { ask, field, form, pages, saveButton, states } from '../../shell/forms.js';
import { number, say, shortened, t, time } from '../../shell/words.js';
import { issuesAbout } from './hot-issue.js';

const REFUSED_TOLD = 20;

/* what became of a file, with the rows that were refused */
function report({ taken, changed, unchanged, matched, refused }) {
  const rows = refused.slice(0, REFUSED_TOLD).map(row => say('refusedRow', row.line, row.column, row.reason)).join(' ');
  return say('postsTaken', number(taken), number(changed), number(unchanged), number(matched), number(refused.length)) + (rows ? ' ' + rows : '');
}

function importForm(context) {
  const file = field('file', t.postFile, 'file', { required: true, accept: '.csv,text/csv', hint: t.postFileHint });
  return card(t.importPosts, form(context, { submit: t.importPosts }, file, async () => {
    const text = await file.querySelector('input').files[0].text();
    return report(await context.api.post('external-posts/import', text, { type: 'text/csv' }));
  }));
}

function match(context, post) {
  return ask(context, { button: t.matchPost, title: post.title, text: t.matchPostText, before: async () => [await issuesAbout(context, post.postedAt, null, t.noIssue)] },
    [], async written => {
      await context.api.post('external-posts/' + post.postId + '/match', { issueId: written.other }, { version: post.version });
      return t.postMatched;
    });
}

export default {
  id: 'posts',
  title: 'postsTitle',
  roles: ['evaluator', 'supervisor'],
  hidden: true,

  async render(container, context) {
    const { matched, registered, after } = context.params;
    const page = await context.api.get('external-posts', { matched, registered, after, limit: 50 });
    const decides = context.may('evaluator');
    const rows = page.items.map(one => [
      { of: [one.url ? el('a', { href: one.url, rel: 'noopener noreferrer', target: '_blank' }, one.title) : one.title, el('small', null, shortened(one.text, 80))],
        class: 'words' },
      [one.source, el('small', null, one.externalId)], time(one.postedAt),
      one.issueId ? [el('a', { href: context.href('hot-issue', { id: one.issueId }) }, one.issueName || t.hotIssue),
        el('small', null, one.matchedBy ? say('placedBy', one.matchedBy) : t.foundByItself)] : '–',
      one.caseNumber || '–', ...(decides ? [match(context, one)] : [])]);
    const shown = matched ? 'matched=' + matched : registered ? 'registered=' + registered : '';
    container.append(
      el('p', { class: 'note' }, t.postsNote),
      importForm(context),
      el('section', { class: 'card' },
        el('div', { class: 'head' },
          states(t.state, [['', t.all], ['matched=true', t.postsMatched], ['matched=false', t.postsUnmatched], ['registered=false', t.postsWithoutCase]], shown,
            value => context.href('posts', Object.fromEntries(new URLSearchParams(value)))),
          el('div', { class: 'actions' }, saveButton(context, t.exportPosts, 'external-posts/export', {}, 'text/csv', 'external-posts.csv'))),
        table(t.postsTitle, [{ text: t.post }, { text: t.postSource }, { text: t.postedAt }, { text: t.hotIssue }, { text: t.caseNumber }, ...(decides ? [{ text: t.action }] : [])],
          rows, { empty: t.noPosts })),
      pages(context, page, say('listed', number(rows.length)), values => context.href('posts', { matched, registered, ...values })),
      el('p', null, el('a', { href: context.href('hot-issues') }, t.backToHotIssues)));
  }
};
