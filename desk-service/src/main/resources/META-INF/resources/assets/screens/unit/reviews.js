/* Replies and corrections that wait for the viewer's word: as reviewer, as leader, or as the deputy of one. */

import { el } from '../../shell/elements.js';
import { watched } from '../../shell/live.js';
import { t } from '../../shell/words.js';
import { PEOPLE, ofUnit, ordersTable, standsAt } from './orders.js';

const STEPS = { REPLY_IN_REVIEW: 'review', REPLY_IN_SIGN_OFF: 'sign-off' };

export default {
  id: 'reviews',
  title: 'reviews',
  roles: PEOPLE,

  async render(container, context) {
    const { page: { items }, news } = await watched(context, () => context.api.all(ofUnit(context) + '/inbox', { state: Object.keys(STEPS), limit: 200 }), one => one.workOrderId);
    const mine = items.filter(order => order.allowed.includes(STEPS[standsAt(order)]));
    const others = items.filter(order => !mine.includes(order));
    container.append(news,
      el('section', { class: 'card' }, el('h3', null, t.myReviews), ordersTable(context, t.myReviews, mine, { empty: t.noReviews })),
      others.length ? el('section', { class: 'card' }, el('h3', null, t.otherReviews), ordersTable(context, t.otherReviews, others)) : '');
  }
};
