/* The desk of who sends cases to units 派单台, its screens in the order of the navigation. */

import { cityOf } from '../shell/city.js';
import areas from '../screens/dispatcher/areas.js';
import caseFile from '../screens/dispatcher/case.js';
import catalogue from '../screens/dispatcher/catalogue.js';
import catalogueEntry from '../screens/dispatcher/catalogue-entry.js';
import centreReview from '../screens/dispatcher/centre-review.js';
import centreReviews from '../screens/dispatcher/centre-reviews.js';
import correct from '../screens/dispatcher/correct.js';
import extension from '../screens/dispatcher/extension.js';
import extensions from '../screens/dispatcher/extensions.js';
import links from '../screens/dispatcher/links.js';
import merge from '../screens/dispatcher/merge.js';
import questions from '../screens/dispatcher/questions.js';
import returned from '../screens/dispatcher/return.js';
import returns from '../screens/dispatcher/returns.js';
import risks from '../screens/dispatcher/risks.js';
import router from '../screens/dispatcher/router.js';
import routerModel from '../screens/dispatcher/router-model.js';
import search from '../screens/dispatcher/search.js';
import triage from '../screens/dispatcher/triage.js';
import unit from '../screens/dispatcher/unit.js';
import units from '../screens/dispatcher/units.js';
import vocabularies from '../screens/dispatcher/vocabularies.js';
import vocabulary from '../screens/dispatcher/vocabulary.js';
import workload from '../screens/dispatcher/workload.js';

export default {
  service: 'dispatch',
  screens: [triage, questions, returns, returned, extensions, extension, risks, links, merge, search, workload, caseFile, centreReviews, centreReview,
    vocabularies, vocabulary, catalogue, catalogueEntry, units, unit, areas, router, routerModel, correct],
  prepare: ({ of }) => cityOf(of)
};
