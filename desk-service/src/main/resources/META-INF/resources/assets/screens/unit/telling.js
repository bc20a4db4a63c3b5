/* Citizens who do not know the result yet. Issued is not told. */

import { contact } from '../../shell/contact.js';
import { el, table } from '../../shell/elements.js';
import { due } from '../../shell/due.js';
import { ask, field, pages, states } from '../../shell/forms.js';
import { number, say, t, time } from '../../shell/words.js';
import { PEOPLE } from './orders.js';

export const told = (context, caseId, quiet = false) => ask(context, { button: t.noteTold, text: t.noteToldText, quiet }, [
  field('reached', t.reached, 'select', { required: true, options: [['true', t.reachedYes], ['false', t.reachedNo]] })], async (written, key) => {
  await context.of('followup').post('cases/' + caseId + '/result-notices', { by: 'UNIT_CALL', reached: written.reached === 'true' }, { key });
  return t.toldNoted;
});

export default {
  id: 'telling',
  title: 'telling',
  roles: PEOPLE,

  async render(container, context) {
    const { overdue, after } = context.params;
    const page = await context.of('followup').get('informing', { unit: context.viewer.unit, overdue, after, limit: 50 });
    const rows = page.items.map(one => [
      one.caseNumber, { of: el('a', { href: context.href('order', { id: one.workOrderId }) }, one.title), class: 'words' }, time(one.repliedAt), due(one.dueAt),
      { of: one.byCentre ? t.byCentre : one.correctedAt && !one.byCentre ? t.tellAnew : one.denied ? t.deniedByCitizen : t.byUnit, class: 'words' },
      one.byCentre || !context.may('unit-handler') ? '–' : el('div', { class: 'actions' }, contact(context, one.caseId, t.purposeOfHandling), told(context, one.caseId))]);
    container.append(
      states(t.state, [['', t.all], ['true', t.toldLate]], overdue, value => context.href('telling', { overdue: value })),
      el('section', { class: 'card' }, table(t.telling, [{ text: t.caseNumber }, { text: t.titleOfCase }, { text: t.repliedAt }, { text: t.dueTime },
        { text: t.whoTells }, { text: t.action }], rows, { empty: t.allTold })),
      pages(context, page, say('listed', number(rows.length)), values => context.href('telling', { overdue, ...values })));
  }
};
