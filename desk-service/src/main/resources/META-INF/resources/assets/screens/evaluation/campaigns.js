/* Campaigns on hot issues: in batches, by dates, towards a target. How far they are follows from their cases. */

import { bar, el, table } from '../../shell/elements.js';
import { pages, states } from '../../shell/forms.js';
import { badge, unitName } from '../../shell/office.js';
import { number, percent, say, t } from '../../shell/words.js';

/* percent resolved against the target, with a bar */
export const progressOf = progress => [
  say('resolvedOf', number(progress.resolved), number(progress.cases)) + (progress.cases ? ' · ' + percent(progress.rate) : ''),
  bar(progress.rate, progress.target)];

export const standingOf = progress => badge(progress.standing, t['standing-' + progress.standing]);

/* campaigns as a table; on: whether to name the issue */
export function campaignTable(context, campaigns, on) {
  return table(t.campaigns, [{ text: t.campaignName }, ...(on ? [{ text: t.hotIssue }] : []), { text: t.state }, { text: t.fromTo }, { text: t.leadUnit },
    { text: t.batches, n: true }, { text: t.progress }, { text: t.target, n: true }, { text: t.standing }],
  campaigns.map(one => [
    el('a', { href: context.href('campaign', { id: one.campaignId }) }, one.name),
    ...(on ? [one.issueId ? el('a', { href: context.href('hot-issue', { id: one.issueId }) }, one.issueName) : '–'] : []),
    badge(one.state, t['campaign-' + one.state]), one.from + ' – ' + one.to, unitName(context, one.leadUnit), number(one.batches.length),
    progressOf(one.progress), percent(one.target), standingOf(one.progress)]), { empty: t.noCampaigns });
}

export default {
  id: 'campaigns',
  title: 'campaigns',
  roles: ['evaluator', 'supervisor', 'office-leader'],

  async render(container, context) {
    const { state, after } = context.params;
    const page = await context.api.get('campaigns', { state, after, limit: 20 });
    container.append(
      el('p', { class: 'note' }, t.campaignsNote),
      el('section', { class: 'card' },
        states(t.state, [['', t.all], ...['OPEN', 'CLOSED'].map(one => [one, t['campaign-' + one]])], state, value => context.href('campaigns', { state: value })),
        campaignTable(context, page.items, true)),
      pages(context, page, say('listed', number(page.items.length)), values => context.href('campaigns', { state, ...values })));
  }
};
