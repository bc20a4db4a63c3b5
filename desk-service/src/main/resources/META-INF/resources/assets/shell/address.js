/* Everything that is shown stands in the address, so that it can be sent to a colleague. */

import { english, officeDay } from './words.js';

/* what is kept from screen to screen */
export const FILTERS = ['period', 'ruleSet', 'group', 'area', 'category', 'channel', 'type'];

/* this month, in the office's time */
export const month = officeDay().slice(0, 7);

export function params() {
  const found = Object.fromEntries(new URLSearchParams(location.search));
  return { ...found, period: found.period || month };
}

/* a screen with the filters of now; what is given replaces them, null takes one away */
export function href(screen, values) {
  const now = params();
  const next = new URLSearchParams();
  if (now.lang) { next.set('lang', now.lang); }
  next.set('screen', screen);
  const kept = Object.fromEntries(FILTERS.map(name => [name, new URLSearchParams(location.search).get(name)]));
  Object.entries({ ...kept, ...values }).forEach(([name, value]) => {
    if (value !== null && value !== undefined && value !== '') { next.set(name, value); }
  });
  return '?' + next;
}

/* the same in the other language */
export function inOtherLanguage() {
  const next = new URLSearchParams(location.search);
  next.set('lang', english ? 'zh' : 'en');
  return '?' + next;
}
