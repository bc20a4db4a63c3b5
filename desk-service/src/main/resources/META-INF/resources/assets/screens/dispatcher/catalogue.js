/* The dispatch catalogue: which unit leads for which category, in which area and by which words. */

import { el, card, table } from '../../shell/elements.js';
import { field, pages, values } from '../../shell/forms.js';
import { day, number, say, t } from '../../shell/words.js';
import { fileOf } from './file.js';

export const lead = (city, code) => code?.startsWith('@') ? t['level-' + code.slice(1)] || code : city.unit(code);

export function narrowing(context, screen, fields) {
  const node = el('form', { class: 'card picks', role: 'search' }, fields, el('div', { class: 'actions' }, el('button', { type: 'submit' }, t.searchHere)));
  node.addEventListener('submit', event => {
    event.preventDefault();
    context.go(screen, { ...values(node), after: null });
  });
  return node;
}

export default {
  id: 'catalogue',
  title: 'catalogue',
  roles: ['dispatcher', 'centre-reviewer', 'admin'],

  async render(container, context) {
    const { city } = context;
    const { of, where, lead: leading, after } = context.params;
    const page = await context.api.get('catalogue', { category: of, area: where, leadUnit: leading, after, limit: 50 });
    container.append(
      narrowing(context, 'catalogue', [
        field('of', t.category, 'select', { value: of, options: [['', t.allCategories], ...city.categories] }),
        field('where', t.area, 'select', { value: where, options: [['', t.allAreas], ...city.areas] }),
        field('lead', t.leadingUnit, 'select', { value: leading, options: [['', t.allUnits], ...['STREET', 'DISTRICT'].map(level => ['@' + level, t['level-' + level]]), ...city.units] })]),
      context.may('admin') ? el('div', { class: 'actions' }, el('a', { class: 'button', href: context.href('catalogue-entry') }, t.newEntry), fileOf(context, 'catalogue', t.catalogueFile)) : '',
      card(null, table(t.catalogue, [{ text: t.category }, { text: t.leadingUnit }, { text: t.area }, { text: t.coUnits }, { text: t.keywords }, { text: t.validity }],
        page.items.map(one => [
          el('a', { href: context.href('catalogue-entry', { id: one.id }) }, city.category(one.category)), lead(city, one.leadUnit), city.area(one.area),
          (one.coUnits || []).map(code => lead(city, code)).join(t.comma) || '–',
          { of: [(one.keywords || []).join(t.comma) || '–', one.keywordsDecide ? el('small', null, t.wordsDecide) : ''], class: 'words' },
          [day(one.validFrom), one.validTo ? el('small', null, t.until + ' ' + day(one.validTo)) : '']]), { empty: t.noEntries })),
      pages(context, page, say('listed', number(page.items.length)), next => context.href('catalogue', { of, where, lead: leading, ...next })));
  }
};
