/*
 * A call: who calls and what they asked before, what they say now with what it is likely to be, and what is done about it. A call
 * centre opens it by /agent#phone=…&call=…: what stands behind the # is sent to no server. The telephone is taken out of the address at
 * once and kept nowhere.
 */

import { attachmentField, attachmentsOf } from '../../shell/attachments.js';
import { el } from '../../shell/elements.js';
import { forgetDraft } from '../../shell/drafts.js';
import { ask, field, form, values } from '../../shell/forms.js';
import { badge } from '../../shell/office.js';
import { risks } from '../../shell/case.js';
import { html, nothing, render, repeat } from '../../shell/view.js';
import { number, say, shortened, t, time } from '../../shell/words.js';
import { answerFields, answerOf, changed } from './answer.js';
import { articleView } from './article.js';
import { coveredOf, emergencyView, outlookOf, outlookView } from './outlook.js';

/* how long the keyboard rests before the services are asked, in milliseconds */
const PAUSE = 600;
const FEWEST_LETTERS = 6;
const LONGEST_TITLE = 30;
/* of so many earlier cases the agent sees what can be done at once */
const LATEST = 5;
const DRAFT = 'call';
const REGISTERED = 'registered';
const ANSWER = 'directAnswer.';

/* what is left of the first sentence */
const titleOf = text => text.trim().split(/[。！？!?；;\n]/)[0].slice(0, LONGEST_TITLE);

/* the telephone that came by the address, once; in the query, where it is logged on its way, it is taken for older call centres */
function fromAddress() {
  const told = new URLSearchParams(location.hash.slice(1));
  const rest = new URLSearchParams(location.search);
  const phone = told.get('phone') || rest.get('phone');
  if (told.has('call')) { rest.set('call', told.get('call')); }
  if (phone || told.has('call')) {
    rest.delete('phone');
    history.replaceState(null, '', '?' + rest);
  }
  return { phone: phone || '', call: rest.get('call') || '' };
}

/* what is sent, by the names of the fields */
function registrationOf(written, { call, link }) {
  const sent = { channel: written.channel, type: written.type, urgency: written.urgency, anonymity: written.anonymity,
    title: written.title || titleOf(written.text || ''), text: written.text, category: written.category, area: written.area, address: written.address };
  if (written['citizen.phone'] || written['citizen.name']) { sent.citizen = { phone: written['citizen.phone'], name: written['citizen.name'] }; }
  if (written['respondent.name'] || written['respondent.unit']) { sent.respondent = { name: written['respondent.name'], unit: written['respondent.unit'] }; }
  sent.attachments = attachmentsOf(written);
  if (call) { sent.call = { callId: call }; }
  if (written.outcome === 'answer') {
    sent.directAnswer = answerOf(written, ANSWER);
  } else if (written.outcome === 'refuse') {
    sent.nonAcceptance = { reason: written['nonAcceptance.reason'], told: written['nonAcceptance.told'] };
  } else {
    sent.proposedUnit = written.proposedUnit;
    if (link) { sent.linkTo = { caseId: link.caseId, reason: written['linkTo.reason'] }; }
  }
  return sent;
}

export const ADDITIONS = { supplements: { button: t.supplement, label: t.supplementText, done: t.supplemented }, urges: { button: t.urge, label: t.urgeText, done: t.urged } };

/* one more word on a case that is there already; text(): what was written so far, which is done with then */
export function addition(context, caseId, path, words, text, quiet = true) {
  const written = () => [field('text', words.label, 'textarea', { required: true, maxlength: 10000, rows: 5, value: text?.() }),
    path === 'supplements' ? attachmentField(context, 'intake') : ''];
  return ask(context, { button: words.button, quiet, before: written, overtaken: () => standingOf(context, caseId) }, [], async (sent, key) => {
    await context.of('intake').post('cases/' + caseId + '/' + path, { text: sent.text, attachments: attachmentsOf(sent) }, { key });
    if (text) { forgetDraft(context, DRAFT); }
    return words.done;
  });
}

/* where a case stands now: told where somebody was first */
export async function standingOf(context, caseId) {
  const found = await context.of('intake').get('cases/' + caseId);
  const last = found.timeline[found.timeline.length - 1];
  return say('overtaken', found.statusText, last ? time(last.at) + ' ' + last.text : '');
}

/* a button that one key presses */
function withKey(button, key) {
  button.accessKey = key;
  button.append(el('kbd', null, 'Alt+' + key.toUpperCase()));
}

