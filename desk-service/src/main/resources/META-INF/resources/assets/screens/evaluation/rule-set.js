/* One rule set: its document, its versions, and what it makes of given figures. */

import { el, card, table } from '../../shell/elements.js';
import { field, form, values } from '../../shell/forms.js';
import { facts } from '../../shell/office.js';
import { inWords, number, percent, say, t, time } from '../../shell/words.js';
import { bandTable } from './ranking.js';

const YAML = 'application/yaml';

function pointsOf(points) {
  return Object.entries(points).filter(([name]) => name !== 'kind').map(([name, value]) =>
    (t['points-' + name] || name) + ' ' + (Array.isArray(value) ? value.map(step => step.from + '→' + step.points).join(', ') : number(value))).join(' · ');
}

function restsOn(context, item) {
  const name = code => inWords(context.reference.definitions.get(code)?.name) || code;
  return item.sum ? item.sum.map(part => name(part.rate) + ' × ' + number(part.weight)).join(' + ') : name(item.rate || item.count);
}

/* which cases an item looks at */
function only(context, item) {
  const names = new Map([...context.reference.dimensions.channels, ...context.reference.dimensions.types].map(one => [one.code, one.name]));
  const codes = item.filter ? [...item.filter.channels || [], ...item.filter.types || [], ...item.filter.urgencies || []] : [];
  const words = codes.map(code => names.get(code) || t['urgency-' + code] || code).join(t.comma);
  return [words ? el('small', null, say('onlyCases', words)) : '', item.filter?.merged === 'ONCE' ? el('small', null, t.mergedOnce) : ''];
}

function items(context, list) {
  return table(t.items, [{ text: t.item }, { text: t.restsOn }, { text: t.pointsKind }, { text: t.numbers }],
    list.map(item => [inWords(item.name), { of: [restsOn(context, item), only(context, item)], class: 'words' }, t['kind-of-' + item.points.kind] || item.points.kind,
      { of: pointsOf(item.points), class: 'words' }]));
}

/* what the rule set makes of figures that somebody writes; nothing is stored */
function trial(context, rules) {
  const result = el('div', { 'aria-live': 'polite' });
  const fields = rules.items.map((item, i) => field('figure' + i, inWords(item.name) + (item.count ? '' : ' (%)'), 'number',
    { min: 0, max: item.count ? undefined : 100, step: item.count ? 1 : 0.01 }));
  const refusal = el('p', { class: 'error', role: 'alert' });
  const node = el('form', { class: 'entry', 'aria-label': t.trial }, el('p', { class: 'note' }, t.trialText), el('div', { class: 'line' }, fields),
    el('div', { class: 'actions' }, el('button', { type: 'submit' }, t.trial)), refusal, result);
  node.addEventListener('submit', async event => {
    event.preventDefault();
    const written = values(node);
    const given = rules.items.map((item, i) => [item, written['figure' + i]]).filter(([, value]) => value !== null);
    refusal.textContent = '';
    try {
      const scored = await context.api.post('rule-sets/' + rules.id + '/trial?version=' + rules.version, {
        rates: Object.fromEntries(given.filter(([item]) => !item.count).map(([item, value]) => [item.item, Number(value)])),
        counts: Object.fromEntries(given.filter(([item]) => item.count).map(([item, value]) => [item.count, Number(value)])) });
      result.replaceChildren(
        el('p', { class: 'sentence', id: 'trial-total' }, say('trialTotal', String(scored.total ?? '–'), number(scored.max)), scored.grade ? ' · ' + t.grade + ' ' + scored.grade : ''),
        table(t.trial, [{ text: t.item }, { text: t.rate, n: true }, { text: t.score, n: true }, { text: t.how }], scored.items.map(item =>
          [item.name, rules.items.find(one => one.item === item.item)?.count ? number(item.rate) : percent(item.rate), String(item.points ?? '–'),
            { of: item.how, class: 'words' }])));
    } catch (error) {
      refusal.textContent = error.message;
    }
  });
  return card(t.trial, node);
}

/* where the document is wrong: field, line, why */
function faults(error) {
  if (!error.violations?.length) { throw error; }
  throw new Error(error.violations.map(v => v.field + (v.line ? ' ' + say('atLine', v.line) : '') + ': ' + v.message).join(' '));
}

export default {
  id: 'rule-set',
  title: 'ruleSet',
  roles: ['evaluator', 'office-leader', 'unit-leader', 'admin'],
  hidden: true,

  async render(container, context) {
    const path = 'rule-sets/' + encodeURIComponent(context.params.id || '');
    const version = context.params.version;
    const [rules, versions, text] = await Promise.all([
      context.api.get(path, { version }), context.api.get(path + '/versions'), context.api.text(path, { version }, YAML)]);
    const latest = rules.version === versions.items[0].version;
    context.heading(inWords(rules.name));
    container.append(
      facts([[t.version, say('versionOf', rules.version)], [t.group, rules.groups?.length ? rules.groups.join(t.comma) : t.allGroups],
        [t.withoutDenominator, t['without-' + rules.withoutDenominator]], [t.minimumCases, rules.minimumCases ? number(rules.minimumCases.least) : ''],
        [t.ranked, rules.ranked === false ? t.no : t.yes], [t.source, inWords(rules.source)]]),
      el('section', { class: 'card' }, el('h3', null, t.items), items(context, rules.items)),
      rules.bonuses?.items?.length ? el('section', { class: 'card' }, el('h3', null, t.bonuses), items(context, rules.bonuses.items)) : '',
      rules.grades?.length ? card(t.grade, table(t.grade, [{ text: t.grade }, { text: t.fromTotal, n: true }], rules.grades.map(one => [one.grade, number(one.from)]))) : '',
      rules.volumeBands ? card(t.volumeBands, el('p', { class: 'note' }, rules.ranked === false ? t.gradedInBands : t.rankedInBands),
        bandTable(context, rules.volumeBands)) : '',
      trial(context, rules),
      card(t.document,
        context.may('admin') && latest ? form(context, { submit: t.storeVersion, label: t.document },
          field('document', t.documentText, 'textarea', { value: text, rows: 24, required: true }), async written => {
            const stored = await context.api.put(path, written.document + '\n', { type: YAML, version: rules.version }).catch(faults);
            return say('storedVersion', stored.version);
          }) : el('pre', { class: 'scroll', tabindex: '0', 'aria-label': t.document }, text)),
      card(t.versions, table(t.versions, [{ text: t.version }, { text: t.by }, { text: t.when }], versions.items.map(one =>
        [el('a', { href: context.href('rule-set', { id: rules.id, version: one.version }) }, say('versionOf', one.version)), one.storedBy === 'shipped' ? t.shipped : one.storedBy, time(one.storedAt)]))),
      el('p', null, el('a', { href: context.href('rule-sets') }, t.backToRuleSets)));
  }
};
