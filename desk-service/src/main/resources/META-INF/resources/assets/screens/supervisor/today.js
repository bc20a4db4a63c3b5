/* The day by unit: what turns red today, what is red, what is under supervision. Every number leads to what it counts. */

import { el, card, table } from '../../shell/elements.js';
import { due } from '../../shell/due.js';
import { watched } from '../../shell/live.js';
import { code } from '../../shell/reference.js';
import { unitName } from '../../shell/office.js';
import { number, t, time } from '../../shell/words.js';

const link = (context, screen, values, count) => count ? el('a', { href: context.href(screen, values) }, number(count)) : number(count);

export default {
  id: 'today',
  title: 'today',
  roles: ['supervisor'],

  async render(container, context) {
    const read = async () => {
      const [day, soon] = await Promise.all([context.api.get('supervision-today'), context.api.get('supervision-today/turning-red', { limit: 50 })]);
      return { ...soon, day };
    };
    const { page: { items: soon, day }, news } = await watched(context, read, one => one.deadlineId, { beside: one => JSON.stringify({ ...one.day, asOf: null }) });
    const sum = (text, count, how, screen, values) => el('li', { class: 'due ' + how },
      el('a', { href: context.href(screen, values) }, el('b', null, number(count)), ' ', text));
    container.append(
      news,
      el('ul', { class: 'counts' },
        sum(t.turnsRed, day.turnsRed, 'tomorrow', 'deadlines', { state: 'YELLOW' }), sum(t.turnedRed, day.turnedRed, 'today', 'deadlines', { state: 'RED' }),
        sum(t.red, day.red, 'over', 'deadlines', { state: 'RED' }), sum(t.underSupervision, day.supervisions, 'today', 'supervisions', { state: 'OPEN' }),
        sum(t.overdueSupervisions, day.overdueSupervisions, 'over', 'supervisions', { state: 'OPEN' }),
        sum(t.lateRulings, day.lateRulings, 'over', 'decisions', { kind: 'ruling' }),
        sum(t.lateTriage, day.lateTriage || 0, 'over', 'decisions', { kind: 'triage' }), sum(t.lateAnswers, day.lateAnswers || 0, 'over', 'decisions', { kind: 'answer' }),
        sum(t.openTextReplies, day.openTextReplies || 0, 'today', 'decisions', { kind: 'text' }), sum(t.lateTextReplies, day.lateTextReplies || 0, 'over', 'decisions', { kind: 'text' })),
      el('p', { class: 'note' }, t.asOf + ' ' + time(day.asOf)),
      card(t.byUnit, table(t.byUnit, [{ text: t.unit }, { text: t.turnsRed, n: true }, { text: t.turnedRed, n: true }, { text: t.red, n: true },
        { text: t.underSupervision, n: true }, { text: t.overdueSupervisions, n: true }], day.items.map(one => [
        one.name || unitName(context, one.unit), link(context, 'deadlines', { unit: one.unit, state: 'YELLOW' }, one.turnsRed), number(one.turnedRed),
        link(context, 'deadlines', { unit: one.unit, state: 'RED' }, one.red), link(context, 'supervisions', { unit: one.unit, state: 'OPEN' }, one.supervisions),
        number(one.overdueSupervisions)]), { empty: t.nothingToday })),
      card(t.turningRedSoon, table(t.turningRedSoon, [{ text: t.caseNumber }, { text: t.titleOfCase }, { text: t.unit }, { text: t.deadline }, { text: t.dueTime }, { text: t.redAt }],
        soon.map(one => [one.caseNumber, { of: one.workOrderId ? el('a', { href: context.href('order', { id: one.workOrderId }) }, one.title) : one.title, class: 'words' },
          unitName(context, one.unit), code(context, 'DeadlineKind', one.kind), due(one.dueAt), time(one.redAt)]), { empty: t.nothingToday })));
  }
};
