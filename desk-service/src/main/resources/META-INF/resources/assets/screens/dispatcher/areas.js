/* Areas as a tree, with the short names by which they are found in texts. */

import { el, card, table } from '../../shell/elements.js';
import { field } from '../../shell/forms.js';
import { badge } from '../../shell/office.js';
import { number, say, t } from '../../shell/words.js';
import { narrowing } from './catalogue.js';
import { fileRow } from './file.js';

const MOST = 200;

export default {
  id: 'areas',
  title: 'areasTitle',
  roles: ['dispatcher', 'centre-reviewer', 'admin'],

  async render(container, context) {
    const { city } = context;
    const { q = '', below } = context.params;
    const { items } = await context.api.all('areas', { parent: below, limit: MOST });
    const found = items.filter(one => [one.name, one.code, ...one.aliases || []].some(text => text.includes(q)));
    container.append(
      narrowing(context, 'areas', [
        field('q', t.areaHolds, 'search', { value: q, maxlength: 100, 'data-first': true }),
        field('below', t.liesIn, 'select', { value: below, options: [['', t.all], ...city.areas] })]),
      fileRow(context, 'areas', t.areasFile),
      card(null, table(t.areasTitle, [{ text: t.area }, { text: t.code }, { text: t.liesIn }, { text: t.aliases }, { text: t.state }],
        found.map(one => [
          el('a', { href: context.href('areas', { below: one.code }) }, one.name), one.code, (one.parents || []).map(city.area).join(t.comma) || '–',
          { of: (one.aliases || []).join(t.comma) || '–', class: 'words' },
          [badge(one.active ? 'GRANTED' : 'CLOSED', one.active ? t.inUse : t.outOfUse), one.zone ? el('small', null, t.zone) : '']]), { empty: t.noAreas })),
      el('p', { class: 'note' }, say('areasShown', number(found.length))));
  }
};
