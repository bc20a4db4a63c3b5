/* Citizens who hide from their unit: the centre tells them the result. Those whom their unit tells are listed apart. */

import { contact } from '../../shell/contact.js';
import { el, table } from '../../shell/elements.js';
import { due } from '../../shell/due.js';
import { ask, field, states } from '../../shell/forms.js';
import { unitName } from '../../shell/office.js';
import { upTo } from '../../shell/reference.js';
import { number, say, t, time } from '../../shell/words.js';
import { ROLES } from './next.js';

export const told = (context, one) => ask(context, { button: t.noteTold, text: t.noteToldText, quiet: false }, [
  field('by', t.toldBy, 'select', { options: context.reference.codes.options('NoticeChannel') }),
  field('reached', t.reached, 'select', { required: true, options: [['true', t.yes], ['false', t.no]] })], async (written, key) => {
  await context.api.post('cases/' + one.caseId + '/result-notices', { by: written.by, reached: written.reached === 'true' }, { key });
  return t.toldNoted;
});

export default {
  id: 'telling',
  title: 'telling',
  roles: ROLES,

  async render(container, context) {
    const { whose } = context.params;
    const { items, more } = await upTo(context.api, 'informing', {});
    const ofCentre = items.filter(one => one.byCentre);
    const shown = whose === 'units' ? items.filter(one => !one.byCentre) : ofCentre;
    const rows = shown.map(one => [one.caseNumber, { of: el('a', { href: context.href('case', { id: one.caseId }) }, one.title), class: 'words' }, unitName(context, one.unit), time(one.repliedAt), due(one.dueAt),
      one.correctedAt ? t.tellAnew : one.denied ? t.deniedByCitizen : '–', el('div', { class: 'actions' }, contact(context, one.caseId, t.purposeOfTelling), told(context, one))]);
    container.append(
      states(t.whoTells, [['', t.byCentre + ' ' + number(ofCentre.length)], ['units', t.byUnits + ' ' + number(items.length - ofCentre.length)]], whose,
        value => context.href('telling', { whose: value })),
      more ? el('p', { class: 'note' }, say('moreTellings', number(items.length))) : '',
      el('section', { class: 'card' }, table(t.telling, [{ text: t.caseNumber }, { text: t.titleOfCase }, { text: t.unit }, { text: t.repliedAt }, { text: t.dueTime },
        { text: t.remark }, { text: t.action }], rows, { empty: t.allTold })));
  }
};
