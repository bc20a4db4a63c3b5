/* One deadline policy: its text, what would become of a case under it, and from when it holds. */

import { el, card, table } from '../../shell/elements.js';
import { reckoning } from '../../shell/deadlines.js';
import { ask, field, form, moment } from '../../shell/forms.js';
import { paragraphs } from '../../shell/office.js';
import { code } from '../../shell/reference.js';
import { say, t, time } from '../../shell/words.js';

const OPEN = ['KEEP', 'APPLY'];

/* deadlines of a case as the policy reckons them */
const previewTable = (context, found) => table(t.preview, [{ text: t.deadline }, { text: t.from }, { text: t.dueTime }, { text: t.yellow }, { text: t.red }, { text: t.explanation }],
  found.deadlines.map(one => [one.title || code(context, 'DeadlineKind', one.kind), time(one.startedAt), time(one.dueAt), time(one.yellowAt), time(one.redAt),
    { of: reckoning(one), class: 'words' }]), { empty: t.noData });

function preview(context, api, id, version) {
  const place = el('div', { 'aria-live': 'polite' });
  const { codes, dimensions } = context.reference;
  const ask_ = form(context, { submit: t.preview, quiet: true }, [el('div', { class: 'line' },
    field('type', t.type, 'select', { options: codes.options('CaseType'), value: 'COMPLAINT' }), field('urgency', t.urgency, 'select', { options: codes.options('Urgency'), value: 'ORDINARY' }),
    field('unitLevel', t.unitLevel, 'select', { options: codes.options('UnitLevel'), value: 'CITY' }),
    field('category', t.category, 'select', { options: [['', '–'], ...dimensions.categories.map(one => [one.code, one.name])] }),
    field('registeredAt', t.registeredAt, 'datetime-local', {}), field('rework', t.reworked, 'check'))], async written => {
    const asked = { ...written, registeredAt: moment(written.registeredAt), version };
    place.replaceChildren(previewTable(context, await api.post('policies/' + encodeURIComponent(id) + '/preview', asked)));
    return { stay: true };
  });
  return card(t.previewTitle, el('p', { class: 'note' }, t.previewNote), ask_, place);
}

export default {
  id: 'policy',
  title: 'policies',
  roles: ['admin', 'office-leader', 'auditor'],
  hidden: true,

  async render(container, context) {
    const { id } = context.params;
    const api = context.of('followup');
    const path = 'policies/' + encodeURIComponent(id || '');
    const found = await api.get(path, { version: context.params.version });
    const mayChange = context.may('admin');
    context.heading(found.id + ' · ' + t.version + ' ' + found.version);
    container.append(
      el('p', { class: 'sentence' }, found.active ? t.policyHolds : t.policyDoesNotHold),
      mayChange ? preview(context, api, id, found.version) : '',
      mayChange ? card(t.putInForce, el('p', { class: 'note' }, t.putInForceNote), el('div', { class: 'actions' },
        ask(context, { button: t.putInForce, text: say('putInForceText', found.version) }, [
          field('from', t.holdsFrom, 'datetime-local', { hint: t.holdsFromHint }),
          field('openCases', t.openCases, 'select', { options: OPEN.map(one => [one, t['openCases-' + one]]) })], async (written, key) => {
          await api.post(path + '/activation', { version: found.version, from: moment(written.from), openCases: written.openCases }, { key });
          return t.policyInForce;
        }))) : '',
      card(t.policyText, mayChange ? form(context, { submit: t.saveVersion, draft: 'policy ' + id }, [
        field('yaml', t.policyText, 'textarea', { required: true, rows: 24, value: found.yaml, spellcheck: 'false', class: 'code', hint: t.policyTextHint })], async written => {
        const saved = await api.put(path, written.yaml, { type: 'application/yaml' });
        return { go: ['policy', { id, version: null }], said: say('versionSaved', saved.version) };
      }) : paragraphs(found.yaml)),
      el('p', null, el('a', { href: context.href('policies') }, t.backToPolicies)));
  }
};
