/* Risks that citizens' words speak of and nobody has seen to, the oldest first. */

import { el, card, table } from '../../shell/elements.js';
import { ask, field, pages } from '../../shell/forms.js';
import { risks, urgency } from '../../shell/case.js';
import { watched } from '../../shell/live.js';
import { nameOf } from '../../shell/people.js';
import { number, say, t, time } from '../../shell/words.js';

function seeTo(context, alert) {
  return ask(context, { button: t.seeTo, title: alert.title, text: t.seeToNote, quiet: false, overtaken: () => whoSaw(context, alert) },
    field('note', t.whatWasDone, 'textarea', { required: true, maxlength: 1000 }), async (written, key) => {
      await context.api.post('risk-alerts/' + alert.alertId + '/seen', { note: written.note }, { key });
      return t.seenTo;
    });
}

async function whoSaw(context, alert) {
  const { items } = await context.api.get('risk-alerts', { caseId: alert.caseId });
  const seen = items.find(one => one.alertId === alert.alertId);
  return seen?.seenAt ? say('seenBy', await nameOf(context, seen.seenBy), time(seen.seenAt), seen.note) : '';
}

export default {
  id: 'risks',
  title: 'risksTitle',
  roles: ['dispatcher'],

  async render(container, context) {
    const { page, news } = await watched(context, () => context.api.get('risk-alerts', { after: context.params.after, limit: 50 }), one => one.alertId);
    const { city } = context;
    container.append(news,
      card(null, table(t.risksTitle, [{ text: t.caseNumber }, { text: t.risk }, { text: t.caseTitleHead }, { text: t.raisedAt }, { text: t.unit }, { text: t.action }],
        page.items.map(one => [
          [el('a', { href: context.href('case', { id: one.caseId }) }, one.caseNumber), ' ', urgency(context, one)],
          { of: [risks(context, one.riskFlags), el('small', null, city.codes.name('RiskSource', one.source))], class: 'words' }, { of: one.title, class: 'words' }, time(one.raisedAt),
          one.inTriage ? el('a', { href: context.href('triage', { case: one.caseId }) }, t.toTriageOf) : [city.unit(one.unit), one.state ? el('small', null, city.codes.name('WorkOrderState', one.state)) : ''],
          one.allowed.includes('seen') ? seeTo(context, one) : '–']), { empty: t.noRisks })),
      pages(context, page, say('listed', number(page.items.length)), values => context.href('risks', values)));
  }
};
