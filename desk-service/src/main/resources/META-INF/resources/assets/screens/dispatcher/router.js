/* The models of the router: trained, judged, put in force and taken back. */

import { el, card, table } from '../../shell/elements.js';
import { ask } from '../../shell/forms.js';
import { badge, facts } from '../../shell/office.js';
import { number, percent, say, t, time } from '../../shell/words.js';

const STATES = { TRAINING: 'OPEN', READY: 'SIGNED', FAILED: 'REFUSED' };

export const share = value => value === null || value === undefined ? '–' : percent(value * 100);

export const stateOf = one => [badge(one.active ? 'GRANTED' : STATES[one.state], one.active ? t.inForce : t['model-' + one.state]),
  one.state === 'TRAINING' ? el('small', null, share(one.progress)) : ''];

export const least = value => value === null || value === undefined ? t.never : say('fromConfidence', share(value));

/* what was in force before is in force again, or the catalogue alone */
export const rollBack = context => ask(context, { button: t.rollBack, title: t.rollBackTitle, text: t.rollBackText }, [], async (written, key) => {
  await context.api.post('routing/models/rollback', {}, { key });
  return t.rolledBack;
});

export default {
  id: 'router',
  title: 'routerTitle',
  roles: ['dispatcher', 'admin'],

  async render(container, context) {
    const { items } = await context.api.get('routing/models');
    const active = items.find(one => one.active);
    container.append(
      active ? facts([[t.inForce, el('a', { href: context.href('router-model', { id: active.version }) }, active.version)], [t.decidesAlone, least(active.leastConfidence)],
        [t.decidesAgreed, least(active.leastConfidenceAgreed)], [t.learnedUntil, time(active.trainedUntil)]]) : el('p', { class: 'note' }, t.noModelInForce),
      context.may('admin') ? el('div', { class: 'actions' },
        ask(context, { button: t.train, title: t.train, text: t.trainText, quiet: false }, [], async (written, key) => {
          await context.api.post('routing/models', {}, { key });
          return t.trainingBegun;
        }), active ? rollBack(context) : '') : el('p', { class: 'note' }, t.byTheAdministrator),
      card(null, table(t.models, [{ text: t.model }, { text: t.state }, { text: t.trainedAt }, { text: t.wantedPrecision, n: true }, { text: t.decidesAlone }, { text: t.decidesAgreed }],
        items.map(one => [
          el('a', { href: context.href('router-model', { id: one.version }) }, one.version), stateOf(one), [time(one.finishedAt || one.createdAt), el('small', null, one.createdBy)],
          share(one.wantedPrecision), least(one.leastConfidence), least(one.leastConfidenceAgreed)]), { empty: t.noModels })));
  }
};
