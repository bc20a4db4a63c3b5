/* Callbacks by state, those that may be tried first before the others. */

import { el, table } from '../../shell/elements.js';
import { pages, states } from '../../shell/forms.js';
import { watched } from '../../shell/live.js';
import { badge, unitName } from '../../shell/office.js';
import { person } from '../../shell/people.js';
import { code } from '../../shell/reference.js';
import { number, say, t, time } from '../../shell/words.js';
import { ABOUT, ROLES, SURVEY, callLink, surveyMark } from './next.js';

export default {
  id: 'waiting',
  title: 'waiting',
  roles: ROLES,

  async render(container, context) {
    const { origin, after } = context.params;
    const state = context.params.state || 'OPEN';
    const survey = origin === SURVEY;
    const list = survey ? 'SurveyCallState' : 'CallbackState';
    const { page, news } = await watched(context, () => survey ? context.api.get('survey-calls', { state, after, limit: 50 })
      : context.api.get('callbacks', { state, origin, after, limit: 50 }), one => one.id);
    const rows = page.items.map(one => [
      one.caseNumber, { of: [callLink(context, one), survey ? el('small', null, surveyMark(one)) : ''], class: 'words' }, unitName(context, one.unit), number(one.attempts),
      one.endedAt ? time(one.endedAt) : [time(one.nextAttemptAt), one.appointmentAt ? badge('appointment', t.appointment) : ''], [badge('callback-' + one.state, code(context, list, one.state)),
        one.claimedBy ? el('small', null, person(context, one.claimedBy)) : '']]);
    container.append(news,
      el('div', { class: 'head' },
        states(t.state, context.reference.codes.options(list), state, value => context.href('waiting', { origin, state: value })),
        states(t.about, ABOUT(context).map(([value, text], i) => [i ? value : '', text]), origin,
          value => context.href('waiting', { state: survey || value === SURVEY ? null : state, origin: value }))),
      el('section', { class: 'card' }, table(t.waiting, [{ text: t.caseNumber }, { text: t.titleOfCase }, { text: t.unit }, { text: t.attempts, n: true },
        { text: ['OPEN', 'CLAIMED'].includes(state) ? t.nextAttemptAt : t.endedAt }, { text: t.state }], rows, { empty: t.noCallbacks })),
      pages(context, page, say('listed', number(rows.length)), values => context.href('waiting', { state, origin, ...values })));
  }
};
