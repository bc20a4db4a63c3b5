/* Forms that do something: they send once, keep what was written when it is refused, and say what the service said. */

import { SignedOut, newKey } from './api.js';
import { keepDraft } from './drafts.js';
import { LONG, el, search } from './elements.js';
import { say, t } from './words.js';

/*
 * A field. type: text, textarea, number, date, datetime-local, select, check; options of a select: [[value, text], …].
 * what: required, value, rows, min, max, maxlength, hint; of a select also multiple, with its values, and size.
 */
export function field(name, label, type, what = {}) {
  const { options, value, hint, ...more } = what;
  const id = 'field-' + name;
  const described = hint ? { 'aria-describedby': id + '-hint' } : {};
  const note = hint ? el('p', { class: 'hint', id: id + '-hint' }, hint) : null;
  if (type === 'check') {
    return el('div', { class: 'check' }, el('input', { id, name, type: 'checkbox', checked: value, ...described }), el('label', { for: id }, label), note);
  }
  const selected = [value ?? ''].flat();
  const control = type === 'textarea' ? el('textarea', { id, name, rows: 3, ...more, ...described }, value ?? '')
    : type === 'select' ? el('select', { id, name, ...more, ...described }, options.map(([key, text]) =>
      el('option', { value: key, selected: selected.includes(key) }, text)))
      : el('input', { id, name, type, value, ...more, ...described });
  return el('div', { class: 'field ' + type }, el('label', { for: id }, label + (what.required ? ' *' : '')),
    type === 'select' && control.options.length > LONG ? search(control, label) : null, control, note);
}

/* one of several, all of them to be seen; options: [[value, text], …] */
export const radios = (name, legend, options, value) => el('fieldset', null, el('legend', null, legend), el('div', { class: 'checks' },
  options.map(([key, text], i) => el('div', { class: 'check' },
    el('input', { type: 'radio', name, id: name + '-' + key, value: key, checked: key === value, required: true, 'data-first': i === 0 }),
    el('label', { for: name + '-' + key }, text)))));

/* a digit stands for the choice of that number; not where something is written */
export function digitsChoose(form, name) {
  form.addEventListener('keydown', event => {
    const one = /^[1-9]$/.test(event.key) && !event.target.matches('input:not([type=radio]), select, textarea') ? form.querySelectorAll(`[name=${name}]`)[event.key - 1] : null;
    if (!one) { return; }
    event.preventDefault();
    one.checked = true;
    one.dispatchEvent(new Event('input', { bubbles: true }));
    one.focus();
  });
}

/* what is chosen in a field of which several can be */
export const chosen = node => [...node.querySelector('select').selectedOptions].map(option => option.value);

/* the numbers of cases that are written one beside the other */
export const caseNumbersOf = text => (text || '').split(/[\s,，、;；]+/).filter(Boolean);

/* the moment, by the office's clock, that a field of day and time holds */
export const moment = at => at ? at + ':00+08:00' : null;

/* what is written in a form, by the names of its fields; nothing written is null */
export function values(form) {
  return Object.fromEntries([...form.elements].filter(one => one.name && (one.type !== 'radio' || one.checked)).map(one =>
    [one.name, one.type === 'checkbox' ? one.checked : one.value.trim() === '' ? null : one.value.trim()]));
}

/* says at each field what is wrong with it; gives back what belongs to none */
function sayAtFields(node, violations) {
  return violations.filter(({ field: name, message }) => {
    const control = node.elements[name] || node.elements[name?.split('.').pop()];
    if (!control?.closest) { return true; }
    const note = el('p', { class: 'wrong', id: control.id + '-wrong' }, message);
    control.setAttribute('aria-invalid', 'true');
    control.setAttribute('aria-errormessage', note.id);
    control.closest('.field, .check').append(note);
    return false;
  });
}

function forgetWrong(node) {
  node.querySelectorAll('.wrong').forEach(note => note.remove());
  node.querySelectorAll('[aria-invalid]').forEach(control => {
    control.removeAttribute('aria-invalid');
    control.removeAttribute('aria-errormessage');
  });
}

/* in the way of what was asked: somebody was first */
const OVERTAKEN = [409, 412];

/*
 * A form. send(values, key) does it: key stays the same as long as the same is sent, so that sending again after a failure does
 * nothing twice. What it answers is told, after the screen was read anew. draft: a name under which what is written is kept until it was
 * sent, through a reload and an ended session. overtaken(): says who was first, where somebody was.
 */
