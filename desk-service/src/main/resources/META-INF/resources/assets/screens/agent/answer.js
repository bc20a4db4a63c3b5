/* An answer on the spot 直接答复: who answers it, in what words, and by which article of the knowledge base, if by any. */

import { el } from '../../shell/elements.js';
import { field } from '../../shell/forms.js';
import { say, t } from '../../shell/words.js';

const OF_ARTICLE = ['code', 'version', 'title'];

/* a field that a hand changed tells it by itself */
export const changed = control => control.dispatchEvent(new Event('input', { bubbles: true }));

/*
 * The fields, whose names begin with prefix. take(article) answers by its text; what was written already stays above it. show() says which
 * article is named; an answer of somebody else has none.
 */
export function answerFields(context, prefix, rows) {
  const { city } = context;
  const by = field(prefix + 'by', t.answeredBy, 'select', { options: city.codes.options('AnsweredBy') });
  const unit = field(prefix + 'unit', t.threeWayUnit, 'select', { options: [['', t.noUnit], ...city.units] });
  const text = field(prefix + 'text', t.answerText, 'textarea', { required: true, maxlength: 10000, rows });
  const [who, words] = [by.querySelector('select'), text.querySelector('textarea')];
  const named = OF_ARTICLE.map(name => el('input', { type: 'hidden', name: prefix + 'article.' + name }));
  const said = el('p', { class: 'hint' });
  const article = el('div', { class: 'field', id: 'answer-article', hidden: true }, named, said);
  const name = one => named.forEach((input, i) => { input.value = one ? one[OF_ARTICLE[i]] : ''; });
  let taken = '';

  function show() {
    if (who.value !== 'KNOWLEDGE') { name(null); }
    article.hidden = !named[0].value;
    said.replaceChildren(say('answeredWith', ...named.map(input => input.value)), ' ',
      el('button', { type: 'button', class: 'quiet', onclick: () => { name(null); show(); words.focus(); changed(who); } }, t.dropArticle));
  }

  function take(one) {
    who.value = 'KNOWLEDGE';
    name(one);
    const own = words.value === taken ? '' : words.value.trim();
    taken = words.value = (own ? own + '\n' : '') + one.text;
    show();
    words.focus();
    changed(words);
  }

  who.addEventListener('change', show);
  return { fields: [el('div', { class: 'line' }, by, unit), article, text], take, show };
}

/* what is sent of them */
export function answerOf(written, prefix) {
  const code = written[prefix + 'article.code'];
  return { text: written[prefix + 'text'], by: written[prefix + 'by'], unit: written[prefix + 'unit'],
    article: code ? { code, version: Number(written[prefix + 'article.version']) } : undefined };
}
