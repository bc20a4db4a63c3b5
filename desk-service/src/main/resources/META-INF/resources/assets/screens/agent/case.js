/* One case with its course, and what an agent can do about it. */

import { attachmentsOfCase } from '../../shell/attachments.js';
import { el } from '../../shell/elements.js';
import { ask, field } from '../../shell/forms.js';
import { course, deadlines, told } from '../../shell/case.js';
import { corrections, toCorrection } from '../../shell/correction.js';
import { openMatters } from '../../shell/matters.js';
import { html, render } from '../../shell/view.js';
import { t } from '../../shell/words.js';
import { answerFields, answerOf } from './answer.js';
import { articleView } from './article.js';
import { ADDITIONS, addition, standingOf } from './call.js';
import { messages } from './messages.js';
import { answer as answerQuestion } from './questions.js';

/* articles that fit the case, as soon as they are found; it can be answered without them */
async function articlesFor(context, found, answer, place) {
  const question = { title: found.title, text: found.text, category: found.category || undefined, area: found.area || undefined };
  const { items } = await context.api.post('knowledge/search', question).catch(() => ({}));
  render(html`<h3>${t.knowledge}</h3>
    ${items?.length ? html`<ul class="rows">${items.map(one => html`<li>${articleView(one, { passage: one.passage, areaName: context.city.area, answer })}</li>`)}</ul>`
    : html`<p class="note">${items ? t.noArticles : t.articlesFailed}</p>`}`, place);
}

function answerDirectly(context, found, overtaken, send) {
  const before = () => {
    const answer = answerFields(context, '', 5);
    const articles = el('div', { 'aria-live': 'polite' });
    articlesFor(context, found, answer.take, articles);
    return [answer.fields, articles];
  };
  return ask(context, { button: t['outcome-answer'], before, overtaken }, [], (written, key) => send(answerOf(written, ''), key));
}

function actions(context, found, path, version) {
  const { city } = context;
  const overtaken = () => standingOf(context, found.caseId);
  const send = (way, said) => async (written, key) => {
    await context.api.post(path + '/' + way, written, { key, version });
    return said;
  };
  const possible = {
    supplements: () => addition(context, found.caseId, 'supplements', ADDITIONS.supplements, null, false),
    urges: () => addition(context, found.caseId, 'urges', ADDITIONS.urges),
    'direct-answer': () => answerDirectly(context, found, overtaken, send('direct-answer', t.answered)),
    'non-acceptance': () => ask(context, { button: t['outcome-refuse'], overtaken }, [
      field('reason', t.refusalReason, 'select', { required: true, options: city.codes.options('NonAcceptanceReason', t.choose) }),
      field('told', t.refusalTold, 'textarea', { required: true, maxlength: 10000, rows: 5, hint: t.refusalToldHint })], send('non-acceptance', t.refused)),
    withdrawal: () => ask(context, { button: t.withdraw, overtaken },
      field('reason', t.withdrawReason, 'text', { required: true, maxlength: 500 }), send('withdrawal', t.withdrawn))
  };
  return el('div', { class: 'head actions' }, found.allowed.filter(way => possible[way]).map(way => possible[way]()), toCorrection(context, found));
}

export default {
  id: 'case',
  title: 'caseHead',
  roles: ['agent'],
  hidden: true,

  async render(container, context) {
    const path = 'cases/' + encodeURIComponent(context.params.id || '');
    const { value: found, version } = await context.api.read(path);
    context.heading(found.caseNumber);
    const clocks = el('div');
    const files = el('div');
    const matters = el('div');
    const history = el('div');
    const written = el('div');
    const asked = found.status === 'IN_TRIAGE' ? (await context.of('dispatch').all('triage-questions', { limit: 200 })).items.find(one => one.caseId === found.caseId) : null;
    container.append(asked ? el('section', { class: 'card' }, el('h3', null, t.questionHead), el('p', { class: 'sentence' }, asked.question), el('div', { class: 'actions' }, answerQuestion(context, asked))) : '',
      actions(context, found, path, version), el('div', null, told(context, found)), files, matters, course(found.timeline), history, clocks, written);
    const parts = await Promise.all([attachmentsOfCase(context, found), openMatters(context, found.caseId), corrections(context, found.caseId), deadlines(context, found), messages(context, found)]);
    [files, matters, history, clocks, written].forEach((place, i) => place.append(parts[i]));
  }
};
