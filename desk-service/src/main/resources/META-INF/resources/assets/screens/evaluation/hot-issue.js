/* One hot issue: what makes it, its cases, and what staff decides about it. */

import { el, card, table } from '../../shell/elements.js';
import { ask, caseNumbersOf, field, pages } from '../../shell/forms.js';
import { badge, caseLink, facts, unitName } from '../../shell/office.js';
import { campaignTable } from './campaigns.js';
import { lines } from '../../shell/chart.js';
import { person } from '../../shell/people.js';
import { day, number, say, t, time } from '../../shell/words.js';

const PAGE = 50;

function decisionsOf(context, issue, path, version) {
  if (!context.may('evaluator')) { return null; }
  const reason = field('reason', t.reason, 'textarea', { required: true, maxlength: 2000 });
  return el('div', { class: 'actions' },
    issue.state === 'CONFIRMED' ? null : ask(context, { button: t.confirmIssue, text: t.confirmIssueText, quiet: false }, [
      field('name', t.issueName, 'text', { value: issue.name, maxlength: 100, required: true }),
      field('note', t.note, 'textarea', { maxlength: 2000 })], async written => {
      await context.api.post(path + '/confirmation', { name: written.name === issue.name ? null : written.name, note: written.note }, { version });
      return t.issueConfirmed;
    }),
    issue.state === 'DISMISSED' ? null : ask(context, { button: t.dismissIssue, text: t.dismissIssueText }, reason, async written => {
      await context.api.post(path + '/dismissal', { reason: written.reason }, { version });
      return t.issueDismissed;
    }),
    ask(context, { button: t.mergeIssue, text: t.mergeIssueText, before: async () => [await otherIssues(context, issue)] },
      reason.cloneNode(true), async written => {
        await context.api.post(path + '/mergers', { issueId: written.other, reason: written.reason }, { version });
        return t.issuesMerged;
      }));
}

/* every day from the first to the last, those without cases too */
function everyDay(days) {
  const counts = new Map(days.map(one => [day(one.day), one.cases]));
  const all = [];
  for (let at = new Date(days[0].day); at <= new Date(days[days.length - 1].day); at = new Date(at.getTime() + 86400000)) {
    const text = at.toISOString().slice(0, 10);
    all.push({ day: text, cases: counts.get(text) || 0 });
  }
  return all;
}

/* the issues about a time, one of them to be chosen; except: not this one; none: what choosing none means, if it may be */
export async function issuesAbout(context, at, except, none) {
  const day = days => new Date(new Date(at).getTime() + 8 * 3600000 + days * 86400000).toISOString().slice(0, 10);
  const page = await context.api.get('hot-issues', { from: day(-90), to: day(90), cases: 1, limit: 200 });
  return field('other', t.otherIssue, 'select', { required: !none,
    options: [['', none || t.choose], ...page.items.filter(one => one.issueId !== except).map(one => [one.issueId, one.name + ' (' + number(one.size) + ')'])] });
}

const otherIssues = (context, issue) => issuesAbout(context, issue.lastAt, issue.issueId);

/* the cases, to be chosen and taken out or put elsewhere */
function members(context, issue, path, version, page) {
  const decides = context.may('evaluator');
  const chosen = () => [...list.querySelectorAll('input:checked')].map(box => box.value);
  const needed = () => {
    const ids = chosen();
    if (!ids.length) { throw new Error(t.chooseCases); }
    return ids;
  };
  const rows = page.items.map(one => [
    caseLink(context, one.caseId, one.caseNumber),
    ...(decides ? [el('input', { type: 'checkbox', value: one.caseId, 'aria-label': t.pick + ' ' + one.caseNumber })] : []),
    time(one.registeredAt), unitName(context, one.unit), Math.round(one.likeness * 100) + '%',
    one.placedBy ? say('placedBy', one.placedBy) : t.foundByItself, one.closedAt ? time(one.closedAt) : t.notClosed]);
  const list = table(t.casesTitle, [{ text: t.caseNumber }, ...(decides ? [{ text: t.pick }] : []), { text: t.registeredAt }, { text: t.unit },
    { text: t.likeness, n: true }, { text: t.placed }, { text: t.closedAt }], rows, { empty: t.noCases });
  const reason = () => field('reason', t.reason, 'textarea', { required: true, maxlength: 2000 });
  return card(t.casesTitle, list,
    pages(context, page, say('casesShown', number(rows.length)), more => context.href('hot-issue', { id: issue.issueId, ...more })),
    decides ? el('div', { class: 'actions' },
      ask(context, { button: t.removeCases, text: t.removeCasesText }, [field('together', t.removeTogether, 'check'), reason()], async written => {
        await context.api.post(path + '/removals', { caseIds: needed(), together: written.together, reason: written.reason }, { version });
        return t.casesRemoved;
      }),
      ask(context, { button: t.moveCases, text: t.moveCasesText, before: async () => [await otherIssues(context, issue)] }, reason(), async written => {
        const { version: ofOther } = await context.api.read('hot-issues/' + written.other);
        await context.api.post('hot-issues/' + written.other + '/additions', { caseIds: needed(), reason: written.reason }, { version: ofOther });
        return t.casesMoved;
      }),
      ask(context, { button: t.addCases, text: t.addCasesText }, [
        field('cases', t.caseNumbers, 'textarea', { required: true, hint: t.caseNumbersHint }), reason()], async written => {
        await context.api.post(path + '/additions', { caseNumbers: caseNumbersOf(written.cases), reason: written.reason }, { version });
        return t.casesAdded;
      })) : null);
}

