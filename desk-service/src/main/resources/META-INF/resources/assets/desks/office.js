/* The desk of office and operation 管理台: how the services are, who works here, what rules hold, whom machines tell. */

import { referenceOf } from '../shell/reference.js';
import operation from '../screens/office/operation.js';
import people from '../screens/office/people.js';
import calendar from '../screens/office/calendar.js';
import policies from '../screens/office/policies.js';
import policy from '../screens/office/policy.js';
import plan from '../screens/office/plan.js';
import messages from '../screens/office/messages.js';
import message from '../screens/office/message.js';
import knowledge from '../screens/office/knowledge.js';
import article from '../screens/office/article.js';
import webhooks from '../screens/office/webhooks.js';
import deliveries from '../screens/office/deliveries.js';
import parked from '../screens/office/parked.js';
import logs from '../screens/office/logs.js';

const SCREENS = [operation, people, calendar, policies, policy, plan, messages, message, knowledge, article, webhooks, deliveries, parked, logs];

export default { service: 'dispatch', screens: SCREENS, prepare: async ({ of }) => ({ reference: await referenceOf(of) }) };
