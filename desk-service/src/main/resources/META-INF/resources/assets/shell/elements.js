/* Small builders. Everything from outside goes in as text. */

import { t } from './words.js';

export function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  Object.entries(attributes || {}).forEach(([name, value]) => {
    if (name === 'class') { node.className = value; }
    else if (name.startsWith('on')) { node.addEventListener(name.slice(2), value); }
    else if (value !== null && value !== undefined && value !== false) { node.setAttribute(name, value === true ? '' : value); }
  });
  node.append(...children.flat(3).filter(child => child !== null && child !== undefined && child !== '')
    .map(child => child instanceof Node ? child : document.createTextNode(child)));
  return node;
}

/*
 * A table that scrolls sideways by itself where the screen is narrow.
 * head: [{text, n: whether numbers stand below}]; rows: [[cell, …]], a cell being text, a node, or {of: text or node, class}.
 * The first cell of a row is its heading.
 */
export function table(label, head, rows, { caption, empty } = {}) {
  if (!rows.length) {
    return el('p', { class: 'note' }, empty || t.noData);
  }
  const cell = (content, i) => {
    const { of, class: more } = content !== null && typeof content === 'object' && 'of' in content ? content : { of: content };
    const names = [head[i]?.n ? 'n' : '', more || ''].filter(Boolean).join(' ');
    return i === 0 ? el('th', { scope: 'row', class: names }, of) : el('td', { class: names }, of);
  };
  return el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': label },
    el('table', null,
      caption ? el('caption', null, caption) : null,
      el('thead', null, el('tr', null, head.map(h => el('th', { scope: 'col', class: h.n ? 'n' : '' }, h.text)))),
      el('tbody', null, rows.map(row => el('tr', null, row.map(cell))))));
}

export function card(title, ...content) {
  return el('section', { class: 'card' }, title ? el('h3', null, title) : null, content);
}

/* from how many options on a list is searched */
export const LONG = 30;

/* narrows a list to what holds the words; what is chosen stays, and Enter chooses the first that is left */
export function search(select, label) {
  const words = el('input', { type: 'search', 'aria-label': t.searchHere + ' ' + label, placeholder: t.searchHere });
  words.addEventListener('input', () => [...select.options].forEach(option => {
    option.hidden = option.value !== '' && !option.selected && !option.text.includes(words.value.trim());
  }));
  words.addEventListener('keydown', event => {
    const first = [...select.options].find(option => option.value !== '' && option.text.includes(words.value.trim()));
    if (event.key !== 'Enter' || select.multiple || !words.value.trim() || !first) { return; }
    event.preventDefault();
    select.value = first.value;
    select.dispatchEvent(new Event('input', { bubbles: true }));
    select.dispatchEvent(new Event('change', { bubbles: true }));
    select.focus();
  });
  return words;
}

/* a select with its label; options: [[value, text], …] or [[group, [[value, text], …]], …] */
export function choice(id, label, options, chosen, onchange) {
  const option = ([value, text]) => Array.isArray(text)
    ? el('optgroup', { label: value }, text.map(option))
    : el('option', { value, selected: value === (chosen ?? '') }, text);
  const select = el('select', { id }, options.map(option));
  if (onchange) { select.addEventListener('change', () => onchange(select.value)); }
  return el('div', { class: 'field' }, el('label', { for: id }, label), select.options.length > LONG ? search(select, label) : null, select);
}

/* how far a percentage is, with a mark where it should be; the numbers stand beside it */
export function bar(value, target) {
  const filled = el('i');
  filled.style.width = Math.min(100, value ?? 0) + '%';
  const marks = [filled];
  if (target !== undefined) {
    const mark = el('b');
    mark.style.left = Math.min(99.5, target) + '%';
    marks.push(mark);
  }
  return el('div', { class: 'bar', 'aria-hidden': 'true' }, marks);
}
