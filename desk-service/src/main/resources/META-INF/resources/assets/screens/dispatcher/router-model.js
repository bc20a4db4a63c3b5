/* One model of the router with its figures, beside the one in force. */

import { el, card, table } from '../../shell/elements.js';
import { ask } from '../../shell/forms.js';
import { facts } from '../../shell/office.js';
import { number, say, t, time } from '../../shell/words.js';
import { least, rollBack, share, stateOf } from './router.js';

const MOST_CLASSES = 30;

/* what the model and the catalogue alone made of the same cases */
function pipelines(context, metrics) {
  const rows = [[t.withModel, metrics.pipeline], [t.catalogueAlone, metrics.catalogueAlone]].filter(([, replay]) => replay).map(([name, replay]) => {
    const all = Object.values(replay.decided);
    const decided = all.reduce((sum, one) => sum + one.number, 0);
    const right = all.reduce((sum, one) => sum + one.right, 0);
    return [name, number(replay.cases), number(decided), share(replay.cases ? decided / replay.cases : null), share(decided ? right / decided : null), number(replay.triage),
      share(replay.triage ? replay.amongCandidates / replay.triage : null)];
  });
  return card(t.onRecentCases, table(t.onRecentCases, [{ text: t.what }, { text: t.cases, n: true }, { text: t.decidedAutomatically, n: true }, { text: t.shareOfCases, n: true },
    { text: t.rightOfThem, n: true }, { text: t.toDispatchers, n: true }, { text: t.amongCandidates, n: true }], rows));
}

function classes(title, evaluation, name) {
  if (!evaluation) { return ''; }
  const shown = [...evaluation.classes].sort((one, other) => other.number - one.number).slice(0, MOST_CLASSES);
  return card(title,
    facts([[t.judged, number(evaluation.number)], [t.accuracy, share(evaluation.accuracy)], ['F1', share(evaluation.macroF1)],
      ...evaluation.coverage.map(one => [say('coverageAt', share(one.precision)), share(one.share)])]),
    table(title, [{ text: t.name }, { text: t.cases, n: true }, { text: t.precision, n: true }, { text: t.recallRate, n: true }, { text: 'F1', n: true }],
      shown.map(one => [name(one.label), number(one.number), share(one.precision), share(one.recall), share(one.f1)])));
}

/* compares it with the one in force; nothing changes */
function compare(context, path) {
  const result = el('p', { class: 'sentence', 'aria-live': 'polite', id: 'compared' });
  return [el('button', { type: 'button', class: 'quiet', onclick: async event => {
    const button = event.target;
    button.disabled = true;
    try {
      const one = await context.api.post(path + '/evaluation', {});
      result.textContent = one.activeVersion
        ? say('compared', number(one.cases), number(one.right), number(one.activeRight), number(one.decided), number(one.decidedRight))
        : say('comparedAlone', number(one.cases), number(one.right), number(one.decided), number(one.decidedRight));
    } catch (error) {
      context.refuse(error);
    } finally {
      button.disabled = false;
    }
  } }, t.compare), result];
}

export default {
  id: 'router-model',
  title: 'model',
  roles: ['dispatcher', 'admin'],
  hidden: true,

  async render(container, context) {
    const { city } = context;
    const path = 'routing/models/' + encodeURIComponent(context.params.id || '');
    const one = await context.api.get(path);
    const [compareButton, compared] = one.allowed.includes('evaluation') ? compare(context, path) : [];
    context.heading(say('modelOf', one.version));
    container.append(
      el('p', { class: 'standing' }, stateOf(one)),
      one.failure ? el('p', { class: 'error' }, one.failure) : '',
      facts([[t.trainedAt, time(one.finishedAt || one.createdAt)], [t.by, one.createdBy], [t.learnedUntil, time(one.trainedUntil)], [t.wantedPrecision, share(one.wantedPrecision)],
        [t.decidesAlone, least(one.leastConfidence)], [t.decidesAgreed, least(one.leastConfidenceAgreed)],
        ...one.metrics ? [[t.learnedFrom, number(one.metrics.learned)], [t.corrected, number(one.metrics.corrected)], [t.heldOut, number(one.metrics.heldOut)]] : []]),
      el('div', { class: 'actions' },
        one.allowed.includes('activation') ? ask(context, { button: t.putInForce, title: say('putInForceOf', one.version), text: t.modelInForceText, quiet: false }, [], async (written, key) => {
          await context.api.post(path + '/activation', {}, { key });
          return say('nowInForce', one.version);
        }) : '', compareButton || '', one.allowed.includes('rollback') ? rollBack(context) : ''),
      compared || '',
      one.metrics ? pipelines(context, one.metrics) : '',
      classes(t.unitsOfModel, one.metrics?.units, city.unit), classes(t.categoriesOfModel, one.metrics?.categories, city.category),
      el('p', null, el('a', { href: context.href('router') }, t.backToRouter)));
  }
};
