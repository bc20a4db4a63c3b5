/* One case with its course, and what an agent can do about it. */

import { attachmentsOfCase } from '../../shell/attachments.js';
import { el } from '../../shell/elements.js';
import { ask, field } from '../../shell/forms.js';
import { course, deadlines, told } from '../../shell/case.js';
import { corrections, toCorrection } from '../../shell/correction.js';
import { openMatters } from '../../shell/matters.js';
import { ADDITIONS, addition, standingOf } from './call.js';
import { messages } from './messages.js';
import { answer } from './questions.js';
import { t } from '../../shell/words.js';

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
    'direct-answer': () => ask(context, { button: t['outcome-answer'], overtaken }, [
      field('by', t.answeredBy, 'select', { options: city.codes.options('AnsweredBy') }),
      field('unit', t.threeWayUnit, 'select', { options: [['', t.noUnit], ...city.units] }),
      field('text', t.answerText, 'textarea', { required: true, maxlength: 10000, rows: 5 })], send('direct-answer', t.answered)),
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
    container.append(asked ? el('section', { class: 'card' }, el('h3', null, t.questionHead), el('p', { class: 'sentence' }, asked.question), el('div', { class: 'actions' }, answer(context, asked))) : '',
      actions(context, found, path, version), el('div', null, told(context, found)), files, matters, course(found.timeline), history, clocks, written);
    const parts = await Promise.all([attachmentsOfCase(context, found), openMatters(context, found.caseId), corrections(context, found.caseId), deadlines(context, found), messages(context, found)]);
    [files, matters, history, clocks, written].forEach((place, i) => place.append(parts[i]));
  }
};
