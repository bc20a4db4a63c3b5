/* Two cases that may be one matter, side by side: one leads, the other is answered with it. */

import { el, card } from '../../shell/elements.js';
import { field, form, radios } from '../../shell/forms.js';
import { sideBySide } from '../../shell/case.js';
import { t } from '../../shell/words.js';
import { whoWasFirst } from './triage.js';

export default {
  id: 'merge',
  title: 'mergeTitle',
  roles: ['dispatcher'],
  hidden: true,

  async render(container, context) {
    const intake = context.of('intake');
    const [one, other] = await Promise.all([context.params.case, context.params.with].map(id => intake.get('cases/' + encodeURIComponent(id || ''))));
    container.append(
      sideBySide(context, [[t.thisCase, one], [t.otherCase, other]]),
      card(null, form(context, { submit: t.merge, label: t.merge, overtaken: () => whoWasFirst(context, one.caseId) }, [
        radios('lead', t.whichLeads, [[other, t.otherCase], [one, t.thisCase]].map(([found, title]) => [found.caseId, title + ' ' + found.caseNumber]), other.caseId),
        field('backToReturner', t.backToReturner, 'check')], async (written, key) => {
        const member = written.lead === one.caseId ? other : one;
        await context.api.post('merges', { leadCaseId: written.lead, caseIds: [member.caseId], backToReturner: written.backToReturner }, { key });
        return { go: ['triage'], said: t.merged };
      })),
      el('p', null, el('a', { href: context.href('triage', { case: one.caseId }) }, t.notTheSame)));
  }
};
