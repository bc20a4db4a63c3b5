/* What the unit has in hand: searched, counted and paged by the service; what ended is searched by number and title. */

import { el } from '../../shell/elements.js';
import { field, form, pages, saveTables, states, values } from '../../shell/forms.js';
import { watched } from '../../shell/live.js';
import { categoryName, code } from '../../shell/reference.js';
import { number, say, t } from '../../shell/words.js';
import { recalls } from './recalls.js';
import { ENDED, OPEN, PEOPLE, ofUnit, ordersTable } from './orders.js';

const PAGE = 50;
const NEAR = { OVERDUE: 'over', TODAY: 'today', TOMORROW: 'tomorrow' };
const AS = ['LEAD', 'HANDED_DOWN', 'CO'];

/* what is looked for, as the service takes it */
const wanted = ({ as, q, due, category, assignee }) => ({ as, q, due, category, assignee });

const counted = (items, name) => items.map(one => [one.code, name(one.code) + ' ' + number(one.count)]);

/* what was chosen can be seen even if nothing is left of it */
const withChosen = (options, chosen, name) => chosen && !options.some(([value]) => value === chosen) ? [...options, [chosen, name(chosen)]] : options;

function filters(context, counts) {
  const { state, as, q, due, category, assignee } = context.params;
  const nameOf = one => categoryName(context, one);
  const node = el('form', { class: 'picks card', role: 'search', 'aria-label': t.searchOrders },
    el('div', { class: 'field wide' }, el('label', { for: 'q' }, t.searchWords),
      el('input', { id: 'q', name: 'q', type: 'search', value: q, maxlength: 100, placeholder: t.wordsHint })),
    field('due', t.replyDue, 'select', { value: due, options: context.reference.codes.options('DueIn', t.all) }),
    field('category', t.category, 'select', { value: category, options: [['', t.all], ...withChosen(counted(counts.categories, nameOf), category, nameOf)] }),
    field('assignee', t.handler, 'select', { value: assignee, options: [['', t.all], ...withChosen(counted(counts.handlers, one => one), assignee, one => one)] }),
    field('as', t.partOfUnit, 'select', { value: as, options: AS.map(one => [one === 'LEAD' ? '' : one, code(context, 'UnitPart', one)]) }),
    el('button', { type: 'submit' }, t.searchHere));
  node.addEventListener('submit', event => {
    event.preventDefault();
    context.go('inbox', { state, after: null, ...values(node) });
  });
  return node;
}

/* signs those that are ticked, all at once; says of the others where they stand */
function signMany(context, place) {
  return form(context, { submit: t.signChosen, label: t.signChosen }, [], async (written, key) => {
    const chosen = [...place.querySelectorAll('input[name=sign]:checked')].map(box => box.value);
    if (!chosen.length) { throw new Error(t.chooseOrders); }
    const { signed, others } = await context.api.post(ofUnit(context) + '/inbox/sign', { workOrderIds: chosen }, { key: key + ' ' + chosen.length });
    const first = others[0];
    return say('signedMany', number(signed.length))
      + (first ? ' ' + say('notSigned', number(others.length), first.caseNumber + ' ' + code(context, 'WorkOrderState', first.state)) : '');
  });
}

function all(place) {
  const box = el('input', { id: 'sign-all', type: 'checkbox' });
  box.addEventListener('change', () => place.querySelectorAll('input[name=sign]').forEach(one => { one.checked = box.checked; }));
  return el('div', { class: 'check' }, box, el('label', { for: 'sign-all' }, t.chooseAll));
}

async function ended(container, context) {
  const { as, q, assignee, after } = context.params;
  const page = await context.api.get(ofUnit(context) + '/work-orders', { state: ENDED, as, q, assignee, after, limit: PAGE });
  container.append(
    el('section', { class: 'card' }, ordersTable(context, t.endedOrders, page.items, { empty: q ? t.nothingFound : t.noOrders })),
    pages(context, page, say('listed', number(page.items.length)), values => context.href('inbox', { state: 'ended', as, q, assignee, ...values })));
}

export default {
  id: 'inbox',
  title: 'inbox',
  roles: PEOPLE,

  async render(container, context) {
    const { state, after } = context.params;
    const query = wanted(context.params);
    const inState = state === 'ended' ? null : state;
    const [counts, list] = await Promise.all([
      context.api.get(ofUnit(context) + '/inbox/counts', { ...query, state: inState }),
      state === 'ended' ? null : watched(context, () => context.api.get(ofUnit(context) + '/inbox', { ...query, state: inState, after, limit: PAGE }), one => one.workOrderId)]);
    const inAll = Object.values(counts.states).reduce((sum, one) => sum + one, 0);
    container.append(
      el('ul', { class: 'counts' }, Object.entries(NEAR).map(([due, how]) => el('li', { class: 'due ' + how },
        el('a', { href: context.href('inbox', { ...query, state, due }) }, el('b', null, number(counts.due[due])), ' ', t['filter-' + how])))),
      filters(context, counts),
      states(t.state, [['', t.openOrders + ' ' + number(inAll)],
        ...OPEN.map(one => [one, code(context, 'WorkOrderState', one) + ' ' + number(counts.states[one] || 0)]), ['ended', t.endedOrders]], state,
      value => context.href('inbox', { ...query, state: value })));
    if (!list) {
      await ended(container, context);
      return;
    }
    const { page, news } = list;
    const orders = el('section', { class: 'card orders' });
    const signable = page.items.some(order => order.allowed.includes('sign'));
    const box = order => order.allowed.includes('sign')
      ? el('input', { type: 'checkbox', name: 'sign', value: order.workOrderId, 'aria-label': say('choose-order', order.caseNumber) }) : '';
    const narrowed = query.q || query.due || query.category || query.assignee;
    orders.append(ordersTable(context, t.inbox, page.items, { first: signable ? box : null, empty: narrowed ? t.nothingFound : t.noOrders }));
    orders.append(el('div', { class: 'line' }, signable ? [all(orders), signMany(context, orders)] : '',
      page.items.length ? el('div', { class: 'actions' }, saveTables(context, ofUnit(context) + '/inbox/export', { ...query, state: inState }, t.inbox)) : ''));
    container.append(news, orders,
      pages(context, page, say('listedOf', number(page.items.length), number(counts.total)), values => context.href('inbox', { ...query, state, ...values })));
    if (!state) { container.append(await recalls(context)); }
  }
};
