/* When something is due: in words and by colour, never by colour alone. */

import { el } from './elements.js';
import { number, officeDay, say, t, time } from './words.js';

/* over, today, tomorrow, later; none where nothing is due */
export function standing(dueAt) {
  if (!dueAt) { return 'none'; }
  if (new Date(dueAt) < Date.now()) { return 'over'; }
  const day = dueAt.slice(0, 10);
  return day === officeDay() ? 'today' : day === officeDay(1) ? 'tomorrow' : 'later';
}

/* what the hotline's own people owe: until when, and how often they were urged; – where that was not said yet */
export const clock = owed => owed ? el('span', null, due(owed.dueAt), owed.urges ? [' ', el('small', null, say('urgedTimes', number(owed.urges)) + (owed.urge ? t.colon + owed.urge : ''))] : '') : '–';

/* a time with how near it is */
export function due(dueAt) {
  const how = standing(dueAt);
  return how === 'none' ? '–' : el('span', { class: 'due ' + how }, time(dueAt), t['due-' + how] ? el('small', null, t['due-' + how]) : '');
}
