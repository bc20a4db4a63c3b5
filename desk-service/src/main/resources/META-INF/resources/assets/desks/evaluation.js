/*
 * The desk of the evaluation staff 考评台, its screens in the order of the navigation. Besides what all desks have, context holds reference
 * {definitions, ruleSets, calendars, dimensions}, period(of an answer) and define(code, row); a table stands beside every chart.
 */

import overview from '../screens/evaluation/overview.js';
import ranking from '../screens/evaluation/ranking.js';
import unit from '../screens/evaluation/unit.js';
import trend from '../screens/evaluation/trend.js';
import breakdown from '../screens/evaluation/breakdown.js';
import heat from '../screens/evaluation/heat.js';
import cases from '../screens/evaluation/cases.js';
import caseFile from '../screens/evaluation/case.js';
import bulletins from '../screens/evaluation/bulletins.js';
import bulletin from '../screens/evaluation/bulletin.js';
import hotIssues from '../screens/evaluation/hot-issues.js';
import hotIssue from '../screens/evaluation/hot-issue.js';
import posts from '../screens/evaluation/posts.js';
import periodic from '../screens/evaluation/periodic.js';
import campaigns from '../screens/evaluation/campaigns.js';
import campaign from '../screens/evaluation/campaign.js';
import campaignPlan from '../screens/evaluation/campaign-plan.js';
import appeals from '../screens/evaluation/appeals.js';
import appeal from '../screens/evaluation/appeal.js';
import approvals from '../screens/evaluation/approvals.js';
import ruleSets from '../screens/evaluation/rule-sets.js';
import ruleSet from '../screens/evaluation/rule-set.js';
import samples from '../screens/evaluation/samples.js';
import sample from '../screens/evaluation/sample.js';
import surveys from '../screens/evaluation/surveys.js';
import rectifications from '../screens/evaluation/rectifications.js';
import rectification from '../screens/evaluation/rectification.js';

const SCREENS = [
  overview, ranking, unit, trend, breakdown, heat, cases, caseFile, hotIssues, hotIssue, posts, periodic, campaigns, campaign, campaignPlan,
  bulletins, bulletin, appeals, appeal, approvals, ruleSets, ruleSet, samples, sample, surveys,
  rectifications, rectification];

async function prepare({ may, of }) {
  const api = of('assessment');
  const figures = may('evaluator', 'office-leader', 'supervisor', 'unit-leader');
  const list = (allowed, path) => allowed ? api.get(path).then(answer => answer.items) : Promise.resolve([]);
  const [viewer, definitions, ruleSets, calendars, dimensions] = await Promise.all([
    api.get('viewer'), list(figures, 'indicators/definitions'),
    list(may('evaluator', 'office-leader', 'unit-leader', 'admin'), 'rule-sets'), list(figures || may('admin'), 'reporting-calendars'),
    figures ? api.get('indicators/dimensions') : { groups: [], units: [], areas: [], categories: [], channels: [], types: [] }]);
  return { viewer, reference: { definitions: new Map(definitions.map(d => [d.code, d])), ruleSets, calendars, dimensions } };
}

export default { service: 'assessment', screens: SCREENS, prepare };
