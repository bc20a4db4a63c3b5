/* An article of the knowledge base 知识条目, opened in its place. */

import { html, nothing } from '../../shell/view.js';
import { day, say, t } from '../../shell/words.js';

/*
 * one: {code, version, title, text, unitName, source, validTo, areas}; passage: what is seen while it is closed; key: opens it with Alt;
 * areaName(code); answer: what to do with it, if anything.
 */
export function articleView(one, { passage, key, areaName, answer }) {
  const facts = [say('articleVersion', one.code, one.version), one.unitName ? say('articleUnit', one.unitName) : '',
    one.areas?.length ? say('articleAreas', one.areas.map(areaName).join(t.comma)) : '', one.validTo ? say('articleValidTo', day(one.validTo)) : ''];
  return html`<details class="article">
    <summary accesskey=${key || nothing}><b>${one.title}</b>${key ? html`<kbd>Alt+${key.toUpperCase()}</kbd>` : nothing}${passage ? html`<small>${passage}</small>` : nothing}</summary>
    ${one.text.split(/\n+/).map(line => html`<p>${line}</p>`)}
    <p class="note">${facts.filter(Boolean).join(t.semicolon)}${one.source ? html`<br>${say('articleSource', one.source)}` : nothing}</p>
    ${answer ? html`<div class="actions"><button type="button" class="quiet" @click=${() => answer(one)}>${t.answerWith}</button></div>` : nothing}
  </details>`;
}
