/*
 * What somebody has begun to write. It stays in this tab of the browser alone, under the name of the person, until it was sent or they
 * sign out. A field with data-private, of a citizen's telephone or name, does not stay.
 */

import { desk } from './words.js';

const PLACE = 'draft ';

const keyOf = (context, name) => PLACE + [context.viewer.subject, desk, name].join(' ');

/* whether something was begun that was not sent */
export const hasDraft = (context, name) => sessionStorage.getItem(keyOf(context, name)) !== null;

export const forgetDraft = (context, name) => sessionStorage.removeItem(keyOf(context, name));

/* Puts what was kept into the form, and keeps what is written from now on. */
export function keepDraft(context, name, form) {
  const key = keyOf(context, name);
  const fields = () => [...form.elements].filter(one => one.name && one.type !== 'file' && !('private' in one.dataset));
  const checkable = one => one.type === 'checkbox' || one.type === 'radio';
  const valueOf = one => checkable(one) ? one.checked : one.multiple ? [...one.selectedOptions].map(option => option.value) : one.value;
  const put = (one, value) => {
    if (checkable(one)) { one.checked = value; }
    else if (one.multiple) { [...one.options].forEach(option => { option.selected = value.includes(option.value); }); }
    else { one.value = value; }
  };
  const written = JSON.parse(sessionStorage.getItem(key) || 'null');
  if (written) {
    fields().forEach((one, i) => {
      if (written[i]?.name !== one.name) { return; }
      put(one, written[i].value);
    });
  }
  const keep = () => sessionStorage.setItem(key, JSON.stringify(fields().map(one => ({ name: one.name, value: valueOf(one) }))));
  form.addEventListener('input', keep);
  form.addEventListener('change', keep);
  return { forget: () => forgetDraft(context, name) };
}

export function forgetDrafts() {
  Object.keys(sessionStorage).filter(key => key.startsWith(PLACE)).forEach(key => sessionStorage.removeItem(key));
}
