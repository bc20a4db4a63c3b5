/* One unit: what it is, what is below it and what the catalogue gives it; the administrator writes it. */

import { el, card, table } from '../../shell/elements.js';
import { chosen, field, form } from '../../shell/forms.js';
import { facts } from '../../shell/office.js';
import { number, t, time } from '../../shell/words.js';
import { levelOptions } from './units.js';

const MOST = 200;
const SIGNERS = ['DEPUTY', 'PRINCIPAL'];
const READ_FIRST = ['NONE', 'COMPLEX', 'ALL'];

const named = (context, list, codes) => codes.map(code => [code, context.city.codes.name(list, code)]);

function editor(context, one, version) {
  const { city } = context;
  const areas = field('areas', t.responsibleFor, 'select', { multiple: true, size: 8, options: city.areas, value: one.areas || [], hint: t.coUnitsHint });
  return form(context, { submit: t.save, label: t.unit, draft: 'unit ' + (one.code || '') }, [
    el('div', { class: 'line' },
      one.code ? '' : field('code', t.code, 'text', { required: true, maxlength: 40, hint: t.codeHint }),
      field('name', t.name, 'text', { required: true, maxlength: 200, value: one.name }),
      field('level', t.unitLevel, 'select', { required: true, value: one.level, options: levelOptions(context, t.choose) }),
      field('parent', t.unitAbove, 'select', { value: one.parent, options: [['', '–'], ...city.units.filter(([code]) => code !== one.code)] }),
      field('group', t.group, 'text', { required: true, maxlength: 100, value: one.group })),
    areas,
    el('div', { class: 'line' },
      field('reviewSteps', t.reviewSteps, 'select', { value: String(one.reviewSteps ?? 1), options: [['1', t.yes], ['0', t.no]] }),
      field('signOffLevel', t.signOffLevel, 'select', { value: one.signOffLevel || 'DEPUTY', options: named(context, 'SignOffLevel', SIGNERS) }),
      field('instructions', t.leaderReads, 'select', { value: one.instructions || 'NONE', options: named(context, 'InstructionPolicy', READ_FIRST) })),
    field('centreReview', t.centreChecks, 'check', { value: one.centreReview }),
    field('active', t.inUse, 'check', { value: one.active ?? true })], async written => {
    const { code, ...rest } = written;
    const saved = await context.api.put('units/' + encodeURIComponent(one.code || code), { ...rest, reviewSteps: Number(rest.reviewSteps), areas: chosen(areas) },
      one.code ? { version } : {});
    return { go: ['unit', { id: saved.code }], said: t.saved };
  });
}

export default {
  id: 'unit',
  title: 'unit',
  roles: ['dispatcher', 'centre-reviewer', 'admin'],
  hidden: true,

  async render(container, context) {
    const { city, params } = context;
    const path = 'units/' + encodeURIComponent(params.id || '');
    const { value: one, version } = params.id ? await context.api.read(path) : { value: {} };
    const [below, leads] = params.id ? await Promise.all([
      context.api.get('units', { parent: one.code, limit: MOST }), context.api.get('catalogue', { leadUnit: one.code, limit: MOST })]) : [];
    if (one.name) { context.heading(one.name); }
    container.append(
      one.code ? facts([
        [t.code, one.code], [t.unitLevel, city.codes.name('UnitLevel', one.level)], [t.unitAbove, one.parent ? el('a', { href: context.href('unit', { id: one.parent }) }, city.unit(one.parent)) : ''],
        [t.group, one.group], [t.responsibleFor, (one.areas || []).map(city.area).join(t.comma)], [t.reviewSteps, one.reviewSteps ? t.yes : t.no],
        [t.signOffLevel, city.codes.name('SignOffLevel', one.signOffLevel)], [t.centreChecks, one.centreReview ? t.yes : t.no],
        [t.leaderReads, city.codes.name('InstructionPolicy', one.instructions)], [t.state, one.active ? t.inUse : t.outOfUse], [t.validFrom, time(one.validFrom)]]) : '',
      context.may('admin') ? card(one.code ? t.change : t.addUnit, editor(context, one, version)) : '',
      leads ? card(t.leadsFor, table(t.leadsFor, [{ text: t.category }, { text: t.area }, { text: t.keywords, n: true }], leads.items.map(entry => [
        el('a', { href: context.href('catalogue-entry', { id: entry.id }) }, city.category(entry.category)), city.area(entry.area), number((entry.keywords || []).length)]), { empty: t.noEntries })) : '',
      below ? card(t.unitsBelow, table(t.unitsBelow, [{ text: t.unit }, { text: t.code }, { text: t.state }], below.items.map(unit => [
        el('a', { href: context.href('unit', { id: unit.code }) }, unit.name), unit.code, unit.active ? t.inUse : t.outOfUse]), { empty: t.noUnits })) : '',
      el('p', null, el('a', { href: context.href('units') }, t.backToUnits)));
  }
};
