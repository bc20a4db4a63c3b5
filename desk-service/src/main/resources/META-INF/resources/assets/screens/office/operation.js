/* How the services are, on one page, and where everything else is set up. */

import { healthOfServices } from '../../shell/api.js';
import { el, card, table } from '../../shell/elements.js';
import { badge } from '../../shell/office.js';
import { say, t } from '../../shell/words.js';

const EVERY = 15000;

/* what is set up at another desk */
const ELSEWHERE = [['evaluation', 'rule-sets', 'toRuleSets'], ['evaluation', 'posts', 'toPosts']];

const data = check => Object.entries(check.data || {}).map(([name, value]) => name + ' ' + value).join(t.comma);

function health(items) {
  const rows = items.flatMap(one => [
    [t['service-' + one.service] || one.service, badge('health-' + one.status, t['health-' + one.status] || one.status), '–'],
    ...one.checks.filter(check => check.status !== 'UP' || Object.keys(check.data || {}).length).map(check => [
      '· ' + check.name, badge('health-' + check.status, t['health-' + check.status] || check.status), { of: data(check) || '–', class: 'words' }])]);
  return table(t.healthTitle, [{ text: t.what }, { text: t.state }, { text: t.details }], rows);
}

export default {
  id: 'operation',
  title: 'operation',
  roles: ['admin', 'office-leader', 'auditor'],

  async render(container, context) {
    const place = el('div');
    const line = el('p', { class: 'sentence', role: 'status' });
    const show = async () => {
      const { items } = await healthOfServices(context.signal);
      const ill = items.filter(one => one.status !== 'UP').length;
      line.textContent = ill ? say('someIll', ill) : t.allWell;
      context.unread(ill);
      place.replaceChildren(health(items));
    };
    const parked = context.may('admin') ? await Promise.all(['intake', 'dispatch', 'followup', 'assessment'].map(async service => {
      const page = await context.of(service).get('parked-events', { limit: 1 }).catch(() => ({ items: [] }));
      return page.items.length ? service : '';
    })) : [];
    const disabled = await context.api.get('webhooks', { state: 'DISABLED', limit: 200 });
    const waiting = [
      ...parked.filter(Boolean).map(service => el('a', { href: context.href('parked', { service }) }, t.parkedOf + (t['service-' + service] || service))),
      ...disabled.items.length ? [el('a', { href: context.href('webhooks', { state: 'DISABLED' }) }, t.disabledWebhooks + ' ' + disabled.items.length)] : []];
    await show();
    container.append(
      waiting.length ? card(t.waitsForYou, el('ul', null, waiting.map(one => el('li', null, one)))) : '',
      card(t.healthTitle, line, place),
      card(t.elsewhere, el('ul', null, ELSEWHERE.filter(([desk]) => context.viewer.desks.includes(desk)).map(([desk, screen, text]) =>
        el('li', null, el('a', { href: '/' + desk + '?screen=' + screen }, t[text]))))));
    const timer = setInterval(() => show().catch(() => { line.textContent = t.failedRetry; }), EVERY);
    context.signal.addEventListener('abort', () => clearInterval(timer));
  }
};
