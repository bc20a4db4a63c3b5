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
 *      ruleSets, calendars, dimensions}, api.get/post/put/delete/download, href(screen, values), go(screen, values), reload(),
 *      heading(text), period(of an answer), tell(text), define(code, row), has(screen). Elements: shell/elements.js; words: shell/words.js;
 *      charts: shell/chart.js. A table stands beside every chart. No style by script that the style sheet can give.
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

const SCREENS = [overview, ranking, unit, trend, breakdown, heat, cases];

start(SCREENS);
