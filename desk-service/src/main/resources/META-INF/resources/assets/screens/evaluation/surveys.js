/* Social surveys: a sample of citizens, whom a third party asks by the file of the sample, or callback agents of the centre on their desk. */

import { card, el, table } from '../../shell/elements.js';
import { field, form, saveButton } from '../../shell/forms.js';
import { day, number, say, t } from '../../shell/words.js';

const drawForm = context => card(t.newSurvey, form(context, { submit: t.drawSample, label: t.newSurvey, draft: 'survey' }, [
  el('div', { class: 'line' },
    field('title', t.surveyTitle, 'text', { required: true, maxlength: 200 }),
    field('surveyor', t.surveyor, 'text', { required: true, maxlength: 200 }),
    field('from', t.repliesFrom, 'date', { required: true }), field('to', t.repliesTo, 'date', { required: true }),
    field('size', t.surveySize, 'number', { required: true, min: 1, max: 5000, value: 200 }),
    field('seed', t.seed, 'text', { maxlength: 200, hint: t.seedHint })),
  field('byAgents', t.byAgents, 'check', { hint: t.byAgentsHint })], async (written, key) => {
  const drawn = await context.of('followup').post('social-surveys', { ...written, size: Number(written.size) }, { key });
  return say('sampleDrawn', number(drawn.drawn));
}));

export default {
  id: 'surveys',
  title: 'surveys',
  roles: ['evaluator'],

  async render(container, context) {
    const { items } = await context.of('followup').get('social-surveys');
    const ofSurveys = { ...context, api: context.of('followup') };
    container.append(
      drawForm(context),
      card(t.allSurveys, table(t.allSurveys, [{ text: t.surveyTitle }, { text: t.surveyor }, { text: t.repliesIssued }, { text: t.drawn, n: true }, { text: t.surveyAnswered, n: true },
        { text: t.surveyUnreached, n: true }, { text: t.seed }, { text: t.surveySample }], items.map(one => [
        one.title, one.byAgents ? [one.surveyor, el('small', null, t.byAgentsShort)] : one.surveyor, day(one.from) + ' – ' + day(one.to),
        number(one.drawn), number(one.answered), one.byAgents ? number(one.unreached) : '–', one.seed,
        one.byAgents ? t.onCallbackDesk : saveButton(ofSurveys, 'CSV', 'social-surveys/' + one.id + '/sample', {}, 'text/csv')]), { empty: t.noSurveys })));
  }
};
