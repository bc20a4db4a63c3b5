/* One kind of message: its text in force, what it can name, its versions, and a new one with its preview. */

import { el, card, table } from '../../shell/elements.js';
import { ask, field, form, values } from '../../shell/forms.js';
import { facts } from '../../shell/office.js';
import { number, say, t, time } from '../../shell/words.js';
import { ROLES } from './messages.js';

function decision(context, path, one, version) {
  return ask(context, { button: t.putInForce, text: say('messageInForceText', number(one.version), one.preview) }, [], async (written, key) => {
    await context.of('followup').post(path + '/decision', { version: one.version }, { key, version });
    return t.isInForce;
  });
}

/* what is written, as a citizen would read it */
function preview(context, path, shown) {
  return el('button', { type: 'button', class: 'quiet', onclick: async event => {
    try {
      const seen = await context.of('followup').post(path + '/preview', { text: values(event.target.form).text });
      shown.replaceChildren(el('p', { class: 'order' }, seen.preview), el('p', { class: 'note' }, say('chargedAs', number(seen.parts), number(seen.preview.length))));
    } catch (error) {
      shown.replaceChildren(el('p', { class: 'wrong' }, [error.message, ...(error.violations || []).map(one => one.message)].join(' ')));
    }
  } }, t.previewMessage);
}

export default {
  id: 'message',
  title: 'message',
  roles: ROLES,
  hidden: true,

  async render(container, context) {
    const followup = context.of('followup');
    const path = 'message-templates/' + encodeURIComponent(context.params.kind || '');
    const [kinds, versions] = await Promise.all([followup.read('message-templates'), followup.read(path + '/versions')]);
    const found = kinds.value.items.find(one => one.kind === context.params.kind);
    const shown = el('div', { role: 'status' });
    context.heading(found.title);
    container.append(
      card(t.inForce, found.inForce ? el('p', { class: 'order' }, found.inForce.text) : el('p', null, t.notSent),
        facts([[t.mustName, found.required.join(' ')], [t.mayName, found.possible.join(' ') || '–']]),
        found.inForce ? el('div', { class: 'actions' }, ask(context, { button: t.sendNoMore, text: t.sendNoMoreText }, [], async (written, key) => {
          await followup.post(path + '/decision', { version: null }, { key, version: kinds.version });
          return t.isSentNoMore;
        })) : ''),
      card(t.newText, form(context, { submit: t.keepVersion, draft: 'message ' + found.kind, beside: preview(context, path, shown) }, [
        field('text', t.textOfMessage, 'textarea', { required: true, maxlength: 450, rows: 4, value: (found.inForce || found.shipped).text, hint: t.gapsHint })],
      async (written, key) => {
        const kept = await followup.post(path + '/versions', { text: written.text }, { key, version: versions.version });
        return say('versionKept', number(kept.version));
      }), shown),
      card(t.versions, table(t.versions, [{ text: t.version, n: true }, { text: t.textOfMessage }, { text: t.by }, { text: t.when }, { text: '' }], versions.value.items.map(one =>
        [number(one.version), { of: one.text, class: 'words' }, one.writtenBy || t.shippedText, time(one.writtenAt),
          found.inForce?.version === one.version ? t.isNow : decision(context, path, one, kinds.version)]))),
      el('p', { class: 'back' }, el('a', { href: context.href('messages') }, t.backToMessages)));
  }
};
