/* Samples of quarterly supervision: so many finished rounds of each unit, drawn by a seed that draws them again. */

import { el, card, table } from '../../shell/elements.js';
import { caseNumbersOf, chosen, field, form, pages } from '../../shell/forms.js';
import { unitName } from '../../shell/office.js';
import { number, periodName, say, t, time } from '../../shell/words.js';

export const METHODS = ['CASE_REVIEW', 'CITIZEN_RATING', 'PHONE_CHECK', 'SITE_VISIT', 'INTERVIEW', 'RANDOM_CALLBACK'];

function drawForm(context) {
  const units = context.reference.dimensions.units;
  const several = name => field(name, t[name], 'select', { options: units.map(unit => [unit.code, unit.name]), multiple: true, size: 5, hint: t[name + 'Hint'] });
  const only = several('onlyUnits');
  const excluded = several('excludedUnits');
  return card(t.newSample, form(context, { submit: t.drawSample, label: t.newSample, draft: 'sample' }, [
    el('div', { class: 'line' },
      field('name', t.sampleName, 'text', { required: true, maxlength: 100 }),
      field('method', t.method, 'select', { options: METHODS.map(one => [one, t['method-' + one]]) }),
      field('perUnit', t.perUnit, 'number', { required: true, min: 1, max: 1000, value: 5 }),
      field('seed', t.seed, 'text', { maxlength: 100, hint: t.seedHint })),
    el('details', null, el('summary', null, t.whichUnits), el('div', { class: 'line' }, only, excluded),
      field('excludedCases', t.excludedCases, 'textarea', { rows: 2, hint: t.caseNumbersHint }))], async (written, key) => {
    const drawn = await context.api.post('sample-plans', {
      name: written.name, period: context.params.period, method: written.method, perUnit: Number(written.perUnit), seed: written.seed,
      units: chosen(only), excludedUnits: chosen(excluded),
      excludedCaseNumbers: caseNumbersOf(written.excludedCases) }, { key });
    return { go: ['sample', { id: drawn.planId }], said: say('sampleDrawn', number(drawn.drawn)) };
  }));
}

export default {
  id: 'samples',
  title: 'samples',
  roles: ['evaluator', 'supervisor', 'office-leader'],
  filters: ['period'],

  async render(container, context) {
    const page = await context.api.get('sample-plans', { after: context.params.after, limit: 50 });
    container.append(
      context.may('evaluator') ? drawForm(context) : '',
      el('section', { class: 'card' }, el('h3', null, t.allSamples),
        table(t.allSamples, [{ text: t.sampleName }, { text: t.period }, { text: t.method }, { text: t.drawn, n: true }, { text: t.perUnit, n: true },
          { text: t.units }, { text: t.seed }, { text: t.by }, { text: t.when }],
        page.items.map(one => [
          el('a', { href: context.href('sample', { id: one.planId }) }, one.name), periodName(one.period), t['method-' + one.method], number(one.drawn), number(one.perUnit),
          one.units.length ? { of: one.units.map(unit => unitName(context, unit)).join(t.comma), class: 'words' } : t.allUnits,
          one.seed, one.drawnBy, time(one.drawnAt)]), { empty: t.noSamples })),
      pages(context, page, say('listed', number(page.items.length)), values => context.href('samples', values)));
  }
};
