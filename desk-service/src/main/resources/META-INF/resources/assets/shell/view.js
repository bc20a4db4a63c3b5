/*
 * Templates that change in place: html`…` says what is to be seen, render(html`…`, node) makes it so and touches only what differs. Whatever
 * is put in goes in as text; nodes of shell/elements.js and shell/forms.js may be put in too.
 */

export { html, nothing, render } from '/_static/lit-html/lit-html.js';
export { live } from '/_static/lit-html/directives/live.js';
export { repeat } from '/_static/lit-html/directives/repeat.js';
