/* Who looked at what 访问留痕: contact data and searches in intake, work orders in dispatch, cases in assessment; and who changed webhooks and people. */

import { el, card, table } from '../../shell/elements.js';
import { field, pages, states, values } from '../../shell/forms.js';
import { unitName } from '../../shell/office.js';
import { person } from '../../shell/people.js';
import { number, say, t, time } from '../../shell/words.js';

const LOGS = { contacts: ['intake', 'access-log'], orders: ['dispatch', 'reading-log'], cases: ['assessment', 'reading-log'], changes: ['dispatch', 'change-log'] };

/* a change as a line of the others: what it is of, and each field before and after */
const changed = one => ({
  ...one, action: one.kind + '-' + one.action,
  purpose: [one.of, ...one.changes.map(change => (t['changed-' + change.field] || change.field) + (change.before || change.after ? ' ' + (change.before || '–') + ' → ' + (change.after || '–') : ''))].join(t.comma)
});

function search(context, log) {
  const { subject, caseId } = context.params;
  const node = el('form', { class: 'card picks', role: 'search' },
    field('subject', t.subject, 'search', { value: subject, maxlength: 200, 'data-first': true }),
    log === 'changes' ? '' : field('caseId', t.caseId, 'search', { value: caseId, maxlength: 36 }),
    el('div', { class: 'actions' }, el('button', { type: 'submit' }, t.searchHere)));
  node.addEventListener('submit', event => {
    event.preventDefault();
    context.go('logs', { log, ...values(node), after: null });
  });
  return node;
}

export default {
  id: 'logs',
  title: 'logs',
  roles: ['auditor'],

  async render(container, context) {
    const { subject, caseId, after } = context.params;
    const log = LOGS[context.params.log] ? context.params.log : 'contacts';
    const [service, path] = LOGS[log];
    const page = await context.of(service).get(path, { subject, caseId: log === 'changes' ? null : caseId, after, limit: 50 });
    const lines = log === 'changes' ? page.items.map(changed) : page.items;
    container.append(
      states(t.logs, Object.keys(LOGS).map(one => [one, t['log-' + one]]), log, value => context.href('logs', { log: value, subject, caseId })),
      search(context, log),
      card(null, table(t.logs, [{ text: t.when }, { text: t.by }, { text: t.unit }, { text: t.what }, { text: log === 'changes' ? t.details : t.purpose }, { text: t.caseId }],
        lines.map(one => [time(one.at), [person(context, one.subject), el('small', null, (one.roles || []).map(role => t['role-' + role] || role).join(t.comma))],
          one.unit ? unitName(context, one.unit) : '–', t['looked-' + (one.action || log)] || one.action || t['log-' + log], { of: one.purpose || '–', class: 'words' }, one.caseId || '–']),
        { empty: t.noLog })),
      pages(context, page, say('listed', number(page.items.length)), more => context.href('logs', { log, subject, caseId, ...more })));
  }
};
