/* One entry of the catalogue: read by all, written by the administrator. */

import { el, card } from '../../shell/elements.js';
import { ask, chosen, field, form } from '../../shell/forms.js';
import { facts } from '../../shell/office.js';
import { day, t } from '../../shell/words.js';
import { lead } from './catalogue.js';

const LEVELS = ['STREET', 'DISTRICT'];

function editor(context, one, version) {
  const { city } = context;
  const units = [...LEVELS.map(level => ['@' + level, t['level-' + level]]), ...city.units];
  const co = field('coUnits', t.coUnits, 'select', { multiple: true, size: 6, options: units, value: one.coUnits || [], hint: t.coUnitsHint });
  return form(context, { submit: t.save, label: t.catalogueEntry, draft: 'catalogue ' + (one.id || '') }, [
    el('div', { class: 'line' },
      field('category', t.category, 'select', { required: true, value: one.category, options: [['', t.choose], ...city.categories] }),
      field('area', t.area, 'select', { value: one.area, options: [['', t.everywhere], ...city.areas] }),
      field('leadUnit', t.leadingUnit, 'select', { required: true, value: one.leadUnit, options: [['', t.choose], ...units] })),
    field('keywords', t.keywords, 'textarea', { value: (one.keywords || []).join(' '), hint: t.keywordsHint }),
    field('keywordsDecide', t.wordsDecide, 'check', { value: one.keywordsDecide }), co,
    el('div', { class: 'line' },
      field('validFrom', t.validFrom, 'date', { value: one.validFrom }), field('validTo', t.validTo, 'date', { value: one.validTo }))], async (written, key) => {
    const body = { ...written, keywords: (written.keywords || '').split(/[\s,，、;；]+/).filter(Boolean), coUnits: chosen(co) };
    if (one.id) {
      await context.api.put('catalogue/' + one.id, body, { version });
      return t.saved;
    }
    const made = await context.api.post('catalogue', body, { key });
    return { go: ['catalogue-entry', { id: made.id }], said: t.saved };
  });
}

export default {
  id: 'catalogue-entry',
  title: 'catalogueEntry',
  roles: ['dispatcher', 'centre-reviewer', 'admin'],
  hidden: true,

  async render(container, context) {
    const { city } = context;
    const { value: one, version } = context.params.id ? await context.api.read('catalogue/' + encodeURIComponent(context.params.id)) : { value: {} };
    if (one.category) { context.heading(city.category(one.category)); }
    container.append(
      context.may('admin') ? card(null, editor(context, one, version)) : card(null, facts([
        [t.category, city.category(one.category)], [t.area, one.area ? city.area(one.area) : t.everywhere], [t.leadingUnit, lead(city, one.leadUnit)],
        [t.coUnits, (one.coUnits || []).map(code => lead(city, code)).join(t.comma)], [t.keywords, (one.keywords || []).join(t.comma)],
        [t.wordsDecide, one.keywordsDecide ? t.yes : t.no], [t.validFrom, day(one.validFrom)], [t.validTo, day(one.validTo)]])),
      context.may('admin') && one.id ? el('p', null, ask(context, { button: t.takeOut, title: t.takeOutTitle, text: t.takeOutText }, [], async () => {
        await context.api.delete('catalogue/' + one.id, { version });
        return { go: ['catalogue', { id: null }], said: t.takenOut };
      })) : '',
      el('p', null, el('a', { href: context.href('catalogue') }, t.backToCatalogue)));
  }
};
