/* One reply before the centre: the case, what was answered before, and the centre's word. */

import { el, card } from '../../shell/elements.js';
import { badge } from '../../shell/office.js';
import { t } from '../../shell/words.js';
import { replyCard } from '../unit/reply.js';
import { handled } from './order.js';

export default {
  id: 'centre-review',
  title: 'centreReview',
  roles: ['centre-reviewer'],
  hidden: true,

  async render(container, context) {
    const path = 'work-orders/' + encodeURIComponent(context.params.order || '');
    const { value: order, version } = await context.api.read(path);
    const replies = order.replies || [];
    const hold = { version };
    hold.overtaken = async () => {
      const now = await context.api.read(path);
      hold.version = now.version;
      const last = now.value.replies.at(-1);
      return [context.city.codes.name('ReplyState', last.state), last.comment].filter(Boolean).join(' · ');
    };
    const waits = order.allowed.includes('centre-review');
    context.heading(order.title || order.caseNumber);
    container.append(
      el('p', { class: 'standing' }, badge(order.correction || order.state, context.city.codes.name('WorkOrderState', order.correction || order.state)), ' ', context.city.unit(order.unit)),
      waits ? '' : el('p', { class: 'note' }, t.noLongerWaits),
      card(t.replies, replies.map((reply, i) => replyCard(context, order, reply, replies[i - 1], hold)).reverse()),
      ...await handled(context, order),
      el('p', { class: 'back' }, el('a', { href: context.href('centre-reviews') }, t.backToCentreReviews)));
  }
};
