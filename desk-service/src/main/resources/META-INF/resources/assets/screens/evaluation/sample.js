/* One sample: what was drawn, what was found, and the orders made of it. */

import { attachmentField, attachmentList, attachmentsOf } from '../../shell/attachments.js';
import { el, card, table } from '../../shell/elements.js';
import { ask, field, form, pages } from '../../shell/forms.js';
import { caseLink, facts, unitName, unitOptions } from '../../shell/office.js';
import { person } from '../../shell/people.js';
import { number, periodName, say, t, time } from '../../shell/words.js';

const SEVERITIES = ['MINOR', 'SERIOUS', 'GRAVE'];
const PAGE = 100;

function findingForm(context, path, drawn) {
  return form(context, { submit: t.noteFinding, label: t.noteFinding }, [
    el('div', { class: 'line' },
      field('number', t.numberInSample, 'number', { min: 1, max: drawn, hint: t.numberHint }),
      field('unit', t.unit, 'select', { options: unitOptions(context, t.unitOfNumber) }),
      field('severity', t.severity, 'select', { options: SEVERITIES.map(one => [one, t['severity-' + one]]) })),
    field('text', t.finding, 'textarea', { required: true, maxlength: 4000 }), attachmentField(context, 'assessment')], async (written, key) => {
    await context.api.post(path + '/findings', {
      number: written.number ? Number(written.number) : null, unit: written.unit, severity: written.severity, text: written.text,
      attachments: attachmentsOf(written) }, { key });
    return t.findingNoted;
  });
}

function order(context, finding) {
  return ask(context, { button: t.orderRectification, text: finding.text }, [
    field('text', t.orderText, 'textarea', { required: true, maxlength: 4000 }),
    field('workingDays', t.workingDays_, 'number', { required: true, min: 1, max: 250, value: 5 })], async (written, key) => {
    const ordered = await context.api.post('rectifications', {
      findingId: finding.findingId, text: written.text, workingDays: Number(written.workingDays) }, { key });
    return say('rectificationOrdered', time(ordered.dueAt));
  });
}

export default {
  id: 'sample',
  title: 'sample',
  roles: ['evaluator', 'supervisor', 'office-leader'],
  hidden: true,

  async render(container, context) {
    const path = 'sample-plans/' + encodeURIComponent(context.params.id || '');
    const [plan, items, findings] = await Promise.all([
      context.api.get(path), context.api.get(path + '/items', { after: context.params.after, limit: PAGE }), context.api.get(path + '/findings', { limit: 200 })]);
    context.heading(plan.name);
    const found = number => findings.items.filter(one => one.number === number).length;
    const rows = findings.items.map(one => [
      one.number ? '№ ' + number(one.number) : '–', unitName(context, one.unit), t['severity-' + one.severity], { of: [one.text, attachmentList(context, one.attachments, file =>
        ['assessment', path + '/findings/' + one.findingId + '/attachments/' + file.attachmentId])], class: 'words' },
      [one.foundBy, el('small', null, time(one.foundAt))],
      one.rectificationId ? el('a', { href: context.href('rectification', { id: one.rectificationId }) }, t.toRectification)
        : context.may('evaluator') ? order(context, one) : '–']);
    container.append(
      facts([[t.period, periodName(plan.period)], [t.method, t['method-' + plan.method]], [t.drawn, number(plan.drawn)], [t.perUnit, number(plan.perUnit)],
        [t.seed, plan.seed], [t.excludedUnits, plan.excludedUnits.map(unit => unitName(context, unit)).join(t.comma)],
        [t.excludedCases, plan.excludedCases.length ? number(plan.excludedCases.length) : ''], [t.by, [person(context, plan.drawnBy), ' ', time(plan.drawnAt)]]]),
      card(t.findings,
        table(t.findings, [{ text: t.numberInSample }, { text: t.unit }, { text: t.severity }, { text: t.finding }, { text: t.by }, { text: t.rectification }],
          rows, { empty: t.noFindings }),
        context.may('evaluator') ? findingForm(context, path, plan.drawn) : null),
      card(t.drawnRounds, table(t.drawnRounds, [{ text: t.numberInSample }, { text: t.caseNumber }, { text: t.unit }, { text: t.finishedAt }, { text: t.findings, n: true }],
        items.items.map(one => ['№ ' + number(one.number), caseLink(context, one.caseId, one.caseNumber), unitName(context, one.unit), time(one.finishedAt), number(found(one.number))])),
      pages(context, items, say('listed', number(items.items.length)), values => context.href('sample', { id: plan.planId, ...values }))),
      el('p', null, el('a', { href: context.href('samples') }, t.backToSamples)));
  }
};
