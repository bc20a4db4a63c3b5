/*
 * What no rule could decide: the queue in the order of the service, and beside it one case with the units that may be meant. A digit
 * chooses a candidate, Enter dispatches, and the next case is there.
 */

import { el, card } from '../../shell/elements.js';
import { clock } from '../../shell/due.js';
import { ask, chosen, digitsChoose, field, form } from '../../shell/forms.js';
import { badge, facts, paragraphs } from '../../shell/office.js';
import { orders, risks, urgency } from '../../shell/case.js';
import { html, nothing, render, repeat } from '../../shell/view.js';
import { number, say, t, time } from '../../shell/words.js';

const PAGE = 50;
/* how often the queue is read anew, in milliseconds */
const ANEW = 15000;
const MINUTE = 60000;

/* how long somebody has waited */
function waited(since) {
  const minutes = Math.max(0, Math.round((Date.now() - new Date(since)) / MINUTE));
  return minutes < 120 ? say('minutes', number(minutes)) : say('hours', number(Math.round(minutes / 60)));
}

function queueView(context, page, chosen) {
  const { city } = context;
  return html`<h3>${say('waitingCases', number(page.items.length) + (page.next ? '+' : ''))}</h3>
    <ol class="rows">${repeat(page.items, one => one.caseId, one => html`<li class=${one.caseId === chosen ? 'chosen' : ''}>
      <a href=${context.href('triage', { case: one.caseId, after: context.params.after })} aria-current=${one.caseId === chosen ? 'true' : nothing}>${one.title}</a>
      <p>${(one.riskFlags || []).map(flag => badge('RISK', city.codes.name('RiskKind', flag.kind)))}
        ${urgency(context, one)}
        ${one.askedBack ? badge('BACK', one.askedBack.learnt ? t.learntBack : t.notLearntBack) : ''}
        <small>${[one.category && city.category(one.category), one.area && city.area(one.area), waited(one.sentAt)].filter(Boolean).join(' · ')}</small></p>
      ${one.clock ? html`<p>${clock(one.clock)}</p>` : ''}</li>`)}</ol>`;
}

/* the candidates, the likeliest first, and whatever else there is */
function candidates(context, item) {
  const { city } = context;
  const radio = (value, label, i) => el('li', { class: 'check' },
    el('input', { type: 'radio', name: 'candidate', id: 'candidate-' + i, value, checked: i === 0, 'data-first': i === 0 }),
    el('label', { for: 'candidate-' + i }, label));
  const other = item.candidates.length;
  return el('fieldset', null, el('legend', null, t.candidates),
    item.candidates.length ? null : el('p', { class: 'note' }, t.noCandidates),
    el('ol', { class: 'candidates' }, item.candidates.map((one, i) => radio(i, [el('kbd', null, i + 1), el('b', null, city.unit(one.unit)),
      el('small', null, [Math.round(one.confidence * 100) + '%', city.category(one.category), one.why].filter(Boolean).join(' · '))], i)),
    radio('other', [el('kbd', null, other + 1), t.otherUnit], other)),
    field('unit', t.unit, 'select', { options: [['', t.choose], ...city.units] }));
}

function decision(context, item, next) {
  const { city } = context;
  const coUnits = field('coUnits', t.coUnits, 'select', { options: city.units, multiple: true, size: 5, hint: t.coUnitsHint });
  const node = form(context, { submit: t.dispatch, label: t.dispatch, draft: 'triage ' + item.caseId, overtaken: () => whoWasFirst(context, item.caseId) }, [
    candidates(context, item),
    el('div', { class: 'line' },
      field('category', t.category, 'select', { options: [['', t.asItIs], ...city.categories], value: item.candidates[0]?.category }),
      field('note', t.note, 'text', { maxlength: 1000 })),
    el('details', null, el('summary', null, t.coUnits), coUnits),
    item.round > 1 || item.cause !== 'FIRST' ? field('backToReturner', t.backToReturner, 'check') : ''], async (written, key) => {
    const unit = written.candidate === 'other' ? written.unit : item.candidates[Number(written.candidate)].unit;
    await context.api.post('triage/' + item.caseId + '/decision', { unit, coUnits: chosen(coUnits), category: written.category, note: written.note, backToReturner: written.backToReturner }, { key });
    return { go: ['triage', { case: next, after: context.params.after }], said: say('dispatchedTo', item.caseNumber, city.unit(unit)) };
  });
  const unit = node.elements.unit;
  const show = () => {
    const other = node.elements.candidate.value === 'other';
    unit.closest('.field').hidden = !other;
    unit.required = other;
    return other;
  };
  node.addEventListener('input', event => {
    if (event.target.name !== 'candidate') { return; }
    if (!show()) { node.elements.category.value = item.candidates[Number(event.target.value)].category || ''; }
  });
  digitsChoose(node, 'candidate');
  show();
  return node;
}

/* who has the case that somebody else decided */
export async function whoWasFirst(context, caseId) {
  const { items } = await context.of('dispatch').get('work-orders', { caseId });
  const last = items[items.length - 1];
  return last ? say('firstWas', context.city.unit(last.unit), time(last.dispatchedAt), last.reason || '') : '';
}

function similar(context, item) {
  return item.mergeCandidates.length ? card(t.mergeCandidates, el('ul', { class: 'rows' }, item.mergeCandidates.map(one => el('li', null,
    el('p', null, el('a', { href: context.href('merge', { case: item.caseId, with: one.leadCaseId || one.caseId }) }, one.caseNumber), ' ', one.title),
    el('p', null, one.sameCitizen ? badge('SAME', t.sameCitizen) : '', ' ',
      el('small', null, [say('alike', Math.round(one.similarity * 100) + '%'), one.state === 'IN_TRIAGE' ? t.alsoInTriage : context.city.codes.name('WorkOrderState', one.state),
        one.unit ? context.city.unit(one.unit) : ''].filter(Boolean).join(' · '))))))) : '';
}

