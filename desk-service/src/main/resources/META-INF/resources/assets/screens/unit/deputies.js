/* Who stands in for a reviewer or a leader, and for how long AB角. */

import { el, card, table } from '../../shell/elements.js';
import { ask, field, pages } from '../../shell/forms.js';
import { person, personField, saying } from '../../shell/people.js';
import { code } from '../../shell/reference.js';
import { day, number, officeDay, say, t } from '../../shell/words.js';
import { ofUnit } from './orders.js';

const ROLES = ['unit-leader', 'unit-reviewer'];

function name(context) {
  const of = (name, label, value) => personField(context, context.viewer.unit, name, label, { value });
  return ask(context, { button: t.nameDeputy, before: () => Promise.all([of('person', t.person, context.viewer.subject), of('deputy', t.deputy)]) }, [
    field('role', t.role, 'select', { options: ROLES.map(role => [role, t['role-' + role]]) }),
    field('level', t.level, 'select', { options: context.reference.codes.options('SignOffLevel', '–'), hint: t.levelHint }),
    field('from', t.from, 'date', { required: true }), field('to', t.to, 'date', { required: true }),
    field('reason', t.reason, 'text', { maxlength: 500 })], async (written, key) => {
    await context.api.post(ofUnit(context) + '/deputies', written, { key });
    return t.deputyNamed;
  });
}

const end = (context, one) => ask(context, { button: t.endDeputy, text: saying('endDeputyText', person(context, one.deputy), person(context, one.person)) }, [], async (written, key) => {
  await context.api.post('deputies/' + one.deputyId + '/end', {}, { key });
  return t.deputyEnded;
});

export default {
  id: 'deputies',
  title: 'deputies',
  roles: ['unit-leader', 'unit-reviewer'],

  async render(container, context) {
    const [page, mine] = await Promise.all([
      context.api.get(ofUnit(context) + '/deputies', { after: context.params.after, limit: 50 }), context.api.get('deputies/mine')]);
    const today = officeDay();
    const rows = list => list.map(one => [
      person(context, one.person), t['role-' + one.role] || code(context, 'Role', one.role), person(context, one.deputy), day(one.from) + ' – ' + day(one.to), { of: one.reason || '–', class: 'words' },
      one.endedAt ? t.deputyOver : one.to < today ? t.deputyOver : context.may('unit-leader') ? end(context, one) : t.deputyStands]);
    const head = [{ text: t.person }, { text: t.role }, { text: t.deputy }, { text: t.standsIn }, { text: t.reason }, { text: t.state }];
    container.append(
      mine.items.length ? card(t.iStandIn, table(t.iStandIn, head, rows(mine.items))) : '',
      card(t.deputies, table(t.deputies, head, rows(page.items), { empty: t.noDeputies }),
        context.may('unit-leader') ? el('div', { class: 'actions' }, name(context)) : ''),
      pages(context, page, say('listed', number(page.items.length)), values => context.href('deputies', values)));
  }
};
