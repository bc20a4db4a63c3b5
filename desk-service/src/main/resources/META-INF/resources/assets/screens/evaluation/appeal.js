/* The leader of a unit objects to a case that counts in an item of its score. */

import { attachmentField, attachmentsOf } from '../../shell/attachments.js';
import { el, card } from '../../shell/elements.js';
import { field, form } from '../../shell/forms.js';
import { itemName } from './appeals.js';
import { facts, unitName } from '../../shell/office.js';
import { periodName, t } from '../../shell/words.js';

export default {
  id: 'appeal',
  title: 'newAppeal',
  roles: ['unit-leader'],
  filters: [],
  hidden: true,

  async render(container, context) {
    const { unit, period, ruleSet, item, caseId, number } = context.params;
    const others = (await context.api.get('appeals/units')).filter(one => one.code !== unit);
    container.append(card(t.newAppeal,
      facts([[t.unit, unitName(context, unit)], [t.period, periodName(period)], [t.item, itemName(context, ruleSet, item)], [t.caseNumber, number]]),
      el('p', { class: 'note' }, t.newAppealText),
      form(context, { submit: t.raiseAppeal, label: t.newAppeal }, [
        field('reason', t.reason, 'textarea', { required: true, maxlength: 2000, rows: 4 }),
        field('evidence', t.evidence, 'textarea', { maxlength: 2000, rows: 3, hint: t.evidenceHint }),
        attachmentField(context, 'assessment'),
        field('toUnit', t.otherUnit, 'select', { options: [['', t.leaveOut], ...others.map(one => [one.code, one.name])] })], async (written, key) => {
        await context.api.post('appeals', { unit, period, ruleSet, item, caseId, reason: written.reason, toUnit: written.toUnit, attachments: attachmentsOf(written),
          evidence: (written.evidence || '').split(/\r?\n/).map(line => line.trim()).filter(Boolean) }, { key });
        return { go: ['appeals', { unit }], said: t.appealRaised };
      })));
  }
};
