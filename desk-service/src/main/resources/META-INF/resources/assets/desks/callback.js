/* The desk of the callback agents 回访台: whom they call next, what they ask, and who was not told yet. */

import { referenceOf } from '../shell/reference.js';
import next from '../screens/callback/next.js';
import call from '../screens/callback/call.js';
import waiting from '../screens/callback/waiting.js';
import telling from '../screens/callback/telling.js';
import matters from '../screens/callback/matters.js';
import replies from '../screens/callback/replies.js';
import reply from '../screens/callback/reply.js';
import surveyCall from '../screens/callback/survey-call.js';
import caseFile from '../screens/callback/case.js';

const SCREENS = [next, call, waiting, telling, replies, matters, reply, surveyCall, caseFile];

async function prepare({ of }) {
  const [reference, plan] = await Promise.all([referenceOf(of), of('followup').get('survey-plan')]);
  return { reference, plan: plan.plan };
}

export default { service: 'followup', screens: SCREENS, prepare };
