/* A table of units, areas or catalogue entries as a file: it is taken whole, or every line that is wrong is named. */

import { el } from '../../shell/elements.js';
import { ask, field } from '../../shell/forms.js';
import { english, number, say, t } from '../../shell/words.js';

const CSV = 'text/csv';

const whatIsWrong = problems => problems.map(one =>
  [say('atLine', one.line), one.column, english ? one.problemEn : one.problem].filter(Boolean).join(' ')).join('\n');

/* a button that asks for the file and sends it */
export function fileOf(context, path, hint) {
  const file = field('file', t.csvFile, 'file', { accept: '.csv,' + CSV, required: true, hint });
  return ask(context, { button: t.importFile, title: t.importFile, submit: t.importFile }, file, async () => {
    const report = await context.api.post(path + '/import', await file.querySelector('input').files[0].text(), { type: CSV });
    if (report.problems.length) { throw new Error(whatIsWrong(report.problems)); }
    return say('imported', number(report.created), number(report.changed), number(report.unchanged));
  });
}

/* the same beside a list */
export const fileRow = (context, path, hint) => context.may('admin') ? el('div', { class: 'actions' }, fileOf(context, path, hint)) : '';