/* what the agent was asked back and said */
const answered = (context, back) => back ? el('section', { class: 'card' },
  el('p', { class: 'said added' }, say('askedBackBy', back.askedBy, time(back.askedAt), back.question)),
  el('p', { class: 'said added' }, badge('BACK', back.learnt ? t.learntBack : t.notLearntBack), ' ', say('answeredBackBy', back.answeredBy, time(back.answeredAt), back.answer))) : '';

/* not to a unit: back to the agent, or not accepted at all */
const otherwise = (context, item, next, waits) => {
  const go = said => ({ go: ['triage', { case: next, after: context.params.after }], said });
  const overtaken = () => whoWasFirst(context, item.caseId);
  return el('div', { class: 'actions' },
    waits || !item.allowed.includes('question') ? '' : ask(context, { button: t.askBack, text: t.askBackText, overtaken },
      field('question', t.question, 'textarea', { required: true, maxlength: 1000 }), async (written, key) => {
        await context.api.post('triage/' + item.caseId + '/question', written, { key });
        return go(t.askedBackDone);
      }),
    ask(context, { button: t['outcome-refuse'], overtaken }, [
      field('reason', t.refusalReason, 'select', { required: true, options: context.city.codes.options('NonAcceptanceReason', t.choose) }),
      field('told', t.refusalTold, 'textarea', { required: true, maxlength: 10000, rows: 5, hint: t.refusalToldHint })], async (written, key) => {
      await context.of('intake').post('cases/' + item.caseId + '/non-acceptance', written, { key });
      return go(say('refusedFromTriage', item.caseNumber));
    }));
};

async function detail(context, item, next, waits) {
  const { city } = context;
  const earlier = item.round > 1 || item.cause !== 'FIRST' ? (await context.api.get('work-orders', { caseId: item.caseId })).items : [];
  return [
    el('div', { class: 'head' }, el('h3', { id: 'triage-case' }, item.title), el('a', { href: context.href('triage', { after: context.params.after }), class: 'button quiet back' }, t.toQueue)),
    el('section', { class: 'card' },
      waits ? el('p', { class: 'sentence' }, t.waitsForAgent) : '',
      el('p', { class: 'sentence' }, item.reason),
      risks(context, item.riskFlags),
      paragraphs(item.text),
      facts([[t.caseNumber, el('a', { href: context.href('case', { id: item.caseId }) }, item.caseNumber)], [t.registeredAt, time(item.registeredAt)],
        [t.waiting, waited(item.sentAt)], [t.triageDue, item.clock ? clock(item.clock) : ''], [t.type, city.codes.name('CaseType', item.type)], [t.urgency, city.codes.name('Urgency', item.urgency)],
        [t.channel, city.channel(item.channel)], [t.category, city.category(item.category)], [t.area, city.area(item.area)], [t.address, item.address],
        [t.respondent, city.unit(item.respondentUnit)], [t.round, item.round > 1 ? item.round : ''], [t.dispatchCause, city.codes.name('DispatchCause', item.cause)]])),
    answered(context, item.askedBack),
    el('section', { class: 'card' }, decision(context, item, next), otherwise(context, item, next, waits)),
    similar(context, item), orders(context, earlier)];
}

export default {
  id: 'triage',
  title: 'triageTitle',
  roles: ['dispatcher'],

  async render(container, context) {
    const { after, case: chosen } = context.params;
    const read = () => context.api.get('triage', { after, limit: PAGE });
    let page = await read();
    const queue = el('nav', { class: 'card', 'aria-label': t.triageTitle });
    const beside = el('div', { class: 'beside' });
    const show = () => {
      render(page.items.length ? queueView(context, page, chosen) : html`<p class="note">${t.triageEmpty}</p>`, queue);
      context.unread(page.items.length);
    };
    show();
    container.append(el('div', { class: 'queue' + (chosen ? ' open' : '') }, el('div', null, queue,
      page.next || after ? el('nav', { class: 'pages', 'aria-label': t.pages },
        after ? el('a', { class: 'button quiet', href: context.href('triage', {}) }, t.firstPage) : '',
        page.next ? el('a', { class: 'button quiet', rel: 'next', href: context.href('triage', { after: page.next }) }, t.nextPage) : '') : ''), beside));
    if (chosen) {
      const inQueue = page.items.find(one => one.caseId === chosen) || (await context.api.get('triage', { caseId: chosen })).items[0];
      const item = inQueue || (await context.api.get('triage', { caseId: chosen, askedBack: true })).items[0];
      const at = page.items.findIndex(one => one.caseId === chosen);
      const next = page.items[at + 1]?.caseId || page.items.find(one => one.caseId !== chosen)?.caseId;
      beside.append(...item ? (await detail(context, item, next, !inQueue)).flat().filter(Boolean)
        : [el('p', { class: 'error', role: 'status' }, t.notInTriage, ' ', await whoWasFirst(context, chosen))]);
    } else if (page.items.length) {
      beside.append(el('p', null, el('a', { class: 'button', href: context.href('triage', { case: page.items[0].caseId, after }), 'data-first': true }, t.takeFirst)));
    }
    /* what comes in appears by itself, what is being written stays */
    const timer = setInterval(async () => {
      if (document.hidden) { return; }
      page = await read().catch(() => page);
      if (!context.signal.aborted) { show(); }
    }, ANEW);
    context.signal.addEventListener('abort', () => clearInterval(timer));
  }
};
