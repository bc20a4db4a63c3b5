/* What citizens are written to: each kind of message with its text in force. */

import { el, table } from '../../shell/elements.js';
import { number, t } from '../../shell/words.js';

export const ROLES = ['office-leader', 'admin'];

export default {
  id: 'messages',
  title: 'messages',
  roles: ROLES,

  async render(container, context) {
    const { items } = await context.of('followup').get('message-templates');
    container.append(
      el('p', { class: 'note' }, t.messagesNote),
      el('section', { class: 'card' }, table(t.messages, [{ text: t.message }, { text: t.inForce }, { text: t.textOfMessage }, { text: t.shortMessages, n: true }],
        items.map(one => [
          el('a', { href: context.href('message', { kind: one.kind }) }, one.title),
          one.inForce ? t.version + ' ' + number(one.inForce.version) : t.notSent,
          { of: one.inForce ? one.inForce.preview : '–', class: 'words' },
          one.inForce ? number(one.inForce.parts) : '–']))));
  }
};
