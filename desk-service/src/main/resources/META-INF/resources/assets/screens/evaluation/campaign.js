/* One campaign: how far it is, batch by batch; another plan, the end. */

import { bar, card, el, table } from '../../shell/elements.js';
import { ask, field } from '../../shell/forms.js';
import { badge, facts, unitName } from '../../shell/office.js';
import { person } from '../../shell/people.js';
import { number, percent, say, t, time } from '../../shell/words.js';
import { progressOf, standingOf } from './campaigns.js';

function actions(context, campaign, path, version) {
  if (!campaign.allowed.length) { return ''; }
  return el('div', { class: 'actions' },
    campaign.allowed.includes('plan') ? el('a', { class: 'button quiet', href: context.href('campaign-plan', { id: campaign.campaignId }) }, t.changePlan) : null,
    campaign.allowed.includes('closure') ? ask(context, { button: t.closeCampaign, text: t.closeCampaignText },
      field('note', t.closingNote, 'textarea', { required: true, maxlength: 2000 }), async written => {
        await context.api.post(path + '/closure', { note: written.note }, { version });
        return t.campaignEnded;
      }) : null);
}

function inAll(campaign) {
  const { cases, finished, resolved, overdue, rate } = campaign.progress;
  return card(t.progress,
    el('p', { class: 'sentence' }, cases ? say('campaignStands', number(cases), number(finished), number(resolved), percent(rate), percent(campaign.target)) : t.campaignEmpty,
      overdue ? ' ' + say('campaignOverdue', number(overdue)) : ''),
    bar(rate, campaign.target));
}

function batches(context, list) {
  return card(t.batches, table(t.batches, [{ text: t.batchName }, { text: t.fromTo }, { text: t.units }, { text: t.progress }, { text: t.target, n: true },
    { text: t.finished, n: true }, { text: t.overdue, n: true }, { text: t.standing }],
  list.map(one => [
    one.number + '. ' + one.name, one.from + ' – ' + one.to,
    { of: one.units.map(unit => unitName(context, unit)).join(t.comma) || t.otherUnits, class: 'words' },
    progressOf(one.progress), percent(one.progress.target), number(one.progress.finished), number(one.progress.overdue), standingOf(one.progress)]),
  { empty: t.noBatches }));
}

export default {
  id: 'campaign',
  title: 'campaign',
  roles: ['evaluator', 'supervisor', 'office-leader'],
  hidden: true,

  async render(container, context) {
    const path = 'campaigns/' + encodeURIComponent(context.params.id || '');
    const { value: campaign, version } = await context.api.read(path);
    context.heading(campaign.name);
    container.append(
      el('div', { class: 'head' },
        el('p', { class: 'standing' }, badge(campaign.state, t['campaign-' + campaign.state]), ' ', standingOf(campaign.progress)),
        actions(context, campaign, path, version)),
      el('section', { class: 'card' }, el('p', { class: 'order' }, campaign.goal),
        facts([
          [t.hotIssue, campaign.issueId ? el('a', { href: context.href('hot-issue', { id: campaign.issueId }) }, campaign.issueName) : ''],
          [t.fromTo, campaign.from + ' – ' + campaign.to], [t.target, percent(campaign.target)], [t.leadUnit, unitName(context, campaign.leadUnit)],
          [t.openedBy, [person(context, campaign.openedBy), ' ', time(campaign.openedAt)]],
          [t.closedBy, campaign.closedBy ? campaign.closedBy + ' ' + time(campaign.closedAt) : ''], [t.closingNote, campaign.closingNote]])),
      inAll(campaign),
      batches(context, campaign.batches),
      el('p', null, el('a', { href: context.href('campaigns') }, t.backToCampaigns)));
  }
};
