/* What the unit has in hand, by state. All of it is read, so that it can be counted and searched; what ended comes page by page. */

import { el } from '../../shell/elements.js';
import { standing } from '../../shell/due.js';
import { field, form, pages, states, values } from '../../shell/forms.js';
import { categoryName, code, upTo } from '../../shell/reference.js';
import { number, say, t } from '../../shell/words.js';
import { ENDED, OPEN, PEOPLE, ofUnit, orderPath, ordersTable } from './orders.js';

const PAGE = 50;
const DUE = ['over', 'today', 'tomorrow', 'later'];
const AS = ['LEAD', 'HANDED_DOWN', 'CO'];

const holds = (order, words) => [order.caseNumber, order.title, order.assignee].some(text => (text || '').includes(words));

/* what is due first comes first; what has no date yet comes last */
const byDue = (a, b) => (a.replyDueAt || '9').localeCompare(b.replyDueAt || '9');

function filters(context, orders) {
  const { state, as, q, dueIn, kind } = context.params;
  const kinds = [...new Set(orders.map(order => order.category).filter(Boolean))];
  const node = el('form', { class: 'picks card', role: 'search', 'aria-label': t.searchOrders },
    el('div', { class: 'field wide' }, el('label', { for: 'q' }, t.searchWords), el('input', { id: 'q', name: 'q', type: 'search', value: q, placeholder: t.wordsHint })),
    field('dueIn', t.replyDue, 'select', { value: dueIn, options: [['', t.all], ...DUE.map(one => [one, t['filter-' + one]])] }),
    field('kind', t.category, 'select', { value: kind, options: [['', t.all], ...kinds.map(one => [one, categoryName(context, one)])] }),
    field('as', t.partOfUnit, 'select', { value: as, options: AS.map(one => [one === 'LEAD' ? '' : one, code(context, 'UnitPart', one)]) }),
    el('button', { type: 'submit' }, t.searchHere));
  node.addEventListener('submit', event => {
    event.preventDefault();
    context.go('inbox', { state, after: null, ...values(node) });
  });
  return node;
}

/* signs those that are ticked, one after the other; says which could not be */
function signMany(context, place) {
  return form(context, { submit: t.signChosen, label: t.signChosen }, [], async () => {
    const chosen = [...place.querySelectorAll('input[name=sign]:checked')].map(box => box.value);
    if (!chosen.length) { throw new Error(t.chooseOrders); }
    const refused = [];
    for (const id of chosen) {
      await context.api.post(orderPath(id) + '/sign', {}, { key: 'sign ' + id }).catch(error => refused.push(error.message));
    }
    return say('signedMany', number(chosen.length - refused.length)) + (refused.length ? ' ' + say('notSigned', number(refused.length), refused[0]) : '');
  });
}

function all(place) {
  const box = el('input', { id: 'sign-all', type: 'checkbox' });
  box.addEventListener('change', () => place.querySelectorAll('input[name=sign]').forEach(one => { one.checked = box.checked; }));
  return el('div', { class: 'check' }, box, el('label', { for: 'sign-all' }, t.chooseAll));
}

async function ended(container, context) {
  const { as, after } = context.params;
  const page = await context.api.get(ofUnit(context) + '/work-orders', { state: ENDED, as, after, limit: PAGE });
  container.append(
    el('section', { class: 'card' }, ordersTable(context, t.endedOrders, page.items, { empty: t.noOrders })),
    pages(context, page, say('listed', number(page.items.length)), values => context.href('inbox', { state: 'ended', as, ...values })));
}

export default {
  id: 'inbox',
  title: 'inbox',
  roles: PEOPLE,

  async render(container, context) {
    const { state, as, q, dueIn, kind } = context.params;
    const { items, more } = await upTo(context.api, ofUnit(context) + '/work-orders', { state: OPEN, as });
    const found = items.filter(order => (!q || holds(order, q)) && (!dueIn || standing(order.replyDueAt) === dueIn) && (!kind || order.category === kind));
    const count = one => found.filter(order => order.state === one).length;
    const shown = found.filter(order => !state || order.state === state).sort(byDue);
    const near = ['over', 'today', 'tomorrow'].map(one => [one, items.filter(order => standing(order.replyDueAt) === one).length]);
    container.append(
      el('ul', { class: 'counts' }, near.map(([one, howMany]) => el('li', { class: 'due ' + one },
        el('a', { href: context.href('inbox', { dueIn: one, as }) }, el('b', null, number(howMany)), ' ', t['filter-' + one])))),
      filters(context, items),
      states(t.state, [['', t.openOrders + ' ' + number(found.length)],
        ...OPEN.map(one => [one, code(context, 'WorkOrderState', one) + ' ' + number(count(one))]), ['ended', t.endedOrders]], state,
      value => context.href('inbox', { state: value, as, q, dueIn, kind })));
    if (more) { container.append(el('p', { class: 'note' }, say('moreOrders', number(items.length)))); }
    if (state === 'ended') {
      await ended(container, context);
      return;
    }
    const list = el('section', { class: 'card orders' });
    const signable = shown.some(order => order.allowed.includes('sign'));
    const box = order => order.allowed.includes('sign')
      ? el('input', { type: 'checkbox', name: 'sign', value: order.workOrderId, 'aria-label': say('choose-order', order.caseNumber) }) : '';
    list.append(ordersTable(context, t.inbox, shown, { first: signable ? box : null, empty: q || dueIn || kind ? t.nothingFound : t.noOrders }));
    if (signable) { list.append(el('div', { class: 'line' }, all(list), signMany(context, list))); }
    container.append(list);
  }
};