/* the caller's cases, the latest first; one key is enough for the latest */
async function earlier(context, items, node, { text, choose }) {
  const opened = await Promise.all(items.slice(0, LATEST).map(one => context.api.get('cases/' + one.caseId).catch(() => ({ allowed: [] }))));
  const row = (one, i) => {
    const allowed = opened[i]?.allowed || [];
    const buttons = [
      ...['supplements', 'urges'].filter(path => allowed.includes(path)).map(path => addition(context, one.caseId, path, ADDITIONS[path], text)),
      i < LATEST && !allowed.includes('urges') ? el('button', { type: 'button', class: 'quiet', onclick: () => choose(one) }, t.link) : ''].filter(Boolean);
    if (i === 0) { buttons.forEach(button => withKey(button, { [t.supplement]: 's', [t.urge]: 'u', [t.link]: 'l' }[button.textContent])); }
    return el('li', null,
      el('p', null, el('a', { href: context.href('case', { id: one.caseId }), target: '_blank', rel: 'noopener' }, one.caseNumber), ' ', badge(one.status, one.statusText), ' ',
        el('small', null, time(one.registeredAt))),
      el('p', { class: 'words' }, one.title, one.leadUnit ? el('small', null, context.city.unit(one.leadUnit)) : ''),
      el('div', { class: 'actions' }, buttons));
  };
  node.replaceChildren(el('h3', null, say('callersCases', number(items.length))),
    items.length ? el('ul', { class: 'rows' }, items.map(row)) : el('p', { class: 'note' }, t.noCallersCases));
}

/* what the words are likely to be about, and who gets it */
function hintsView(context, { preview, repeats, articles, failed, ...after }, { take, choose, answerWith }) {
  if (failed) { return html`<h3>${t.hints}</h3><p class="note">${t.hintsFailed}</p>`; }
  if (!preview) { return html`<h3>${t.hints}</h3><p class="note">${t.hintsNone}</p>`; }
  const goesOut = after.written.outcome === 'dispatch';
  const { city } = context;
  const categories = [...new Set([preview.category, ...(preview.candidates || []).map(one => one.category)].filter(Boolean))].slice(0, 4);
  const offered = (name, code, text) => html`<button type="button" class="quiet" @click=${() => take(name, code)}>${text}</button>`;
  return html`
    <h3>${t.hints}</h3>
    ${risks(context, preview.riskFlags)}
    ${goesOut ? emergencyView(preview.emergency) : nothing}
    <dl class="hints">
      <dt>${t.category}</dt><dd>${categories.length ? categories.map(code => offered('category', code, city.category(code))) : '–'}</dd>
      <dt>${t.area}</dt><dd>${preview.area ? offered('area', preview.area, city.area(preview.area)) : '–'}</dd>
      <dt>${t.goesTo}</dt><dd>${preview.outcome === 'DISPATCH' ? html`<b>${preview.unitName || city.unit(preview.unit)}</b>` : html`<b>${t.toTriage}</b>`}
        <small>${preview.reason}</small></dd>
      ${preview.outcome === 'DISPATCH' || !preview.candidates?.length ? nothing : html`<dt>${t.candidates}</dt><dd><ul>${preview.candidates.map(one => html`
        <li>${offered('proposedUnit', one.unit, city.unit(one.unit))} <small>${Math.round(one.confidence * 100) + '%'} ${one.why}</small></li>`)}</ul></dd>`}
    </dl>
    <h3>${t.knowledge}</h3>
    ${articles.length ? html`<ul class="rows">${repeat(articles, one => one.code, (one, i) => html`<li>
      ${articleView(one, { passage: one.passage, key: i === 0 ? 'k' : null, areaName: city.area, answer: answerWith })}</li>`)}</ul>`
      : html`<p class="note">${t.noArticles}</p>`}
    ${outlookView(context, after)}
    <h3>${t.repeats}</h3>
    ${repeats.length ? html`<ul class="rows">${repeat(repeats, one => one.caseId, one => html`<li>
        <p><a href=${context.href('case', { id: one.caseId })} target="_blank" rel="noopener">${one.caseNumber}</a>
          ${badge(one.status, city.codes.name('CaseStatus', one.status))} ${one.sameCitizen ? badge('SAME', t.sameCitizen) : nothing}
          <small>${say('alike', Math.round(one.similarity * 100) + '%')} · ${time(one.registeredAt)}</small></p>
        <p class="words">${one.title}<small>${city.unit(one.leadUnit)}</small></p>
        ${one.offer ? html`<div class="actions"><span class="hint">${say('offered', city.codes.name('Offer', one.offer))}</span>
          ${one.offer === 'LINK' ? html`<button type="button" class="quiet" @click=${() => choose(one)}>${t.link}</button>` : nothing}</div>` : nothing}
      </li>`)}</ul>` : html`<p class="note">${t.noRepeats}</p>`}`;
}

