/*
 * What somebody has begun to write. It stays in this tab of the browser alone, under the name of the person, until it was sent or they
 * sign out.
 */

import { desk } from './words.js';

const PLACE = 'draft ';

/* Puts what was kept into the form, and keeps what is written from now on. */
export function keepDraft(context, name, form) {
  const key = PLACE + [context.viewer.subject, desk, name].join(' ');
  const fields = () => [...form.elements].filter(one => one.name && one.type !== 'file');
  const checkable = one => one.type === 'checkbox' || one.type === 'radio';
  const written = JSON.parse(sessionStorage.getItem(key) || 'null');
  if (written) {
    fields().forEach((one, i) => {
      if (written[i]?.name !== one.name) { return; }
      if (checkable(one)) { one.checked = written[i].value; } else { one.value = written[i].value; }
    });
  }
  form.addEventListener('input', () => sessionStorage.setItem(key, JSON.stringify(fields().map(one =>
    ({ name: one.name, value: checkable(one) ? one.checked : one.value })))));
  return { forget: () => sessionStorage.removeItem(key) };
}

export function forgetDrafts() {
  Object.keys(sessionStorage).filter(key => key.startsWith(PLACE)).forEach(key => sessionStorage.removeItem(key));
}
