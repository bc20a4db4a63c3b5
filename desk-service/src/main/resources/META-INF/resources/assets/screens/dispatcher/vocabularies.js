/* Lists of words and phrases by which texts are read, of dispatch and of intake, with the version in force of each. */

import { el, card, table } from '../../shell/elements.js';
import { number, say, t } from '../../shell/words.js';

/* which services keep some */
const KEEPERS = ['dispatch', 'intake'];

export const versionName = version => version === 0 ? t.shippedVersion : say('versionOf', version);

export default {
  id: 'vocabularies',
  title: 'vocabulariesTitle',
  roles: ['dispatcher', 'admin'],

  async render(container, context) {
    const kept = await Promise.all(KEEPERS.map(async of => (await context.of(of).get('vocabularies')).items.map(one => ({ ...one, of }))));
    container.append(
      el('p', { class: 'note' }, t.vocabulariesNote),
      card(null, table(t.vocabulariesTitle, [{ text: t.vocabulary }, { text: t.inForce }, { text: t.latestVersion }, { text: t.entries, n: true }],
        kept.flat().map(one => [
          el('a', { href: context.href('vocabulary', { id: one.id, of: one.of }) }, one.name), versionName(one.versionInForce),
          one.latest === one.versionInForce ? '–' : versionName(one.latest), number(one.entries)]))));
  }
};
