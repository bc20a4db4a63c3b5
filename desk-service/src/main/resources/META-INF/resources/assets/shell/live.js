/* Lists that others change: what is new is said above them, and shown to who asks for it, so that nothing moves under somebody's hand. */

import { SignedOut } from './api.js';
import { el } from './elements.js';
import { number, say, t } from './words.js';

/* how often a list is read anew while its page is seen, in milliseconds */
const EVERY = 20000;

/*
 * A page of a list, and the line that says what has changed since: {page, news}. read() reads the page; key(item) tells one item from another;
 * told(page, fresh) hears of each reading that found a change, with the number of new ones. beside(page): what is shown besides the items, as text.
 */
export async function watched(context, read, key, { told = (page, fresh) => context.unread(fresh), beside = () => '' } = {}) {
  const page = await read();
  const known = new Set(page.items.map(key));
  const news = el('div', { class: 'news', role: 'status' });
  let said = '';

  const look = async () => {
    if (document.hidden) { return; }
    let now;
    try {
      now = await read();
    } catch (error) {
      if (error instanceof SignedOut) { stop(); }
      return;
    }
    if (context.signal.aborted) { return; }
    const fresh = now.items.filter(one => !known.has(key(one))).length;
    const changed = fresh || now.items.length !== known.size || beside(now) !== beside(page);
    /* on a full page one that moves up is new to it and to nobody else */
    const text = !changed ? '' : fresh && !page.next ? say('newOnes', number(fresh)) : t.listChanged;
    if (text === said) { return; }
    said = text;
    news.replaceChildren(...text ? [text, ' ', el('button', { type: 'button', class: 'quiet', onclick: () => context.reload() }, t.showNew)] : []);
    told(now, fresh);
  };
  const timer = setInterval(look, EVERY);
  const stop = () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', look);
  };
  /* who comes back to the page sees at once what came meanwhile */
  document.addEventListener('visibilitychange', look);
  context.signal.addEventListener('abort', stop);
  return { page, news };
}
