/* The desk of the supervisors 督办台: what is late or will be, whom they urged, what waits for their word. */

import { referenceOf } from '../shell/reference.js';
import today from '../screens/supervisor/today.js';
import decisions from '../screens/supervisor/decisions.js';
import deadlines from '../screens/supervisor/deadlines.js';
import order from '../screens/supervisor/order.js';
import supervisions from '../screens/supervisor/supervisions.js';
import supervision from '../screens/supervisor/supervision.js';
import urges from '../screens/supervisor/urges.js';

const SCREENS = [today, decisions, deadlines, order, supervisions, supervision, urges];

export default { service: 'followup', screens: SCREENS, prepare: async ({ of }) => ({ reference: await referenceOf(of) }) };
