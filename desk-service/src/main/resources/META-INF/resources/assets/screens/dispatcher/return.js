/* One request to give a case back: the case, its way until now, what the catalogue says, and the ruling. */

import { el, card, table } from '../../shell/elements.js';
import { field, form, radios } from '../../shell/forms.js';
import { facts } from '../../shell/office.js';
import { person } from '../../shell/people.js';
import { number, t, time } from '../../shell/words.js';
import { handled, requestOf } from './order.js';

/* what the catalogue says about the category, in the case's area first */
async function catalogue(context, order) {
  if (!order.category) { return ''; }
  const { items } = await context.api.get('catalogue', { category: order.category, limit: 20 });
  const { city } = context;
  return card(t.catalogue, table(t.catalogue, [{ text: t.leadingUnit }, { text: t.area }, { text: t.coUnits }, { text: t.keywords }],
    items.map(one => [one.leadUnit?.startsWith('@') ? t['level-' + one.leadUnit.slice(1)] || one.leadUnit : city.unit(one.leadUnit), city.area(one.area),
      (one.coUnits || []).map(city.unit).join(t.comma) || '–', { of: (one.keywords || []).join(t.comma) || '–', class: 'words' }]), { empty: t.noCatalogue }));
}

/* what the platform above agreed to, where it sent the case */
async function consents(context, order) {
  const { items } = await context.of('followup').get('cases/' + order.caseId + '/upstream-consents');
  return card(t.consents, table(t.consents, [{ text: t.consentedAt }, { text: t.consentTo }, { text: t.upstreamReference }, { text: t.by }, { text: t.note }],
    items.map(one => [time(one.consentedAt), t['consent-' + one.agreedTo], one.reference, person(context, one.consentedBy) || '–', { of: one.note || '–', class: 'words' }]), { empty: t.noConsents }));
}

function ruling(context, request, overtaken) {
  const { city } = context;
  const node = form(context, { submit: t.decide, label: t.ruling, draft: 'return ' + request.returnRequestId, overtaken }, [
    radios('granted', t.ruling, ['true', 'false'].map(granted => [granted, t['granted-' + granted]])),
    el('div', { class: 'line', id: 'where' },
      field('toUnit', t.toUnit, 'select', { options: [['', t.byTheRules], ...city.units], value: request.suggestedUnit }),
      request.fromAbove ? field('upstreamReference', t.upstreamReference, 'text', { maxlength: 200, hint: t.upstreamReferenceHint }) : '',
      field('backToReturner', t.backToReturner, 'check')),
    field('note', t.note, 'textarea', { required: true, maxlength: 2000 })], async (written, key) => {
    const granted = written.granted === 'true';
    await context.api.post('return-requests/' + request.returnRequestId + '/decision', {
      granted, note: written.note, ...granted ? { toUnit: written.toUnit, upstreamReference: written.upstreamReference, backToReturner: written.backToReturner } : {} }, { key });
    return { go: ['returns'], said: granted ? t.returnGranted : t.returnRefused };
  });
  node.addEventListener('input', () => { node.querySelector('#where').hidden = node.elements.granted.value === 'false'; });
  return card(null, node);
}

export default {
  id: 'return',
  title: 'returnTitle',
  roles: ['dispatcher'],
  hidden: true,

  async render(container, context) {
    const { order, request, open, overtaken } = await requestOf(context, 'return-requests', 'returnRequestId', 'returnRequests');
    const { city } = context;
    context.heading(order.title);
    container.append(
      card(t.returnTitle, facts([[t.unit, city.unit(order.unit)], [t.reason, city.codes.name('ReturnReason', request.reasonCode)], [t.suggestedUnit, city.unit(request.suggestedUnit)],
        [t.requestedAt, time(request.requestedAt)], [t.by, person(context, request.requestedBy)], [t.returnedBefore, (request.returnedBy || []).map(city.unit).join(t.comma)],
        [t.state, city.codes.name('RequestState', request.state)], [t.decidedAt, time(request.decidedAt)], [t.note, request.note],
        [t.round, order.round > 1 ? number(order.round) : '']]), el('p', { class: 'sentence' }, request.reason)),
      ...open ? [ruling(context, request, overtaken)] : [el('p', { class: 'note' }, t.alreadyRuled)],
      ...await handled(context, order));
    container.append(await catalogue(context, order), request.fromAbove ? await consents(context, order) : '', el('p', null, el('a', { href: context.href('returns') }, t.backToReturns)));
  }
};
