/* What a figure means: a dialog with everything its definition says, with the numbers it was made of. */

import { el } from './elements.js';
import { figure, inWords, number, t } from './words.js';

const sum = (row, codes) => codes.reduce((total, code) => total + (row[code] || 0), 0);

/* definition: of /indicators/definitions; row: figures beside which it stands; link: to the cases. All but the first may be absent. */
export function definitionDialog(definition, row, link) {
  if (!definition) { return; }
  const lines = [];
  const line = (term, ...what) => lines.push(el('dt', null, term), el('dd', null, what));
  if (row && row[definition.code] !== undefined) {
    line(t.value, el('b', null, figure(definition, row[definition.code])));
  }
  if (definition.words) {
    line(t.counts, inWords(definition.words));
  }
  if (definition.numerator) {
    const known = row && definition.numeratorCounts && definition.denominatorCounts;
    line(t.numerator, known ? el('b', null, number(sum(row, definition.numeratorCounts)) + ' ') : '', inWords(definition.numerator));
    line(t.denominator, known
      ? el('b', null, number(sum(row, definition.denominatorCounts) - sum(row, definition.lessDenominatorCounts || [])) + ' ') : '',
      inWords(definition.denominator));
  }
  line(t.belongs, inWords(definition.period));
  if (definition.rounding) { line(t.roundingOf, inWords(definition.rounding)); }
  if (definition.withoutDenominator) { line(t.noDenominator, inWords(definition.withoutDenominator)); }
  const dialog = el('dialog', { class: 'definition', 'aria-labelledby': 'definition-title' },
    el('h2', { id: 'definition-title' }, inWords(definition.name)),
    el('dl', null, lines),
    el('div', { class: 'actions' },
      link ? el('a', { class: 'button quiet', href: link, onclick: () => dialog.close() }, t.showAllCases) : null,
      el('button', { type: 'button', onclick: () => dialog.close() }, t.close)));
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