/* campaigns on the issue; one at a time can be opened once it is confirmed */
function campaignsOn(context, issue, campaigns) {
  const opens = context.may('evaluator') && issue.state === 'CONFIRMED' && campaigns.every(one => one.state !== 'OPEN');
  return campaigns.length || opens ? card(t.campaigns, campaigns.length ? campaignTable(context, campaigns, false) : null,
    opens ? el('div', { class: 'actions' },
      el('a', { class: 'button quiet', href: context.href('campaign-plan', { issue: issue.issueId }) }, t.openCampaign)) : null) : '';
}

export default {
  id: 'hot-issue',
  title: 'hotIssue',
  roles: ['evaluator', 'supervisor', 'office-leader'],
  hidden: true,

  async render(container, context) {
    const path = 'hot-issues/' + encodeURIComponent(context.params.id || '');
    const [{ value: detail, version }, page, decisions] = await Promise.all([
      context.api.read(path), context.api.get(path + '/cases', { after: context.params.after, limit: PAGE }), context.api.get(path + '/decisions')]);
    const { issue, units, areas } = detail;
    const campaigns = await context.api.get('campaigns', { issue: issue.issueId, limit: 20 });
    const days = everyDay(detail.days);
    context.heading(issue.name);
    const counted = list => list.map(one => [one.name || one.key || '–', number(one.cases), number(one.closed)]);
    const heads = first => [{ text: first }, { text: t.casesCountHead, n: true }, { text: t.closed, n: true }];
    const chart = el('div', { class: 'chart low' });
    container.append(
      el('div', { class: 'head' },
        el('p', { class: 'standing' }, badge(issue.state, t['issue-' + issue.state]), issue.ended ? ' ' + t.issueEnded : '', ' ', issue.words.join(' · ')),
        decisionsOf(context, issue, path, version) || ''),
      facts([[t.sizeInAll, number(issue.size)], [t.firstAndLast, time(issue.firstAt) + ' – ' + time(issue.lastAt)],
        [t.area, issue.areaName], [t.category, issue.categoryName], [t.detectedAt, time(issue.detectedAt)], [t.posts, number(issue.posts)]]),
      el('div', { class: 'columns' },
        card(t.byUnit, table(t.byUnit, heads(t.unit), counted(units))),
        card(t.byArea, table(t.byArea, heads(t.area), counted(areas)))),
      days.length > 1 ? card(t.byDay, chart, el('details', null, el('summary', null, t.table),
        table(t.byDay, [{ text: t.when }, { text: t.casesCountHead, n: true }], days.map(one => [one.day, number(one.cases)])))) : '',
      campaignsOn(context, issue, campaigns.items),
      members(context, issue, path, version, page),
      card(t.decisions, table(t.decisions, [{ text: t.what }, { text: t.details }, { text: t.by }, { text: t.when }],
        decisions.items.map(one => [t['decision-' + one.kind] || one.kind, { of: one.detail || '–', class: 'words' }, person(context, one.by), time(one.at)]), { empty: t.noDecisions })),
      el('p', null, el('a', { href: context.href('hot-issues') }, t.backToHotIssues)));
    if (days.length > 1) {
      await lines(chart, t.byDay, days.map(one => one.day), [{ name: t.casesCountHead, values: days.map(one => one.cases) }], false);
    }
  }
};
