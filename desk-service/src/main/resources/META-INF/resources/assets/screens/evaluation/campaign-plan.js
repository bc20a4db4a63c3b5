/* The plan of a campaign: it is opened on a confirmed issue by one, and may get another one while it is open. */

import { el } from '../../shell/elements.js';
import { chosen, field, form } from '../../shell/forms.js';
import { unitOptions } from '../../shell/office.js';
import { officeDay, t } from '../../shell/words.js';

const targetField = (name, value) => field(name, t.targetPercent, 'number', { required: true, min: 0.01, max: 100, step: 0.01, value });

function timeAndTarget(prefix, { from, to, target }) {
  return [field(prefix + 'from', t.from, 'date', { required: true, value: from }), field(prefix + 'to', t.to, 'date', { required: true, value: to }),
    targetField(prefix + 'target', target)];
}

/* the batches, as many as somebody wants: their node, and what is written in them */
function batchFields(context, batches) {
  const options = unitOptions(context, '').slice(1);
  const list = el('div', { class: 'entry' });
  let made = 0;
  const add = batch => {
    const prefix = 'batch' + (++made) + '-';
    const units = field(prefix + 'units', t.units, 'select', { options, multiple: true, size: 5, value: batch.units, hint: t.batchUnitsHint });
    const node = el('fieldset', { 'data-prefix': prefix }, el('legend', null, t.batch),
      el('div', { class: 'line' }, field(prefix + 'name', t.batchName, 'text', { required: true, maxlength: 100, value: batch.name }),
        timeAndTarget(prefix, batch), units),
      el('button', { type: 'button', class: 'quiet', onclick: () => { node.remove(); more.focus(); } }, t.removeBatch));
    list.append(node);
    return node;
  };
  const more = el('button', { type: 'button', class: 'quiet', onclick: () => {
    const of = name => list.closest('form').elements[name].value;
    add({ units: [], from: of('from'), to: of('to'), target: of('target') }).querySelector('input').focus();
  } }, t.addBatch);
  batches.forEach(add);
  return {
    node: el('div', { class: 'entry' }, el('p', { class: 'note' }, t.batchesNote), list, el('div', { class: 'actions' }, more)),
    read: written => [...list.children].map(node => {
      const of = name => written[node.dataset.prefix + name];
      return { name: of('name'), from: of('from'), to: of('to'), target: Number(of('target')), units: chosen(node) };
    })
  };
}

export default {
  id: 'campaign-plan',
  title: 'campaignPlan',
  roles: ['evaluator'],
  hidden: true,

  async render(container, context) {
    const { id, issue } = context.params;
    const path = 'campaigns/' + encodeURIComponent(id || '');
    const known = id ? await context.api.read(path) : { value: { from: officeDay(), to: officeDay(30), batches: [] } };
    const campaign = known.value;
    const about = id ? campaign.issueName : (await context.api.get('hot-issues/' + encodeURIComponent(issue || ''))).issue.name;
    context.heading(id ? campaign.name : t.openCampaign);
    const batches = batchFields(context, campaign.batches.map(batch => ({ ...batch, target: batch.progress.target })));
    container.append(
      el('p', { class: 'sentence' }, t.hotIssue + t.colon + about),
      el('section', { class: 'card' }, form(context, { submit: id ? t.changePlan : t.openCampaign }, [
        id ? null : [
          field('name', t.campaignName, 'text', { required: true, maxlength: 100, value: about }),
          field('goal', t.campaignGoal, 'textarea', { required: true, maxlength: 2000 }),
          field('leadUnit', t.leadUnit, 'select', { options: unitOptions(context, t.noLeadUnit) })],
        el('div', { class: 'line' }, timeAndTarget('', campaign)), batches.node], async (written, key) => {
        const plan = { from: written.from, to: written.to, target: Number(written.target), batches: batches.read(written) };
        const saved = id ? await context.api.put(path + '/plan', plan, { version: known.version })
          : await context.api.post('campaigns', { issueId: issue, name: written.name, goal: written.goal, leadUnit: written.leadUnit, plan }, { key });
        return { go: ['campaign', { id: saved.campaignId }], said: id ? t.planChanged : t.campaignOpened };
      })),
      el('p', null, el('a', { href: context.href('campaigns') }, t.backToCampaigns)));
  }
};
