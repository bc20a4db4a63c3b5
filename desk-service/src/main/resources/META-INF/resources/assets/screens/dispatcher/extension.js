/* One request for more time: the case, how much time is left to give, and the decision. */

import { el, card } from '../../shell/elements.js';
import { field, form, radios } from '../../shell/forms.js';
import { facts } from '../../shell/office.js';
import { person } from '../../shell/people.js';
import { number, t, time } from '../../shell/words.js';
import { handled, requestOf } from './order.js';

function decision(context, request, overtaken) {
  const node = form(context, { submit: t.decide, label: t.extensionDecision, draft: 'extension ' + request.extensionRequestId, overtaken }, [
    radios('granted', t.extensionDecision, ['true', 'false'].map(granted => [granted, t['extension-' + granted]])),
    field('workingDays', t.workingDaysGranted, 'number', { min: 1, max: 250, step: 1, value: request.workingDays }),
    field('note', t.note, 'textarea', { required: true, maxlength: 2000 })], async (written, key) => {
    const granted = written.granted === 'true';
    await context.api.post('extension-requests/' + request.extensionRequestId + '/decision',
      { granted, note: written.note, ...granted && written.workingDays ? { workingDays: Number(written.workingDays) } : {} }, { key });
    return { go: ['extensions'], said: granted ? t.extensionGranted : t.extensionRefused };
  });
  node.addEventListener('input', () => { node.elements.workingDays.closest('.field').hidden = node.elements.granted.value === 'false'; });
  return card(null, node);
}

export default {
  id: 'extension',
  title: 'extensionTitle',
  roles: ['dispatcher'],
  hidden: true,

  async render(container, context) {
    const { order, request, open, overtaken } = await requestOf(context, 'extension-requests', 'extensionRequestId', 'extensionRequests');
    const { city } = context;
    context.heading(order.title);
    container.append(
      card(t.extensionTitle, facts([[t.unit, city.unit(order.unit)], [t.workingDays, number(request.workingDays)], [t.requestedAt, time(request.requestedAt)], [t.by, person(context, request.requestedBy)],
        [t.state, city.codes.name('RequestState', request.state)], [t.decidedAt, time(request.decidedAt)], [t.workingDaysGranted, request.grantedDays ? number(request.grantedDays) : ''], [t.note, request.note]]),
      el('p', { class: 'sentence' }, request.reason)),
      ...open ? [decision(context, request, overtaken)] : [el('p', { class: 'note' }, t.alreadyRuled)],
      ...await handled(context, order),
      el('p', null, el('a', { href: context.href('extensions') }, t.backToExtensions)));
  }
};
