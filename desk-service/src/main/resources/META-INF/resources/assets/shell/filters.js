/* The filters of a screen: shown as a form, kept in the address. */

import { el, choice } from './elements.js';
import { month, params } from './address.js';
import { inWords, periodName, t } from './words.js';

const KINDS = ['month', 'quarter', 'year', 'week', 'day', 'range', 'named'];

function kindOf(period) {
  if (period.includes('..')) { return 'range'; }
  if (/^\d{4}-Q\d$/.test(period)) { return 'quarter'; }
  if (/^\d{4}-W\d\d$/.test(period)) { return 'week'; }
  return /^\d{4}(-\d\d){0,2}$/.test(period) ? ['year', 'month', 'day'][period.split('-').length - 1] : 'named';
}

function field(id, label, control, kinds) {
  return el('div', { class: 'field', 'data-kinds': kinds || false }, el('label', { for: id }, label), control);
}

function periodFields(period, calendars) {
  const kind = kindOf(period);
  const year = (/^\d{4}/.exec(period) || [month.slice(0, 4)])[0];
  const [from, to] = kind === 'range' ? period.split('..') : ['', ''];
  const input = (id, type, value, more) => el('input', { id, type, value, ...more });
  const kinds = KINDS.filter(k => k !== 'named' || calendars.length);
  const fields = [
    choice('kind', t.kind, kinds.map(k => [k, t['kind-' + k]]), kind, showKind),
    field('month', t.period, input('month', 'month', kind === 'month' ? period : month), 'month'),
    field('week', t.period, input('week', 'week', kind === 'week' ? period : ''), 'week'),
    field('day', t.period, input('day', 'date', kind === 'day' ? period : month + '-01'), 'day'),
    field('year', t.year, input('year', 'number', year, { min: 1990, max: 2200 }), 'quarter year'),
    field('quarter', t.quarter, el('select', { id: 'quarter' }, ['1', '2', '3', '4'].map(q =>
      el('option', { selected: kind === 'quarter' && period.endsWith(q) }, q))), 'quarter'),
    field('from', t.from, input('from', 'date', from), 'range'),
    field('to', t.to, input('to', 'date', to), 'range')];
  if (calendars.length) {
    const named = choice('named', t.period, calendars.map(c => [inWords(c.name),
      [...c.periods].reverse().map(p => [p.name, p.name + ' (' + p.first + ' – ' + p.last + ')'])]), kind === 'named' ? period : null);
    named.dataset.kinds = 'named';
    fields.push(named);
  }
  return fields;
}

function showKind(kind) {
  document.querySelectorAll('#filters [data-kinds]').forEach(node => {
    node.hidden = !node.dataset.kinds.split(' ').includes(kind);
  });
}

function chosenPeriod(form) {
  const value = id => form.querySelector('#' + id)?.value || '';
  const from = value('from');
  const to = value('to');
  return {
    month: value('month'), week: value('week'), day: value('day'), year: value('year'), named: value('named'),
    quarter: value('year') && value('year') + '-Q' + value('quarter'), range: from && to ? from + '..' + to : ''
  }[value('kind')];
}

/* areas and categories as a tree, indented */
function tree(nodes, deepest) {
  const below = new Map();
  nodes.forEach(node => below.set(node.parent ?? '', [...(below.get(node.parent ?? '') || []), node]));
  const known = new Set(nodes.map(node => node.code));
  const options = [];
  const add = node => {
    options.push([node.code, ' '.repeat(2 * (node.level - 1)) + node.name]);
    if (node.level < deepest) { (below.get(node.code) || []).forEach(add); }
  };
  nodes.filter(node => !node.parent || !known.has(node.parent)).forEach(add);
  return options;
}

function optionsOf(name, reference, now) {
  const { groups, areas, categories, channels, types } = reference.dimensions;
  const pairs = list => list.map(one => [one.code, one.name]);
  switch (name) {
    case 'ruleSet': return [['', t.ownRuleSet], ...reference.ruleSets.map(r => [r.id, inWords(r.name)])];
    case 'group': return [['', t.allGroups], ...groups.map(g => [g, g])];
    case 'area': return [['', t.allAreas], ...tree(areas, 3), ['-', t.withoutArea]];
    case 'category': return [['', t.allCategories], ...tree(categories, 2), ['-', t.withoutCategory]];
    case 'channel': return [['', t.allChannels], ...pairs(channels)];
    default: return [['', t.allTypes], ...pairs(types)];
  }
}

/* a filter that came by the address and stands in no list is shown as it is */
function withChosen(options, chosen) {
  return !chosen || options.some(([value]) => value === chosen) ? options : [...options, [chosen, chosen]];
}

/* what is filtered by, in words: for the heading and for paper */
export function inShort(names, reference, period) {
  const now = params();
  return [periodName(period || now.period), ...names.filter(name => name !== 'period' && now[name]).map(name =>
    (withChosen(optionsOf(name, reference, now), now[name]).find(([value]) => value === now[name])?.[1] || now[name]).trim())].join(' · ');
}

/*
 * The form. names: which filters the screen has. go(values) is called when they are applied.
 */
export function filterForm(names, reference, go) {
  const now = params();
  const form = el('form', { id: 'filters', 'aria-label': t.filters },
    names.includes('period') ? periodFields(now.period, reference.calendars) : null,
    names.filter(name => name !== 'period').map(name =>
      choice(name, t[name], withChosen(optionsOf(name, reference, now), now[name]), now[name])),
    el('button', { type: 'submit' }, t.apply),
    el('button', { type: 'button', class: 'quiet', onclick: () => window.print() }, t.print));
  form.addEventListener('submit', event => {
    event.preventDefault();
    const values = Object.fromEntries(names.filter(name => name !== 'period').map(name => [name, form.querySelector('#' + name).value]));
    const period = names.includes('period') ? chosenPeriod(form) : now.period;
    if (period) { go({ ...values, period }); }
  });
  const narrow = window.matchMedia('(max-width: 700px)').matches;
  const summary = el('summary', null, t.filters, ' ', el('span', { id: 'conditions' }, inShort(names, reference)));
  const box = el('details', { class: 'card filters', open: !narrow }, summary, form);
  requestAnimationFrame(() => names.includes('period') && showKind(kindOf(now.period)));
  return box;
}
