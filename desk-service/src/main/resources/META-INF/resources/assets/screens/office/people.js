/* The directory of people 人员名录: who works for the hotline and its units, from when to when. It gives no right; the provider does. */

import { el, table } from '../../shell/elements.js';
import { ask, chosen, field, pages, saveButton, states, values } from '../../shell/forms.js';
import { badge, unitName, unitOptions } from '../../shell/office.js';
import { day, number, officeDay, say, t } from '../../shell/words.js';

const ROLES = ['unit-handler', 'unit-reviewer', 'unit-leader', 'agent', 'dispatcher', 'centre-reviewer', 'supervisor', 'callback-agent', 'evaluator',
  'office-leader', 'auditor', 'admin', 'importer'];
const path = subject => 'people/' + encodeURIComponent(subject);

/* fields of a person; rolesNode is asked what is chosen */
function fieldsOf(context, one, rolesNode) {
  return [
    field('name', t.personName, 'text', { required: true, maxlength: 100, value: one.name }), rolesNode,
    field('unit', t.unit, 'select', { options: unitOptions(context, t.ofHotline), value: one.unit }),
    field('level', t.level, 'select', { options: context.reference.codes.options('SignOffLevel', '–'), value: one.level, hint: t.levelHint }),
    field('phone', t.phone, 'tel', { maxlength: 30, value: one.phone }),
    field('validFrom', t.validFrom, 'date', { value: one.validFrom }), field('validTo', t.validTo, 'date', { value: one.validTo, hint: t.validToHint })];
}

const rolesField = one => field('roles', t.roles, 'select', {
  multiple: true, size: 6, required: true, value: one.roles || [], options: ROLES.map(role => [role, t['role-' + role]]) });

const bodyOf = (written, rolesNode) => {
  const { subject, ...rest } = written;
  return { ...rest, roles: chosen(rolesNode) };
};

function file(context) {
  const roles = rolesField({});
  return ask(context, { button: t.filePerson, text: t.filePersonText }, [
    field('subject', t.subject, 'text', { required: true, maxlength: 200, hint: t.subjectHint }), ...fieldsOf(context, {}, roles)], async written => {
    await context.api.put(path(written.subject), bodyOf(written, roles));
    return t.personFiled;
  });
}

function change(context, one) {
  const roles = rolesField(one);
  let version;
  return ask(context, { button: t.change, title: one.name + ' · ' + one.subject,
    before: async () => { version = (await context.api.read(path(one.subject))).version; return []; } }, fieldsOf(context, one, roles), async written => {
    await context.api.put(path(one.subject), bodyOf(written, roles), { version });
    return t.personFiled;
  });
}

/* a file of people, taken whole or said line by line what is wrong with it */
function importing(context) {
  return ask(context, { button: t.importPeople, text: t.importPeopleText }, [
    field('file', t.file, 'file', { accept: '.csv,text/csv', required: true })], async () => {
    const chosenFile = document.querySelector('dialog input[type=file]').files[0];
    const report = await context.api.post('people/import', await chosenFile.text(), { type: 'text/csv;charset=UTF-8' });
    if (!report.problems.length) { return say('imported', number(report.created), number(report.changed), number(report.unchanged)); }
    document.querySelector('dialog .error').replaceChildren(t.nothingTaken, el('ul', null, report.problems.map(one =>
      el('li', null, say('inLine', one.line, one.column || '–', document.documentElement.lang.startsWith('en') ? one.problemEn : one.problem)))));
    return { stay: true };
  });
}

function search(context) {
  const { q, unit, role } = context.params;
  const node = el('form', { class: 'card picks', role: 'search' },
    field('q', t.nameOrSubject, 'search', { value: q, maxlength: 100, 'data-first': true }),
    field('unit', t.unit, 'select', { value: unit, options: unitOptions(context, t.allUnits) }),
    field('role', t.role, 'select', { value: role, options: [['', t.all], ...ROLES.map(one => [one, t['role-' + one]])] }),
    el('div', { class: 'actions' }, el('button', { type: 'submit' }, t.searchHere)));
  node.addEventListener('submit', event => {
    event.preventDefault();
    context.go('people', { ...values(node), after: null });
  });
  return node;
}

function standing(one) {
  const today = officeDay();
  if (one.validTo && one.validTo < today) { return badge('ENDED', one.lapsed ? t.lapsed : t.left); }
  return one.validFrom > today ? badge('PENDING', t.comes) : badge('ACTIVE', t.atWork);
}

export default {
  id: 'people',
  title: 'people',
  roles: ['admin', 'office-leader', 'auditor'],

  async render(container, context) {
    const { q, unit, role, valid, after } = context.params;
    const page = await context.api.get('people', { q, unit, role, valid, after, limit: 50 });
    const mayFile = context.may('admin');
    const rows = page.items.map(one => [
      [one.name, el('small', null, one.subject)], one.unit ? unitName(context, one.unit) : t.ofHotline,
      { of: one.roles.map(name => t['role-' + name] || name).join(t.comma), class: 'words' }, one.phone || '–',
      [day(one.validFrom) + ' – ' + (one.validTo ? day(one.validTo) : '')], [standing(one), one.filed ? '' : el('small', null, t.seenOnly)], day(one.signedIn),
      ...(mayFile ? [change(context, one)] : [])]);
    container.append(
      search(context),
      states(t.state, [['', t.all], ['true', t.atWork], ['false', t.notAtWork]], valid, value => context.href('people', { q, unit, role, valid: value })),
      el('section', { class: 'card' },
        el('div', { class: 'actions' }, mayFile ? [file(context), importing(context)] : '', saveButton(context, t.exportPeople, 'people/export', {}, 'text/csv', 'people.csv')),
        table(t.people, [{ text: t.personName }, { text: t.unit }, { text: t.roles }, { text: t.phone }, { text: t.inOffice }, { text: t.state }, { text: t.signedIn },
          ...(mayFile ? [{ text: t.action }] : [])], rows, { empty: t.nobodyFound })),
      pages(context, page, say('listed', number(rows.length)), more => context.href('people', { q, unit, role, valid, ...more })));
  }
};
