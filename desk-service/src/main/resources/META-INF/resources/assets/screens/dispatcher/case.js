/* One case with its course, its work orders, its risks, and where it waits. */

import { attachmentsOfCase } from '../../shell/attachments.js';
import { el, card } from '../../shell/elements.js';
import { ask, field } from '../../shell/forms.js';
import { course, deadlines, orders, risks, told } from '../../shell/case.js';
import { corrections, toCorrection } from '../../shell/correction.js';
import { badge } from '../../shell/office.js';
import { person, saying } from '../../shell/people.js';
import { recalling } from '../../shell/recall.js';
import { t, time } from '../../shell/words.js';

/* a case that is handled with another one may be taken out again */
function apart(context, found) {
  return found.mergedInto ? el('div', { class: 'actions' },
    el('a', { class: 'button quiet', href: context.href('case', { id: found.mergedInto }) }, t.toLead),
    ask(context, { button: t.unmerge, text: t.unmergeText }, field('backToReturner', t.backToReturner, 'check'), async written => {
      await context.of('dispatch').delete('merges/' + found.caseId, { params: { backToReturner: written.backToReturner || null } });
      return t.unmerged;
    })) : '';
}

export default {
  id: 'case',
  title: 'caseHead',
  roles: ['dispatcher'],
  hidden: true,

  async render(container, context) {
    const id = context.params.id || '';
    const [found, ordered, alerts] = await Promise.all([
      context.of('intake').get('cases/' + encodeURIComponent(id)), context.api.get('work-orders', { caseId: id }), context.api.get('risk-alerts', { caseId: id })]);
    context.heading(found.caseNumber);
    const inTriage = ordered.without.some(one => one.why === 'IN_TRIAGE');
    const clocks = el('div');
    const history = el('div');
    container.append(
      inTriage ? el('p', null, el('a', { class: 'button', href: context.href('triage', { case: found.caseId }) }, t.toTriageOf)) : '',
      apart(context, found), el('div', { class: 'actions order-actions' }, toCorrection(context, found)), el('div', null, told(context, found)), await attachmentsOfCase(context, found),
      alerts.items.length ? card(t.risksTitle, alerts.items.flatMap(one => [...risks(context, one.riskFlags), el('p', { class: 'note' },
        one.seenAt ? saying('seenBy', person(context, one.seenBy), time(one.seenAt), one.note) : badge('OPEN', t.notSeenTo))])) : '',
      orders(context, ordered.items),
      el('div', { class: 'actions' }, ordered.items.flatMap(one => recalling(context, one, context.city.units, context.city.unit))),
      course(found.timeline), history, clocks);
    const [corrected, due] = await Promise.all([corrections(context, found.caseId), deadlines(context, found)]);
    history.append(corrected);
    clocks.append(due);
  }
};
