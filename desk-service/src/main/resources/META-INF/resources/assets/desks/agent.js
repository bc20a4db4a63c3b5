/* The desk of who takes calls 受理台, its screens in the order of the navigation. */

import { cityOf } from '../shell/city.js';
import call from '../screens/agent/call.js';
import caseFile from '../screens/agent/case.js';
import correct from '../screens/agent/correct.js';
import knowledge from '../screens/agent/knowledge.js';
import mine from '../screens/agent/mine.js';
import questions from '../screens/agent/questions.js';
import search from '../screens/agent/search.js';

export default { service: 'intake', screens: [call, mine, questions, search, knowledge, caseFile, correct], prepare: ({ of }) => cityOf(of) };
