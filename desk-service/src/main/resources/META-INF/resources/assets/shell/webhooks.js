/* Addresses of units' systems that are told what happens 推送, and what they were told: for the office and for units. */

import { el, card, table } from './elements.js';
import { ask, chosen, field, form, pages, states } from './forms.js';
import { badge, unitName } from './office.js';
import { person } from './people.js';
import { code } from './reference.js';
import { number, say, t, time } from './words.js';

const EVENTS = ['NEW_ORDER', 'EMERGENCY', 'SENT_BACK', 'RED_MARK', 'RECALLED', 'SUPPLEMENTED', 'CORRECTED', 'URGED'];
const path = one => 'webhooks/' + one.webhookId;

const eventsField = (context, one) => field('events', t.webhookEvents, 'select', {
  multiple: true, size: EVENTS.length, required: true, value: one.events || EVENTS, options: EVENTS.map(event => [event, code(context, 'WebhookEvent', event)]) });

const fieldsOf = (one, events) => [
  field('url', t.webhookUrl, 'url', { required: true, maxlength: 1000, value: one.url, hint: t.webhookUrlHint }), events,
  field('below', t.webhookBelow, 'check', { value: one.below })];

/* the secret is shown this once */
function tellSecret(context, made, said) {
  const dialog = el('dialog', { class: 'question', 'aria-labelledby': 'secret-title' }, el('h2', { id: 'secret-title' }, t.secret), el('p', null, t.secretOnce),
    el('p', null, el('code', { class: 'secret' }, made.secret)),
    el('form', { method: 'dialog', class: 'actions' }, el('button', { type: 'submit', autofocus: true }, t.close)));
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return said;
}

export function register(context, unitOf) {
  const events = eventsField(context, {});
  return form(context, { submit: t.registerWebhook, draft: 'webhook' }, [
    unitOf.length > 1 ? field('unit', t.unit, 'select', { required: true, options: unitOf }) : null, ...fieldsOf({}, events)], async (written, key) => {
    const unit = written.unit || unitOf[0][0];
    const made = await context.of('dispatch').post('units/' + encodeURIComponent(unit) + '/webhooks',
      { url: written.url, events: chosen(events), below: written.below }, { key });
    return tellSecret(context, made, t.webhookRegistered);
  });
}

function actions(context, one) {
  const api = context.of('dispatch');
  const events = eventsField(context, one);
  const body = active => ({ url: one.url, events: one.events, below: one.below, active });
  return el('div', { class: 'actions' },
    ask(context, { button: t.change, title: one.url }, fieldsOf(one, events), async written => {
      await api.put(path(one), { ...written, events: chosen(events), active: one.state === 'ACTIVE' }, { version: one.version });
    }),
    one.state === 'ACTIVE' ? ask(context, { button: t.tryIt, text: t.tryItText }, [], async (written, key) => {
      await api.post(path(one) + '/test', {}, { key });
      return t.tried;
    }) : '',
    ask(context, { button: one.state === 'ACTIVE' ? t.disable : t.enable, text: one.state === 'ACTIVE' ? t.disableText : t.enableText }, [], async () => {
      await api.put(path(one), body(one.state !== 'ACTIVE'), { version: one.version });
    }),
    ask(context, { button: t.newSecret, text: t.newSecretText }, [], async () =>
      tellSecret(context, await api.post(path(one) + '/secret', {}, { version: one.version }), t.secretRenewed)),
    ask(context, { button: t.remove, text: say('removeWebhookText', one.url) }, [], async () => {
      await api.delete(path(one), { version: one.version });
      return t.webhookRemoved;
    }));
}

export function webhooksTable(context, items, { mayChange, empty }) {
  return table(t.webhooks, [{ text: t.webhookUrl }, { text: t.unit }, { text: t.webhookEvents }, { text: t.state }, { text: t.lastDelivered }, { text: t.registeredBy },
    ...(mayChange ? [{ text: t.action }] : [])], items.map(one => [
    { of: el('a', { href: context.href('deliveries', { id: one.webhookId }) }, one.url), class: 'words' },
    [unitName(context, one.unit), one.below ? el('small', null, t.andBelow) : ''],
    { of: one.events.map(event => code(context, 'WebhookEvent', event)).join(t.comma), class: 'words' },
    [badge(one.state, code(context, 'WebhookState', one.state)), one.failingSince ? el('small', null, say('failsSince', time(one.failingSince))) : ''],
    time(one.lastDeliveredAt), [person(context, one.madeBy), el('small', null, time(one.madeAt))],
    ...(mayChange ? [actions(context, one)] : [])]), { empty });
}

const STATES = ['PENDING', 'DELIVERED', 'GIVEN_UP'];

/* what one was told, and what did not get there */
export async function deliveries(container, context, mayChange) {
  const { id, state, after } = context.params;
  const api = context.of('dispatch');
  const own = 'webhooks/' + encodeURIComponent(id || '');
  const [webhook, page] = await Promise.all([api.get(own), api.get(own + '/deliveries', { state, after, limit: 50 })]);
  const again = one => mayChange && one.state !== 'PENDING' ? ask(context, { button: t.redeliver, text: t.redeliverText }, [], async (written, key) => {
    await api.post(own + '/deliveries/' + one.id + '/redeliver', {}, { key });
    return t.redelivered;
  }) : '–';
  container.append(
    el('p', { class: 'sentence' }, unitName(context, webhook.unit), ' · ', webhook.url, ' ', badge(webhook.state, code(context, 'WebhookState', webhook.state))),
    states(t.state, [['', t.all], ...STATES.map(one => [one, code(context, 'DeliveryState', one)])], state, value => context.href('deliveries', { id, state: value })),
    card(null, table(t.deliveries, [{ text: t.when }, { text: t.what }, { text: t.caseNumber }, { text: t.state }, { text: t.timesTried, n: true }, { text: t.answerOfAddress }, { text: t.nextTry }, { text: t.action }],
      page.items.map(one => [time(one.happenedAt), code(context, 'WebhookEvent', one.event), one.caseNumber || '–',
        [badge('delivery-' + one.state, code(context, 'DeliveryState', one.state)), one.doneAt ? el('small', null, time(one.doneAt)) : ''], number(one.attempts),
        { of: one.lastError || (one.lastStatus ? 'HTTP ' + one.lastStatus : '–'), class: 'words' }, one.state === 'PENDING' ? time(one.nextAt) : '–', again(one)]),
      { empty: t.noDeliveries })),
    pages(context, page, say('listed', number(page.items.length)), values => context.href('deliveries', { id, state, ...values })),
    el('p', null, el('a', { href: context.href('webhooks') }, t.backToWebhooks)));
}
