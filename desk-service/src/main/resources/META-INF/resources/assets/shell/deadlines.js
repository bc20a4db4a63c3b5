/* Deadlines, each with how it was reckoned. */

import { el, table } from './elements.js';
import { due } from './due.js';
import { badge } from './office.js';
import { code } from './reference.js';
import { t, time } from './words.js';

export const reckoning = one => one.explanation?.length
  ? el('details', null, el('summary', null, t.explain), el('ol', null, one.explanation.map(step =>
    el('li', null, step.text, step.source ? el('small', null, step.source) : '')))) : '–';

export const deadlinesTable = (context, deadlines) => table(t.deadlines,
  [{ text: t.deadline }, { text: t.dueTime }, { text: t.state }, { text: t.doneAt }, { text: t.explanation }], (deadlines || []).map(one => {
    const doneAt = one.doneAt || one.endedAt;
    return [code(context, 'DeadlineKind', one.kind), doneAt || one.state === 'CANCELLED' ? time(one.dueAt) : due(one.dueAt),
      [badge('deadline-' + one.state, code(context, 'DeadlineState', one.state)), one.provisional ? el('small', null, t.provisional) : ''],
      time(doneAt), { of: reckoning(one), class: 'words' }];
  }), { empty: t.noDeadlineYet });
