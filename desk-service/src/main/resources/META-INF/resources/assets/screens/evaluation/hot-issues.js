/* Hot issues of a period: many cases about one thing in one place in a short time, the hottest first. */

import { el, table } from '../../shell/elements.js';
import { ask, field, pages, states } from '../../shell/forms.js';
import { badge, daysOf } from '../../shell/office.js';
import { day, number, say, t } from '../../shell/words.js';

/* when an issue ends and how large it must be, to be set */
async function ruleFields(context, read) {
  const { value, version } = await context.api.read('hot-issues/rules');
  read.version = version;
  return [
    field('quietDays', t.quietDays, 'number', { required: true, min: 1, max: 3650, value: value.quietDays, hint: t.quietDaysHint }),
    field('leastCases', t.leastCases, 'number', { required: true, min: 2, max: 1000, value: value.leastCases })];
}

function rulesOf(context) {
  if (!context.may('evaluator')) { return null; }
  const read = {};
  return ask(context, { button: t.issueRules, text: t.issueRulesText, submit: t.save, before: () => ruleFields(context, read) }, [], async written => {
    await context.api.put('hot-issues/rules', { quietDays: Number(written.quietDays), leastCases: Number(written.leastCases) },
      { version: read.version });
    return t.saved;
  });
}

export default {
  id: 'hot-issues',
  title: 'hotIssues',
  roles: ['evaluator', 'supervisor', 'office-leader'],
  filters: ['period', 'area'],

  async render(container, context) {
    const { period, area, state, after } = context.params;
    const [from, to] = daysOf(period, context.reference.calendars) || [period, period];
    const { placedFrom } = await context.api.get('hot-issues/rules');
    const page = await context.api.get('hot-issues', { from, to, area, state, after, limit: 50 });
    const rows = page.items.map(one => [
      [el('a', { href: context.href('hot-issue', { id: one.issueId }) }, one.name), el('small', null, one.words.join(' · '))],
      [badge(one.state, t['issue-' + one.state]), one.ended ? el('small', null, t.issueEnded) : null], number(one.cases),
      { of: (one.growth > 0 ? '▲ ' : one.growth < 0 ? '▼ ' : '') + number(Math.abs(one.growth)) }, number(one.citizens), number(one.size),
      [one.areaName, one.categoryName].filter(Boolean).join(' · ') || '–', day(one.firstAt) + ' – ' + day(one.lastAt), number(one.posts)]);
    container.append(
      el('div', { class: 'head' }, el('p', { class: 'note' }, t.hotIssuesNote),
        el('div', { class: 'actions' },
          rulesOf(context),
          context.has('posts') ? el('a', { class: 'button quiet', href: context.href('posts') }, t.postsTitle) : null,
          el('a', { class: 'button quiet', href: context.href('periodic') }, t.periodic))),
      el('section', { class: 'card' },
        states(t.state, [['', t.notDismissed], ...['FOUND', 'CONFIRMED', 'DISMISSED'].map(one => [one, t['issue-' + one]])], state,
          value => context.href('hot-issues', { state: value })),
        from < placedFrom ? el('p', { class: 'note' }, say('notPlacedBefore', placedFrom)) : null,
        table(t.hotIssues, [{ text: t.issueName }, { text: t.state }, { text: t.casesInPeriod, n: true }, { text: t.growth, n: true },
          { text: t.citizens, n: true }, { text: t.sizeInAll, n: true }, { text: t.whereAndWhat }, { text: t.firstAndLast }, { text: t.posts, n: true }],
        rows, { empty: t.noHotIssues })),
      pages(context, page, say('listed', number(rows.length)), values => context.href('hot-issues', { state, ...values })));
  }
};
