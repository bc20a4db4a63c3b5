/* Events that a service could not apply 搁置事件: replayed once the cause is repaired, or discarded by two people. */

import { el, card, table } from '../../shell/elements.js';
import { ask, field, pages, states } from '../../shell/forms.js';
import { person, saying } from '../../shell/people.js';
import { number, say, t, time } from '../../shell/words.js';

const SERVICES = ['intake', 'dispatch', 'followup', 'assessment'];
const kindOf = type => type.replace('org.hotline12345.', '');

function replay(context, api, key) {
  return ask(context, { button: key ? t.replay : t.replayAll, text: key ? say('replayText', key) : t.replayAllText }, [], async (written, idempotency) => {
    const done = await api.post('parked-events', key ? { key } : {}, { key: idempotency });
    return say('replayed', number(done.replayed), number(done.remaining)) + (done.failures.length ? ' ' + done.failures[0].error : '');
  });
}

/* one proposes, another agrees */
function discard(context, api, one) {
  const path = 'parked-events/' + one.id + '/discard';
  if (!one.discardBy) {
    return ask(context, { button: t.discard, text: t.discardText }, [field('reason', t.reason, 'textarea', { required: true, maxlength: 500 })], async (written, key) => {
      await api.post(path, written, { key });
      return t.discardProposed;
    });
  }
  const keep = ask(context, { button: t.keepIt, text: t.keepItText }, [], async () => { await api.delete(path); });
  return [one.discardBy === context.viewer.subject ? el('small', null, t.otherMustAgree)
    : ask(context, { button: t.agreeDiscard, text: say('agreeDiscardText', one.discardReason) }, [], async (written, key) => {
      await api.post(path + '/confirm', { version: one.version }, { key });
      return t.discarded;
    }), keep];
}

export default {
  id: 'parked',
  title: 'parked',
  roles: ['admin'],

  async render(container, context) {
    const { after } = context.params;
    const service = SERVICES.includes(context.params.service) ? context.params.service : 'dispatch';
    const api = context.of(service);
    const [page, gone] = await Promise.all([api.get('parked-events', { after, limit: 50 }), api.get('parked-events/discarded', { limit: 50 })]);
    container.append(
      states(t.service, SERVICES.map(one => [one, t['service-' + one]]), service, value => context.href('parked', { service: value })),
      card(null, el('p', { class: 'note' }, t.parkedNote), page.items.length ? el('div', { class: 'actions' }, replay(context, api)) : '',
        table(t.parked, [{ text: t.event }, { text: t.key }, { text: t.when }, { text: t.cause }, { text: t.timesTried, n: true }, { text: t.action }],
          page.items.map(one => [[kindOf(one.type), el('small', null, one.source)], { of: one.key, class: 'words' }, [time(one.time), el('small', null, time(one.parkedAt))],
            { of: [one.error, one.discardBy ? el('small', null, saying('discardWanted', person(context, one.discardBy), time(one.discardAt), one.discardReason)) : ''], class: 'words' },
            number(one.attempts), el('div', { class: 'actions' }, replay(context, api, one.key), discard(context, api, one))]), { empty: t.nothingParked })),
      pages(context, page, say('listed', number(page.items.length)), values => context.href('parked', { service, ...values })),
      gone.items.length ? card(t.discardedTitle, table(t.discardedTitle, [{ text: t.event }, { text: t.key }, { text: t.reason }, { text: t.proposedBy }, { text: t.agreedBy }],
        gone.items.map(one => [kindOf(one.type), { of: one.key, class: 'words' }, { of: one.reason, class: 'words' },
          [person(context, one.proposedBy), el('small', null, time(one.proposedAt))], [person(context, one.discardedBy), el('small', null, time(one.discardedAt))]]))) : '');
  }
};
