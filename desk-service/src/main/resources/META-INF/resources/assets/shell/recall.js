/* An order is taken from its unit before a reply is issued: back to triage, or to another unit at once. */

import { ask, field } from './forms.js';
import { say, t } from './words.js';

/* order: as the service shows it, with what is allowed; units: options of a select; unit(code): its name */
export function recalling(context, order, units, unit) {
  const send = (way, said) => async (written, key) => {
    await context.of('dispatch').post('work-orders/' + order.workOrderId + '/' + way, written, { key, version: order.version });
    return said(written);
  };
  const reason = () => field('reason', t.reason, 'textarea', { required: true, maxlength: 1000 });
  return [
    order.allowed.includes('redirect') ? ask(context, { button: t.redirect, text: t.redirectText }, [
      field('unit', t.newUnit, 'select', { required: true, options: [['', t.chooseUnit], ...units.filter(([code]) => code !== order.unit)] }),
      reason(), field('backToReturner', t.backToReturner, 'check')], send('redirect', written => say('redirectedTo', unit(written.unit)))) : '',
    order.allowed.includes('recall') ? ask(context, { button: t.recall, text: t.recallText }, reason(), send('recall', () => t.recalledToTriage)) : ''
  ].filter(Boolean);
}
