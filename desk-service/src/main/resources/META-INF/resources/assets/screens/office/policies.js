/* Deadline policies 时限规则: which holds, what other cities have, a new one. */

import { el, card, table } from '../../shell/elements.js';
import { ask, field } from '../../shell/forms.js';
import { badge } from '../../shell/office.js';
import { person } from '../../shell/people.js';
import { number, t, time } from '../../shell/words.js';

export default {
  id: 'policies',
  title: 'policies',
  roles: ['admin', 'office-leader', 'auditor'],

  async render(container, context) {
    const api = context.of('followup');
    const [list, examples] = await Promise.all([api.get('policies'), api.get('policies/examples')]);
    const begin = one => ask(context, { button: t.beginWith, text: t.beginWithText }, [
      field('id', t.policyId, 'text', { required: true, maxlength: 40, pattern: '[a-z0-9-]+', value: one.id })], async written => {
      const yaml = one.yaml.replace(/^id: .*$/m, 'id: ' + written.id);
      await api.put('policies/' + encodeURIComponent(written.id), yaml, { type: 'application/yaml' });
      return { go: ['policy', { id: written.id }], said: t.policySaved };
    });
    container.append(
      card(null, table(t.policies, [{ text: t.policyName }, { text: t.source }, { text: t.version, n: true }, { text: t.inForce }, { text: t.changedBy }],
        list.items.map(one => [el('a', { href: context.href('policy', { id: one.id }) }, one.title), { of: one.source || '–', class: 'words' }, number(one.version),
          one.activeVersion ? badge('ACTIVE', t.version + ' ' + one.activeVersion) : '–', [person(context, one.changedBy), el('small', null, time(one.changedAt))]]), { empty: t.noPolicies })),
      card(t.otherCities, el('p', { class: 'note' }, t.otherCitiesNote), table(t.otherCities, [{ text: t.policyName }, { text: t.source }, ...(context.may('admin') ? [{ text: t.action }] : [])],
        examples.items.map(one => [one.title, { of: one.source || '–', class: 'words' }, ...(context.may('admin') ? [begin(one)] : [])]))));
  }
};