/* number and query code, to be read out */
function registered(container, context, kept) {
  container.append(
    el('section', { class: 'card told' },
      el('p', null, t.readOut),
      el('dl', null, el('div', null, el('dt', null, t.caseNumber), el('dd', { id: 'case-number' }, kept.caseNumber)),
        el('div', null, el('dt', null, t.queryCode), el('dd', { id: 'query-code' }, kept.queryCode || t.codeToldOnce))),
      el('div', { class: 'actions' },
        el('a', { class: 'button', href: context.href('call'), accesskey: 'n', 'data-first': true }, t.nextCall),
        kept.caseId ? el('a', { class: 'button quiet', href: context.href('case', { id: kept.caseId }) }, t.toCase) : '')));
}

function outcomes(context, answer) {
  const { city } = context;
  const part = (name, ...fields) => el('fieldset', { 'data-outcome': name, hidden: true, disabled: true }, el('legend', null, t['outcome-' + name]), fields);
  const radio = (name, key) => el('div', { class: 'check' },
    el('input', { type: 'radio', name: 'outcome', id: 'outcome-' + name, value: name, accesskey: key, checked: name === 'dispatch' }),
    el('label', { for: 'outcome-' + name }, t['outcome-' + name], el('kbd', null, 'Alt+' + key)));
  const link = field('linkTo.reason', t.linkReason, 'text', { required: true, maxlength: 500 });
  link.hidden = true;
  link.querySelector('input').disabled = true;
  return el('div', { class: 'entry' },
    el('fieldset', null, el('legend', null, t.outcome), el('div', { class: 'checks' }, radio('dispatch', '1'), radio('answer', '2'), radio('refuse', '3'))),
    part('dispatch', field('proposedUnit', t.proposedUnit, 'select', { options: [['', t.byTheRules], ...city.units] }), el('p', { class: 'link', hidden: true }), link),
    part('answer', answer.fields),
    part('refuse', field('nonAcceptance.reason', t.refusalReason, 'select', { required: true, options: city.codes.options('NonAcceptanceReason', t.choose) }),
      field('nonAcceptance.told', t.refusalTold, 'textarea', { required: true, maxlength: 10000, rows: 4, hint: t.refusalToldHint })));
}

/* only what belongs to the outcome is there to be filled in */
function showOutcome(node) {
  const outcome = node.elements.outcome.value;
  node.querySelectorAll('[data-outcome]').forEach(part => {
    part.hidden = part.disabled = part.dataset.outcome !== outcome;
  });
}

