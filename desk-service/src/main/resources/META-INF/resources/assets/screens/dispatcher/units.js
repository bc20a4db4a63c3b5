/* The units that handle cases: looked up by all, written by the administrator. */

import { el, card, table } from '../../shell/elements.js';
import { field, pages } from '../../shell/forms.js';
import { badge } from '../../shell/office.js';
import { number, say, t } from '../../shell/words.js';
import { narrowing } from './catalogue.js';
import { fileOf } from './file.js';

const LEVELS = ['CITY', 'DISTRICT', 'STREET', 'COMMUNITY'];

export const levelOptions = (context, first) => [['', first], ...LEVELS.map(level => [level, context.city.codes.name('UnitLevel', level)])];

export default {
  id: 'units',
  title: 'unitsTitle',
  roles: ['dispatcher', 'centre-reviewer', 'admin'],

  async render(container, context) {
    const { city } = context;
    const { q, level, above, active, after } = context.params;
    const page = await context.api.get('units', { q, level, parent: above, active, after, limit: 50 });
    container.append(
      narrowing(context, 'units', [
        field('q', t.nameHolds, 'search', { value: q, maxlength: 100, 'data-first': true }),
        field('level', t.unitLevel, 'select', { value: level, options: levelOptions(context, t.all) }),
        field('above', t.unitAbove, 'select', { value: above, options: [['', t.all], ...city.units] }),
        field('active', t.state, 'select', { value: active, options: [['', t.all], ['true', t.inUse], ['false', t.outOfUse]] })]),
      context.may('admin') ? el('div', { class: 'actions' }, el('a', { class: 'button', href: context.href('unit') }, t.addUnit), fileOf(context, 'units', t.unitsFile)) : '',
      card(null, table(t.unitsTitle, [{ text: t.unit }, { text: t.code }, { text: t.unitLevel }, { text: t.unitAbove }, { text: t.group }, { text: t.responsibleFor }, { text: t.state }],
        page.items.map(one => [
          el('a', { href: context.href('unit', { id: one.code }) }, one.name), one.code, city.codes.name('UnitLevel', one.level), city.unit(one.parent), one.group,
          { of: (one.areas || []).map(city.area).join(t.comma) || '–', class: 'words' }, badge(one.active ? 'GRANTED' : 'CLOSED', one.active ? t.inUse : t.outOfUse)]), { empty: t.noUnits })),
      pages(context, page, say('listed', number(page.items.length)), next => context.href('units', { q, level, above, active, ...next })));
  }
};