export function form(context, { submit, quiet, label, beside, draft, overtaken }, fields, send) {
  let sent;
  let key;
  const refusal = el('p', { class: 'error', role: 'alert' });
  const button = el('button', { type: 'submit', class: quiet ? 'quiet' : '' }, submit);
  const node = el('form', { class: 'entry', 'aria-label': label || submit }, fields,
    el('div', { class: 'actions' }, button, beside), refusal);
  const kept = draft ? keepDraft(context, draft, node) : null;
  node.addEventListener('submit', async event => {
    event.preventDefault();
    const written = values(node);
    const text = JSON.stringify(written);
    if (text !== sent) {
      sent = text;
      key = newKey();
    }
    button.disabled = true;
    refusal.textContent = '';
    forgetWrong(node);
    try {
      await act(context, async () => {
        const done = await send(written, key);
        kept?.forget();
        return done;
      });
    } catch (error) {
      if (error instanceof SignedOut) { context.refuse(error); }
      const rest = sayAtFields(node, error.violations || []);
      const first = overtaken && OVERTAKEN.includes(error.status) ? await overtaken(error).catch(() => '') : '';
      refusal.replaceChildren(error.violations?.length
        ? [t.mendFields, ...rest.map(one => one.message)].join(' ') : [error.message, first].filter(Boolean).join(' '),
      error instanceof SignedOut ? el('a', { href: '/signed-in-again', target: '_blank', rel: 'noopener' }, t.signInAgain) : '');
      node.querySelector('[aria-invalid]')?.focus();
    } finally {
      button.disabled = false;
    }
  });
  return node;
}

/* does it, reads the screen anew unless that went elsewhere or is to stay as it is, and says what was done */
async function act(context, send) {
  const done = await send();
  if (done?.stay) { return; }
  const here = location.search;
  if (done?.go) {
    await context.go(...done.go);
  } else if (location.search === here) {
    await context.reload();
  }
  context.tell(typeof done === 'string' ? done : done?.said || t.saved);
}

/* the fields of a dialog do not take the names of those on the screen */
function apart(dialog) {
  dialog.querySelectorAll('[id^="field-"]').forEach(node => {
    if (!document.getElementById(node.id)) { return; }
    const id = node.id + '-asked';
    dialog.querySelectorAll('label[for="' + node.id + '"]').forEach(label => { label.htmlFor = id; });
    dialog.querySelectorAll('[aria-describedby="' + node.id + '"]').forEach(control => control.setAttribute('aria-describedby', id));
    node.id = id;
  });
}

/* a button that opens a dialog: what it says, perhaps fields, and then it is done */
export function ask(context, { button, title, text, submit, quiet = true, before, overtaken }, fields, send) {
  return el('button', { type: 'button', class: quiet ? 'quiet' : '', onclick: async event => {
    const opener = event.target;
    const more = before ? await before() : [];
    const cancel = el('button', { type: 'button', class: 'quiet', onclick: () => dialog.close() }, t.cancel);
    const dialog = el('dialog', { class: 'question', 'aria-labelledby': 'question-title' },
      el('h2', { id: 'question-title' }, title || button), text ? el('p', null, text) : null,
      form(context, { submit: submit || button, label: title || button, beside: cancel, overtaken }, [more, fields], async (written, key) => {
        const done = await send(written, key);
        if (!done?.stay) { dialog.close(); }
        return done;
      }));
    dialog.addEventListener('close', () => { dialog.remove(); opener.focus(); });
    context.signal.addEventListener('abort', () => dialog.remove());
    apart(dialog);
    document.body.append(dialog);
    dialog.showModal();
  } }, button);
}

/* a button that saves what the service answers as a file */
export function saveButton(context, text, path, params, accept, name) {
  return el('button', { type: 'button', class: 'quiet', onclick: async event => {
    const button = event.target;
    button.disabled = true;
    try {
      await context.api.download(path, params, accept, name);
    } catch (error) {
      context.refuse(error);
    } finally {
      button.disabled = false;
    }
  } }, text);
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/* buttons that save the whole of a list as a table */
export const saveTables = (context, path, params, what = '') => [[XLSX, 'Excel'], ['text/csv', 'CSV']].map(([type, name]) =>
  saveButton(context, say('saveAs', what, name), path, params, type));

/* the pages of a list */
export function pages(context, page, shown, href) {
  if (!page.items.length && !context.params.after) { return ''; }
  return el('nav', { class: 'pages', 'aria-label': t.pages },
    context.params.after ? el('a', { class: 'button quiet', href: href({ after: null }) }, t.firstPage) : null,
    page.next ? el('a', { class: 'button quiet', rel: 'next', href: href({ after: page.next }) }, t.nextPage) : null,
    el('span', { class: 'note' }, shown));
}

/* links that narrow a list by one of its states */
export function states(label, choices, chosen, href) {
  return el('nav', { 'aria-label': label }, el('ul', { class: 'tabs' }, choices.map(([value, text]) => el('li', null,
    el('a', { href: href(value), 'aria-current': value === (chosen || '') ? 'true' : false }, text)))));
}
