/*
 * The evaluation page: registers the screens and starts the frame around them.
 *
 * To add a screen:
 * 1. Write assets/screens/NAME.js with `export default { id, title, roles, filters, hidden, render }`:
 *      id       its name in the address: ?screen=ID
 *      title    key of its title in page_zh.properties and page_en.properties; every text of it stands there, in both
 *      roles    who sees it; the services decide again on every request
 *      filters  which of period, ruleSet, group, area, category, channel, type it has, or a function of the address that says so;
 *               they come and go by the address
 *      hidden   true: reached by links only, not in the navigation
 *      async render(container, context) fills the container below the title; what it throws is shown to the viewer
 * 2. Import it here and put it into SCREENS where it belongs in the navigation.
 * 3. context: params (all of the address), viewer {subject, name, unit, unitName, roles}, may(...roles), reference {definitions,
 *      ruleSets, calendars, dimensions}, api.get/all/text/post/put/delete/download, api.read (a value and its version for If-Match),
 *      href(screen, values), go(screen, values), reload(), heading(text), period(of an answer), tell(text), refuse(error),
 *      define(code, row), has(screen). Elements: shell/elements.js; forms, questions, pages of lists: shell/forms.js; words:
 *      shell/words.js; charts: shell/chart.js. A table stands beside every chart. No style by script that the style sheet can give.
 * 4. Add it to EvaluationPageTest: both languages, both widths, no errors, nothing serious from axe.
 */

import { start } from './shell/frame.js';
import overview from './screens/overview.js';
import ranking from './screens/ranking.js';
import unit from './screens/unit.js';
import trend from './screens/trend.js';
import breakdown from './screens/breakdown.js';
import heat from './screens/heat.js';
import cases from './screens/cases.js';
import caseFile from './screens/case.js';
import bulletins from './screens/bulletins.js';
import bulletin from './screens/bulletin.js';
import hotIssues from './screens/hot-issues.js';
import hotIssue from './screens/hot-issue.js';
import posts from './screens/posts.js';
import periodic from './screens/periodic.js';
import campaigns from './screens/campaigns.js';
import campaign from './screens/campaign.js';
import campaignPlan from './screens/campaign-plan.js';
import appeals from './screens/appeals.js';
import appeal from './screens/appeal.js';
import approvals from './screens/approvals.js';
import ruleSets from './screens/rule-sets.js';
import ruleSet from './screens/rule-set.js';
import samples from './screens/samples.js';
import sample from './screens/sample.js';
import rectifications from './screens/rectifications.js';
import rectification from './screens/rectification.js';

const SCREENS = [
  overview, ranking, unit, trend, breakdown, heat, cases, caseFile, hotIssues, hotIssue, posts, periodic, campaigns, campaign, campaignPlan,
  bulletins, bulletin, appeals, appeal, approvals, ruleSets, ruleSet, samples, sample, rectifications, rectification];

start(SCREENS);
