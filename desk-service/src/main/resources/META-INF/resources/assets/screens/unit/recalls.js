/* What was taken from the unit lately, and why: it has left the inbox. */

import { el, card, table } from '../../shell/elements.js';
import { unitName } from '../../shell/office.js';
import { t, time } from '../../shell/words.js';
import { ofUnit } from './orders.js';

export async function recalls(context) {
  const { items } = await context.api.get(ofUnit(context) + '/recalls');
  return items.length ? card(t.recalls, table(t.recalls, [{ text: t.caseNumber }, { text: t.titleOfCase }, { text: t.reason }, { text: t.wentTo }, { text: t.recalledAt }],
    items.map(one => [one.caseNumber, { of: el('a', { href: context.href('order', { id: one.workOrderId }) }, one.title), class: 'words' },
      { of: one.reason, class: 'words' }, one.toUnit ? unitName(context, one.toUnit) : t.backInTriage, [time(one.recalledAt), el('small', null, one.recalledBy)]]))) : '';
}
