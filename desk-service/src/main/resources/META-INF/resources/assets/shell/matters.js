/* All open cases of one citizen, so that one call serves for all of them. */

import { el, card, table } from './elements.js';
import { due } from './due.js';
import { badge } from './office.js';
import { number, say, t, time } from './words.js';

const rows = (context, items, own) => items.map(one => [
  [one.caseId === own || !context.has('case') ? one.caseNumber : el('a', { href: context.href('case', { id: one.caseId }) }, one.caseNumber),
    one.caseId === own ? el('small', null, t.thisCase) : ''],
  badge(one.status, one.statusText), { of: one.title, class: 'words' }, one.leadUnitName || one.leadUnit || '–',
  one.replyDueAt ? due(one.replyDueAt) : '–', time(one.registeredAt)]);

const list = (context, items, own) => table(t.openMatters, [{ text: t.caseNumber }, { text: t.state }, { text: t.caseTitleHead }, { text: t.leadingUnit },
  { text: t.dueAt }, { text: t.registeredAt }], rows(context, items, own), { empty: t.noOpenMatters });

/* of the citizen of this case; agents of a unit are not shown what stands in intake */
export async function openMatters(context, caseId) {
  try {
    const { items } = await context.of('intake').get('cases/' + encodeURIComponent(caseId) + '/open-matters');
    return card(say('openMattersOf', number(items.length)), list(context, items, caseId));
  } catch (error) {
    if (error.status !== 403 && error.status !== 404) { throw error; }
    return '';
  }
}

/* the same by the number they call from, for a look that is written down */
export const mattersOf = (context, items) => list(context, items);