export default {
  id: 'call',
  title: 'callTitle',
  roles: ['agent'],

  async render(container, context) {
    if (context.params.done) {
      registered(container, context, { caseNumber: context.params.done, ...JSON.parse(sessionStorage.getItem(REGISTERED) || '{}') });
      return;
    }
    sessionStorage.removeItem(REGISTERED);
    const { city, api } = context;
    const came = fromAddress();
    let link = null;
    let lookedUp;
    let asked = 0;
    let pause;

    const options = (list, first) => city.codes.options(list, first);
    const answer = answerFields(context, ANSWER, 4);
    const node = form(context, { submit: t.register, label: t.callTitle, draft: DRAFT, overtaken: () => link && standingOf(context, link.caseId), beside: [
      el('span', { class: 'hint' }, 'Ctrl+Enter'),
      el('button', { type: 'button', class: 'quiet', onclick: () => { forgetDraft(context, DRAFT); context.go('call', { call: null }); } }, t.clear)] }, [
      el('div', { class: 'line caller' },
        field('citizen.phone', t.phone, 'tel', { value: came.phone, maxlength: 100, autocomplete: 'off', 'data-private': true, 'data-first': !came.phone }),
        el('button', { type: 'button', class: 'quiet', id: 'find-caller', onclick: findCaller }, t.findCaller),
        field('citizen.name', t.citizenName, 'text', { maxlength: 100, autocomplete: 'off', 'data-private': true })),
      field('text', t.caseText, 'textarea', { required: true, maxlength: 10000, rows: 7, 'data-first': Boolean(came.phone) }),
      field('title', t.caseTitleHead, 'text', { maxlength: 200, hint: t.titleHint }),
      el('div', { class: 'line' },
        field('category', t.category, 'select', { options: [['', t.notKnown], ...city.categories] }),
        field('area', t.area, 'select', { options: [['', t.notKnown], ...city.areas] }),
        field('address', t.address, 'text', { maxlength: 500 })),
      el('div', { class: 'line' },
        field('type', t.type, 'select', { required: true, options: options('CaseType', t.choose) }),
        field('urgency', t.urgency, 'select', { options: options('Urgency'), value: 'ORDINARY' }),
        field('anonymity', t.anonymity, 'select', { options: options('Anonymity'), value: 'NAMED' }),
        field('channel', t.channel, 'select', { options: city.channels, value: 'PHONE' })),
      el('details', null, el('summary', null, t.respondentPart),
        el('div', { class: 'line' }, field('respondent.name', t.respondentName, 'text', { maxlength: 200 }),
          field('respondent.unit', t.respondentUnit, 'select', { options: [['', t.notKnown], ...city.units] }))),
      attachmentField(context, 'intake'),
      outcomes(context, answer)], async (written, key) => {
      const done = await api.post('cases', registrationOf(written, { call: came.call, link }), { key });
      sessionStorage.setItem(REGISTERED, JSON.stringify({ caseId: done.caseId, caseNumber: done.caseNumber, queryCode: done.queryCode }));
      return { go: ['call', { done: done.caseNumber, call: null }], said: t.registeredNow };
    });
    const of = name => node.elements[name];
    const known = el('section', { class: 'card', 'aria-live': 'polite' }, el('h3', null, t.callersCasesHead), el('p', { class: 'note' }, t.callersCasesNote));
    const hints = el('section', { class: 'card', 'aria-live': 'polite', id: 'hints' });
    const view = state => render(hintsView(context, { repeats: [], articles: [], ...state }, { take, choose, answerWith }), hints);

    async function findCaller() {
      const phone = of('citizen.phone').value.trim();
      if (!phone) { return; }
      try {
        const found = await api.post('cases/search', { phone, purpose: t.searchPurpose });
        lookedUp = phone;
        await earlier(context, found.items, known, { text: () => of('text').value, choose });
        of('text').focus();
      } catch (error) {
        known.replaceChildren(el('h3', null, t.callersCasesHead), el('p', { class: 'error', role: 'alert' }, error.message));
      }
    }

    /* nothing is new since this case was answered: a second reader decides */
    function choose(one) {
      link = one;
      const place = node.querySelector('.link');
      const reason = of('linkTo.reason');
      place.hidden = reason.closest('.field').hidden = reason.disabled = !one;
      place.replaceChildren(...one ? [say('linkedTo', one.caseNumber, shortened(one.title)), ' ',
        el('button', { type: 'button', class: 'quiet', onclick: () => choose(null) }, t.unlink)] : []);
      if (one) { of('outcome').value = 'dispatch'; showOutcome(node); reason.focus(); }
    }

    function take(name, code) {
      of(name).value = code;
      changed(of(name));
    }

    function answerWith(one) {
      of('outcome').value = 'answer';
      showOutcome(node);
      answer.take(one);
    }

    let said = {};
    async function hint(withTelephone) {
      const turn = ++asked;
      const written = values(node);
      const text = written.text || '';
      if (text.length < FEWEST_LETTERS) { said = {}; view({}); return; }
      const some = name => written[name] ?? undefined;
      const draft = { title: written.title || titleOf(text), text, category: some('category'), area: some('area') };
      const texts = { title: draft.title, text, address: some('address'), respondentName: some('respondent.name'), answer: some('directAnswer.text') || some('nonAcceptance.told') };
      /* what was said before stays until it is said anew, so that nothing jumps while somebody types */
      const tell = more => {
        if (turn !== asked || context.signal.aborted) { return; }
        said = { ...said, ...more };
        view(said);
      };
      try {
        const covered = coveredOf(context, texts, some('citizen.phone'));
        const [preview, repeats] = await Promise.all([
          context.of('dispatch').post('routing/preview', { ...draft, address: some('address'), respondentUnit: some('respondent.unit'),
            proposedUnit: written.outcome === 'dispatch' ? some('proposedUnit') : undefined, urgency: some('urgency') }),
          api.post('cases/duplicates', { ...draft, phone: withTelephone ? lookedUp : undefined })]);
        tell({ preview, repeats: repeats.items, articles: repeats.articles || [], written });
        const [outlook, seen] = await Promise.all([outlookOf(context, { ...written, category: written.category || preview.category }, preview.unit), covered]);
        tell({ outlook, covered: seen, texts });
      } catch (error) {
        said = {};
        if (turn === asked && !context.signal.aborted) { view({ failed: true }); }
      }
    }

    node.addEventListener('input', event => {
      if (event.target.name === 'outcome') { showOutcome(node); }
      if (event.target.name === 'text') { of('title').placeholder = titleOf(event.target.value); }
      clearTimeout(pause);
      pause = setTimeout(() => hint(false), PAUSE);
    });
    /* a look by the telephone is logged, so it is not taken at every letter */
    of('text').addEventListener('change', () => { clearTimeout(pause); hint(true); });
    of('citizen.phone').addEventListener('keydown', event => {
      if (event.key === 'Enter') { event.preventDefault(); findCaller(); }
    });
    node.addEventListener('keydown', event => {
      if (event.key === 'Enter' && event.ctrlKey) { event.preventDefault(); node.requestSubmit(); }
    });

    container.append(el('div', { class: 'call' }, known, el('section', { class: 'card entry-card' }, node), hints));
    showOutcome(node);
    answer.show();
    view({});
    if (came.phone) { await findCaller(); }
    if (of('text').value) { hint(false); }
  }
};
