/* What waits for a decision, in one list, the earliest due first. */

import { el, table } from '../../shell/elements.js';
import { numberOf } from '../../shell/course.js';
import { due } from '../../shell/due.js';
import { states } from '../../shell/forms.js';
import { watched } from '../../shell/live.js';
import { unitName } from '../../shell/office.js';
import { code, upTo } from '../../shell/reference.js';
import { number, officeDay, shortened, t } from '../../shell/words.js';
import { explain, onTheSpot, planned, rework, urgeOffice } from './rulings.js';

const MOST = 400;
const KINDS = ['rework', 'report', 'explanation', 'spot', 'planned', 'ruling', 'triage', 'answer', 'text'];

const supervised = context => one => {
  const second = one.cause === 'SECOND_DISSATISFACTION';
  return { kind: second ? 'rework' : 'report', dueAt: one.judgeBy || one.dueAt, unit: one.unit, what: one.order,
    id: one.id, title: numberOf(one), link: context.href('supervision', { id: one.id }), act: second ? () => rework(context, one.caseId) : null };
};

/* each: what it is, until when, of which unit, in which words, and act(): what decides it */
async function waiting(context) {
  const read = (path, params) => upTo(context.api, path, params, MOST);
  const [open, reported, explanations, spot, plans, rulings, clocks, replies] = await Promise.all([
    read('supervisions', { state: 'OPEN' }), read('supervisions', { state: 'REPORTED' }), read('explanations'), read('on-the-spot-reviews'),
    read('planned-reviews', { until: officeDay(1) }), read('rulings'), read('triage-clocks'), read('text-replies')]);
  const ofCase = one => ({ id: one.deadlineId || one.callbackId || one.caseId, dueAt: one.dueAt, unit: one.unit, number: one.caseNumber, title: one.title,
    link: one.workOrderId ? context.href('order', { id: one.workOrderId }) : null });
  const items = [
    ...open.items.filter(one => one.cause === 'SECOND_DISSATISFACTION').map(supervised(context)), ...reported.items.map(supervised(context)),
    ...explanations.items.map(one => ({ ...ofCase(one), kind: 'explanation', what: one.reason, act: () => explain(context, one.caseId) })),
    ...spot.items.map(one => ({ ...ofCase(one), kind: 'spot', what: [code(context, 'Satisfaction', one.satisfaction), one.reason].filter(Boolean).join(t.colon),
      act: () => onTheSpot(context, one.callbackId) })),
    ...plans.items.map(one => ({ ...ofCase(one), kind: 'planned', act: () => planned(context, one.caseId) })),
    ...rulings.items.map(one => ({ ...ofCase(one), kind: 'ruling', what: t.byDispatchers })),
    ...clocks.items.map(one => ({ ...ofCase(one), kind: one.kind === 'TRIAGE' ? 'triage' : 'answer',
      what: one.waits ? t.clockStands : one.kind === 'TRIAGE' ? t.dispatchersDecide : t.byAgents, act: one.waits ? null : () => urgeOffice(context, one.deadlineId) })),
    ...replies.items.map(one => ({ kind: 'text', id: one.id, dueAt: one.dueAt, number: one.phone, title: shortened(one.text), what: t.byCallbackAgents }))];
  return { items: items.sort((a, b) => (a.dueAt || '9').localeCompare(b.dueAt || '9')),
    more: [open, reported, explanations, spot, plans, rulings, clocks, replies].some(list => list.more) };
}

export default {
  id: 'decisions',
  title: 'decisions',
  roles: ['supervisor'],

  async render(container, context) {
    const { kind } = context.params;
    const read = async () => {
      const { items, more } = await waiting(context);
      return { items: items.filter(one => !kind || one.kind === kind), all: items, more };
    };
    const { page, news } = await watched(context, read, one => one.kind + one.id);
    const { all, more } = page;
    const count = one => all.filter(item => item.kind === one).length;
    const rows = page.items.map(one => [
      due(one.dueAt), t['decide-' + one.kind], { of: [one.link ? el('a', { href: one.link }, one.title) : one.title, one.number ? el('small', null, one.number) : ''], class: 'words' },
      unitName(context, one.unit), { of: one.what || '–', class: 'words' }, one.act?.() || '–']);
    container.append(
      news,
      states(t.what, [['', t.all + ' ' + number(all.length)], ...KINDS.map(one => [one, t['decide-' + one] + ' ' + number(count(one))])], kind,
        value => context.href('decisions', { kind: value })),
      more ? el('p', { class: 'note' }, t.moreDecisions) : '',
      el('section', { class: 'card' }, table(t.decisions, [{ text: t.dueTime }, { text: t.what }, { text: t.matter }, { text: t.unit }, { text: t.details }, { text: t.decision }],
        rows, { empty: t.nothingWaits })));
  }
};
