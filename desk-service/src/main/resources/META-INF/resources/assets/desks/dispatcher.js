/* The desk of who sends cases to units 派单台, its screens in the order of the navigation. */

import { cityOf } from '../shell/city.js';
import caseFile from '../screens/dispatcher/case.js';
import centreReview from '../screens/dispatcher/centre-review.js';
import centreReviews from '../screens/dispatcher/centre-reviews.js';
import extension from '../screens/dispatcher/extension.js';
import extensions from '../screens/dispatcher/extensions.js';
import links from '../screens/dispatcher/links.js';
import merge from '../screens/dispatcher/merge.js';
import returned from '../screens/dispatcher/return.js';
import returns from '../screens/dispatcher/returns.js';
import risks from '../screens/dispatcher/risks.js';
import search from '../screens/dispatcher/search.js';
import triage from '../screens/dispatcher/triage.js';

export default {
  service: 'dispatch',
  screens: [triage, returns, returned, extensions, extension, risks, links, merge, search, caseFile, centreReviews, centreReview],
  prepare: ({ of }) => cityOf(of)
};
