/*
 * People by name. The services know them by their subjects; what they are called is asked of the directory in one call for all that a
 * screen shows. Who is not in it stays as the service names them.
 */

import { el } from './elements.js';
import { field } from './forms.js';
import { t } from './words.js';

const MOST = 100;
const known = new Map();
let waiting = new Map();
let asked = null;

function named(node, subject) {
  if (known.get(subject)) {
    node.textContent = known.get(subject);
    node.title = subject;
  }
}

async function lookUp(context) {
  const wanted = waiting;
  waiting = new Map();
  asked = null;
  const subjects = [...wanted.keys()];
  for (let i = 0; i < subjects.length; i += MOST) {
    const some = subjects.slice(i, i + MOST);
    try {
      const { items } = await context.of('dispatch').get('people/names', { subject: some });
      some.forEach(subject => known.set(subject, items.find(one => one.subject === subject)?.name || ''));
    } catch {
      // the directory is away: they stay as they are, and the next screen asks again
    }
  }
  wanted.forEach((nodes, subject) => nodes.forEach(node => named(node, subject)));
}

function ask(context) {
  asked ||= new Promise(done => { setTimeout(() => lookUp(context).then(done)); });
  return asked;
}

/* somebody, by name as soon as it is known; of nobody nothing */
export function person(context, subject) {
  if (!subject) { return ''; }
  const node = el('span', { class: 'person' }, subject);
  named(node, subject);
  if (!known.has(subject)) {
    waiting.set(subject, [...(waiting.get(subject) || []), node]);
    ask(context);
  }
  return node;
}

/* several, one beside the other */
export const persons = (context, subjects) => subjects.flatMap((subject, i) => [i ? t.comma : '', person(context, subject)]);

/* the same as a text, for where only a text can stand */
export async function nameOf(context, subject) {
  if (subject && !known.has(subject)) {
    waiting.set(subject, waiting.get(subject) || []);
    await ask(context);
  }
  return known.get(subject) || subject || '';
}

/* a text with what is filled in as nodes, such as people */
export const saying = (key, ...values) => (t[key] ?? key).split(/\{(\d)\}/).map((part, i) => i % 2 ? values[part] ?? '' : part);

/* a field for one of a unit's people at work: chosen by name where the directory has some, only of those who were filed where some were, else written */
export async function personField(context, unit, name, label, { role, value } = {}) {
  const { items } = await context.of('dispatch').get('people', { unit, role, valid: true, limit: 200 }).catch(() => ({ items: [] }));
  const offered = items.some(one => one.filed) ? items.filter(one => one.filed) : items;
  return offered.length
    ? field(name, label, 'select', { required: true, value, options: [['', t.choose], ...offered.map(one => [one.subject, one.name + ' · ' + one.subject])] })
    : field(name, label, 'text', { required: true, maxlength: 200, value });
}
