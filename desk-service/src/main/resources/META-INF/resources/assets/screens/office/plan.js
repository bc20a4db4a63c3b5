/* The plan of callbacks 回访方案: whom, when, with what words and questions. */

import { el, card } from '../../shell/elements.js';
import { field, form } from '../../shell/forms.js';
import { paragraphs } from '../../shell/office.js';
import { say, t } from '../../shell/words.js';

export default {
  id: 'plan',
  title: 'plan',
  roles: ['admin', 'office-leader'],

  async render(container, context) {
    const api = context.of('followup');
    const found = await api.get('survey-plan');
    container.append(
      el('p', { class: 'note' }, say('planVersion', found.version)),
      card(null, context.may('admin') ? form(context, { submit: t.saveVersion, draft: 'survey plan' }, [
        field('document', t.plan, 'textarea', { required: true, rows: 30, value: found.document, spellcheck: 'false', class: 'code', hint: t.planHint })], async written => {
        const saved = await api.put('survey-plan', written.document, { type: 'application/yaml' });
        return say('versionSaved', saved.version);
      }) : paragraphs(found.document)));
  }
};
