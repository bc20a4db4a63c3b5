/* The citizen's name and number: shown once, kept nowhere, each look written down. */

import { el } from './elements.js';
import { ask, field } from './forms.js';
import { t } from './words.js';

export function contact(context, caseId, purpose) {
  const place = el('p', { class: 'contact', role: 'status' });
  return ask(context, { button: t.showContact, submit: t.show, text: t.contactNote }, [
    field('purpose', t.purpose, 'text', { required: true, maxlength: 500, value: purpose }), place], async (written, key) => {
    const found = await context.of('intake').post('cases/' + caseId + '/contact', { purpose: written.purpose }, { key });
    place.textContent = [found.name, found.phone].filter(Boolean).join(' ') || t.noContact;
    return { stay: true };
  });
}
