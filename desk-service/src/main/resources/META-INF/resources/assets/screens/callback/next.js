/* The citizens an agent has taken, and the next ones to take. */

import { el, card, table } from '../../shell/elements.js';
import { field, form } from '../../shell/forms.js';
import { unitName } from '../../shell/office.js';
import { code, upTo } from '../../shell/reference.js';
import { number, say, t, time } from '../../shell/words.js';

export const ROLES = ['callback-agent'];
export const callLink = (context, one) => el('a', { href: context.href('call', { id: one.id }) }, one.title);

/* those the viewer has, the lease that runs out first before the others */
export async function mine(context) {
  const lists = await Promise.all(['REPLY', 'ON_THE_SPOT'].map(origin => upTo(context.of('followup'), 'callbacks', { state: 'CLAIMED', origin })));
  return lists.flatMap(list => list.items).filter(one => one.claimedBy === context.viewer.subject && new Date(one.claimedUntil) > new Date())
    .sort((a, b) => a.claimedUntil.localeCompare(b.claimedUntil));
}

function hours(context) {
  const plan = context.plan.instruments.AGENT.hours;
  return say(plan.days === 'WORKING' ? 'hoursOfWorkingDays' : 'hoursOfAllDays', plan.from.slice(0, 5), plan.to.slice(0, 5));
}

function claim(context) {
  return form(context, { submit: t.claim, label: t.claim }, [
    el('div', { class: 'line' }, field('max', t.howMany, 'number', { required: true, min: 1, max: 50, value: 5 }),
      field('origin', t.about, 'select', { options: context.reference.codes.options('CallbackOrigin') })),
    field('anyHour', t.anyHour, 'check', { hint: hours(context) })], async (written, key) => {
    const { items } = await context.api.post('callbacks/claim', {
      max: Number(written.max), origin: written.origin, anyHour: written.anyHour }, { key });
    const said = items.length ? say('claimed', number(items.length)) : t.nobodyToCall;
    return items.length ? { go: ['call', { id: items[0].id }], said } : said;
  });
}

export default {
  id: 'next',
  title: 'next',
  roles: ROLES,

  async render(container, context) {
    const taken = await mine(context);
    container.append(
      card(t.taken, table(t.taken, [{ text: t.caseNumber }, { text: t.titleOfCase }, { text: t.unit }, { text: t.about }, { text: t.attempts, n: true }, { text: t.until }],
        taken.map(one => [one.caseNumber, { of: callLink(context, one), class: 'words' }, unitName(context, one.unit),
          code(context, 'CallbackOrigin', one.origin), number(one.attempts),
          [time(one.claimedUntil), one.appointmentAt ? el('small', null, say('appointmentAt', time(one.appointmentAt))) : '']]), { empty: t.nothingTaken })),
      card(t.claim, claim(context)));
  }
};
