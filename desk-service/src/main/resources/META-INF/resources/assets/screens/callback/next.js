/* The citizens an agent has taken, and the next ones to take. */

import { el, card, table } from '../../shell/elements.js';
import { field, form } from '../../shell/forms.js';
import { badge, unitName } from '../../shell/office.js';
import { code, upTo } from '../../shell/reference.js';
import { number, say, t, time } from '../../shell/words.js';

export const ROLES = ['callback-agent'];
/* beside what callbacks are about: the samples of surveys that the centre asks itself */
export const SURVEY = 'SURVEY';
export const ABOUT = context => [...context.reference.codes.options('CallbackOrigin'), ...context.viewer.unit ? [] : [[SURVEY, t.surveyCall]]];

/* where a citizen who was taken is called */
export const callOf = one => [one.survey ? 'survey-call' : 'call', { id: one.id }];
export const callLink = (context, one) => el('a', { href: context.href(...callOf(one)) }, one.title);
/* which survey it is: nobody takes it for a callback */
export const surveyMark = one => one.survey ? badge(SURVEY, say('surveyMark', one.survey, number(one.number))) : '';

/* those the viewer has, the lease that runs out first before the others; who belongs to a unit calls for no survey */
export async function mine(context) {
  const lists = await Promise.all([...['REPLY', 'ON_THE_SPOT'].map(origin => upTo(context.of('followup'), 'callbacks', { state: 'CLAIMED', origin })),
    context.viewer.unit ? { items: [] } : context.of('followup').get('survey-calls', { state: 'CLAIMED', mine: true, limit: 200 })]);
  return lists.flatMap(list => list.items).filter(one => one.claimedBy === context.viewer.subject && new Date(one.claimedUntil) > new Date())
    .sort((a, b) => a.claimedUntil.localeCompare(b.claimedUntil));
}

/* that some text replies are overdue, leading to the list; '' if none is */
export const overdueNote = (context, counts) => counts.overdue
  ? el('p', { class: 'error' }, el('a', { href: context.href('replies') }, say('repliesOverdue', number(counts.overdue)))) : '';

const hoursOf = plan => say(plan.days === 'WORKING' ? 'hoursOfWorkingDays' : 'hoursOfAllDays', plan.from.slice(0, 5), plan.to.slice(0, 5));

function hours({ plan: { instruments }, viewer }) {
  const ofSurveys = viewer.unit ? null : instruments.SOCIAL_SURVEY?.hours;
  return hoursOf(instruments.AGENT.hours) + (ofSurveys ? t.semicolon + t.surveyCall + t.colon + hoursOf(ofSurveys) : '');
}

function claim(context) {
  return form(context, { submit: t.claim, label: t.claim }, [
    el('div', { class: 'line' }, field('max', t.howMany, 'number', { required: true, min: 1, max: 50, value: 5 }),
      field('origin', t.about, 'select', { options: ABOUT(context) })),
    field('anyHour', t.anyHour, 'check', { hint: hours(context) })], async (written, key) => {
    const { max, anyHour } = { ...written, max: Number(written.max) };
    const { items } = await (written.origin === SURVEY ? context.api.post('survey-calls/claim', { max, anyHour }, { key })
      : context.api.post('callbacks/claim', { max, origin: written.origin, anyHour }, { key }));
    const said = items.length ? say('claimed', number(items.length)) : t.nobodyToCall;
    return items.length ? { go: callOf(items[0]), said } : said;
  });
}

export default {
  id: 'next',
  title: 'next',
  roles: ROLES,

  async render(container, context) {
    const [taken, replies] = await Promise.all([mine(context), context.viewer.unit ? {} : context.of('followup').get('text-replies/counts')]);
    container.append(
      overdueNote(context, replies),
      card(t.taken, table(t.taken, [{ text: t.caseNumber }, { text: t.titleOfCase }, { text: t.unit }, { text: t.about }, { text: t.attempts, n: true }, { text: t.until }],
        taken.map(one => [one.caseNumber, { of: callLink(context, one), class: 'words' }, unitName(context, one.unit),
          surveyMark(one) || code(context, 'CallbackOrigin', one.origin), number(one.attempts),
          [time(one.claimedUntil), one.appointmentAt ? el('small', null, say('appointmentAt', time(one.appointmentAt))) : '']]), { empty: t.nothingTaken })),
      card(t.claim, claim(context)));
  }
};
