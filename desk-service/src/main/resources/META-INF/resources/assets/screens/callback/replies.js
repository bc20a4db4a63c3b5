/* What citizens wrote back by short message without naming one: what a person has to read, in the order in which it came. */

import { clock } from '../../shell/due.js';
import { el, table } from '../../shell/elements.js';
import { pages, states } from '../../shell/forms.js';
import { watched } from '../../shell/live.js';
import { badge, caseLink } from '../../shell/office.js';
import { person, saying } from '../../shell/people.js';
import { code } from '../../shell/reference.js';
import { number, say, t, time } from '../../shell/words.js';
import { ROLES, overdueNote } from './next.js';

/* until when somebody has it; '' for nobody */
export const takenBy = (context, reply) => reply.claimedUntil && new Date(reply.claimedUntil) > new Date()
  ? saying('takenBy', person(context, reply.claimedBy), time(reply.claimedUntil)) : '';

/* by when somebody handles it, its mark, and when the callback agents were urged; one that was handled keeps the mark it had */
export const timeOf = (context, reply) => reply.dueAt ? [
  reply.handledAt ? time(reply.dueAt) : clock({ dueAt: reply.dueAt, urges: reply.urgedAt ? 1 : 0, urge: time(reply.urgedAt) }),
  reply.mark ? [' ', badge('deadline-' + reply.mark, code(context, 'DeadlineState', reply.mark))] : ''] : '–';

const STATES = ['OPEN', 'WAITING', 'HANDLED'];

const casesOf = (context, reply) => reply.cases.length ? reply.cases.map((one, i) => [i ? t.listComma : '', caseLink(context, one.caseId, one.caseNumber)])
  : reply.state === 'WAITING' ? '–' : t.nobodysPhone;

export default {
  id: 'replies',
  title: 'textReplies',
  roles: ROLES,

  async render(container, context) {
    const { after } = context.params;
    const state = context.params.state || 'OPEN';
    const [{ page, news }, counts] = await Promise.all([
      watched(context, () => context.api.get('text-replies', { state, after, limit: 50 }), one => one.id), context.api.get('text-replies/counts')]);
    const handled = state === 'HANDLED';
    const count = { OPEN: counts.open, WAITING: counts.waiting };
    const rows = page.items.map(one => [time(one.receivedAt), one.phone || '–',
      { of: el('a', { href: context.href('reply', { id: one.id }) }, one.text), class: 'words' },
      ...handled ? [badge(one.outcome, code(context, 'TextReplyOutcome', one.outcome)), caseLink(context, one.caseId, one.caseNumber), [person(context, one.handledBy), el('small', null, time(one.handledAt))]]
        : [{ of: casesOf(context, one), class: 'words' }, timeOf(context, one), takenBy(context, one) || '–']]);
    container.append(news,
      states(t.state, STATES.map(value => [value, [code(context, 'TextReplyState', value), value in count ? number(count[value]) : ''].filter(Boolean).join(' ')]), state,
        value => context.href('replies', { state: value })),
      handled ? '' : overdueNote(context, counts),
      state === 'WAITING' ? el('p', { class: 'note' }, t.waitsForIntake) : counts.mine && !handled ? el('p', { class: 'note' }, say('repliesTaken', number(counts.mine))) : '',
      el('section', { class: 'card' }, table(t.textReplies, [{ text: t.receivedAt }, { text: t.phoneOfReply }, { text: t.textOfReply },
        ...handled ? [{ text: t.outcome }, { text: t.caseNumber }, { text: t.handledBy }] : [{ text: t.mayBelongTo }, { text: t.dueTime }, { text: t.takenByWhom }]], rows, { empty: t.noReplies })),
      pages(context, page, say('listed', number(rows.length)), values => context.href('replies', { state, ...values })));
  }
};
