/* When something is due: in words and by colour, never by colour alone. */

import { el } from './elements.js';
import { t, time } from './words.js';

const dayOf = at => at.toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });

/* over, today, tomorrow, later; none where nothing is due */
export function standing(dueAt) {
  if (!dueAt) { return 'none'; }
  const now = new Date();
  if (new Date(dueAt) < now) { return 'over'; }
  const day = dueAt.slice(0, 10);
  return day === dayOf(now) ? 'today' : day === dayOf(new Date(now.getTime() + 86400000)) ? 'tomorrow' : 'later';
}

/* a time with how near it is */
export function due(dueAt) {
  const how = standing(dueAt);
  return how === 'none' ? '–' : el('span', { class: 'due ' + how }, time(dueAt), t['due-' + how] ? el('small', null, t['due-' + how]) : '');
}
