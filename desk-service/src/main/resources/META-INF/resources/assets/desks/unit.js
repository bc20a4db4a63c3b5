/* The desk of the units 承办台: what they have in hand, from the signing to the citizen who was told. */

import { referenceOf } from '../shell/reference.js';
import inbox from '../screens/unit/inbox.js';
import order from '../screens/unit/order.js';
import reviews from '../screens/unit/reviews.js';
import leaders from '../screens/unit/leaders.js';
import coHandling from '../screens/unit/co-handling.js';
import telling from '../screens/unit/telling.js';
import urges from '../screens/unit/urges.js';
import supervision from '../screens/unit/supervision.js';
import deputies from '../screens/unit/deputies.js';
import webhooks from '../screens/unit/webhooks.js';
import deliveries from '../screens/unit/deliveries.js';

const SCREENS = [inbox, order, reviews, leaders, coHandling, telling, urges, supervision, deputies, webhooks, deliveries];

async function prepare({ viewer, of }) {
  const reference = await referenceOf(of);
  return { reference, viewer: { ...viewer, unitName: reference.dimensions.units.find(unit => unit.code === viewer.unit)?.name } };
}

export default { service: 'dispatch', screens: SCREENS, prepare };
