/* One bulletin: read, edit, refresh, issue, take note, instruct, save. */

import { bar, el, card, table } from '../../shell/elements.js';
import { ask, chosen, field, form, saveButton } from '../../shell/forms.js';
import { badge, facts, unitName } from '../../shell/office.js';
import { person } from '../../shell/people.js';
import { inWords, number, periodName, say, t, time } from '../../shell/words.js';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const OF_STAFF = ['PROBLEMS', 'MEASURES'];
const OTHERS = ['OVERVIEW', 'COMPOSITION', 'HANDLING', 'FEEDBACK', 'HOT_ISSUES', 'NOTABLE', 'CASES', 'SUPERVISION'];

const paragraphsOf = text => (text || '').split(/\r?\n/).map(line => line.trim()).filter(Boolean);

/* bars as long as the numbers beside them */
function bars(one) {
  const longest = Math.max(1, ...one.rows.flatMap(row => row.slice(1).map(Number)));
  return el('figure', { class: 'bars' }, table(one.text, one.columns.map(c => ({ text: c.name })), one.rows.map(([name, ...values]) =>
    [name, ...values.map(value => ({ of: [number(Number(value)), bar(100 * value / longest)] }))]), { caption: one.text }));
}

function block(one) {
  switch (one.form) {
    case 'HEADING': return el('h4', null, one.text);
    case 'SUBHEADING': return el('h5', null, one.text);
    case 'TABLE': return table(one.text || t.table, one.columns.map(c => ({ text: c.name, n: c.number })), one.rows || [], { caption: one.text });
    case 'CHART': return bars(one);
    case 'NOTE': return el('p', { class: 'note' }, one.text);
    default: return el('p', null, one.text);
  }
}

function printed(document) {
  return el('article', { class: 'document', lang: document.language },
    el('p', { class: 'red-head' }, document.head),
    el('p', { class: 'number' }, document.number, ' · ', document.office, ' · ', document.date),
    el('h3', null, document.title),
    el('p', null, document.addressees + t.colon),
    document.blocks.map(block),
    el('p', { class: 'signature' }, document.office, el('br'), document.date),
    document.annex?.length ? el('div', { class: 'annex' }, document.annex.map(block)) : null,
    document.imprint ? el('p', { class: 'imprint' }, document.imprint) : null);
}

function editForm(context, bulletin, version) {
  const recipients = field('recipients', t.recipients, 'select', { multiple: true, size: 10, value: bulletin.recipients, hint: t.recipientsHint,
    options: [...new Set([...context.reference.dimensions.units.map(unit => unit.code), ...bulletin.recipients])].map(code => [code, unitName(context, code)]) });
  const area = section => field(section, t['section-' + section] + (OF_STAFF.includes(section) ? '' : t.furtherParagraphs), 'textarea', {
    value: (bulletin.paragraphs[section] || []).join('\n'), rows: OF_STAFF.includes(section) ? 4 : 2,
    hint: OF_STAFF.includes(section) ? t.eachLineAParagraph : undefined });
  return card(t.editBulletin, form(context, { submit: t.save, label: t.editBulletin }, [
    OF_STAFF.map(area),
    el('details', null, el('summary', null, t.titleAndFurther),
      field('title', t.bulletinTitle, 'text', { value: bulletin.title, maxlength: 200, hint: t.emptyIsUsual }),
      field('addressees', t.addressees, 'text', { value: bulletin.addressees, maxlength: 500, hint: t.emptyIsUsual }),
      recipients,
      OTHERS.map(area))], async written => {
    await context.api.put('bulletins/' + bulletin.bulletinId, {
      title: written.title, addressees: written.addressees,
      recipients: chosen(recipients),
      paragraphs: Object.fromEntries([...OF_STAFF, ...OTHERS].map(section => [section, paragraphsOf(written[section])])) }, { version });
    return t.savedBulletin;
  }));
}

function actions(context, bulletin, version) {
  const path = 'bulletins/' + bulletin.bulletinId;
  const name = 'bulletin-' + bulletin.period.text.replace('..', '_');
  const draft = bulletin.state === 'DRAFT';
  return el('div', { class: 'actions' },
    draft && context.may('office-leader') ? ask(context, { button: t.issue, text: t.issueText, quiet: false },
      field('number', t.issueNumberOfYear, 'number', { min: 1, max: 9999, hint: t.emptyIsNext }), async written => {
        const issued = await context.api.post(path + '/issue', written.number ? { number: Number(written.number) } : {}, { version });
        return say('issuedAs', issued.number);
      }) : null,
    draft && context.may('evaluator') ? ask(context, { button: t.refreshFigures, text: t.refreshText }, [], async () => {
      await context.api.post(path + '/refresh', {}, { version });
      return t.refreshed;
    }) : null,
    el('button', { type: 'button', class: 'quiet', onclick: () => window.print() }, t.print),
    saveButton(context, t.saveDocx, path, {}, DOCX, name + '.docx'),
    saveButton(context, t.saveHtml, path, {}, 'text/html', name + '.html'),
    draft && context.may('evaluator') ? ask(context, { button: t.discard, text: t.discardText }, [], async () => {
      await context.api.delete(path, { version });
      return { go: ['bulletins', {}], said: t.discarded };
    }) : null);
}

function findings(bulletin) {
  const found = bulletin.content.findings || [];
  return bulletin.state !== 'DRAFT' || !found.length ? null
    : card(t['section-NOTABLE'], el('ul', null, found.map(one => el('li', null, inWords(one.sentence)))));
}

function receipts(context, bulletin) {
  const { expected, received, items, outstanding } = bulletin.receipts;
  const mine = context.viewer.unit && context.may('unit-leader', 'unit-handler') && !items.some(one => one.unit === context.viewer.unit);
  return card(t.receipts,
    context.viewer.unit ? null : el('p', null, say('receivedOf', number(received), number(expected))),
    table(t.receipts, [{ text: t.unit }, { text: t.note }, { text: t.by }, { text: t.when }],
      items.map(one => [one.name, { of: one.note || '–', class: 'words' }, person(context, one.by), time(one.at)]), { empty: t.noReceipts }),
    outstanding.length ? el('details', null, el('summary', null, say('outstanding', number(outstanding.length))),
      el('ul', { class: 'names' }, outstanding.map(unit => el('li', null, unitName(context, unit))))) : null,
    mine ? form(context, { submit: t.takeNote }, field('note', t.note, 'textarea', { maxlength: 1000, rows: 2 }), async written => {
      await context.api.post('bulletins/' + bulletin.bulletinId + '/receipts', { note: written.note });
      return t.noted;
    }) : null);
}

function instructions(context, bulletin) {
  return card(t.instructions,
    bulletin.instructions.length ? el('ul', null, bulletin.instructions.map(one => el('li', null, one.text,
      el('small', { class: 'note' }, ' ' + [one.by, time(one.at), one.units.map(unit => unitName(context, unit)).join(t.comma) || t.allRecipients].join(' · '))))) : el('p', { class: 'note' }, t.noInstructions),
    context.may('office-leader') ? form(context, { submit: t.instruct, quiet: true },
      field('text', t.instruction, 'textarea', { required: true, maxlength: 2000, rows: 2 }), async (written, key) => {
        await context.api.post('bulletins/' + bulletin.bulletinId + '/instructions', { text: written.text }, { key });
        return t.instructed;
      }) : null);
}

export default {
  id: 'bulletin',
  title: 'bulletin',
  roles: ['evaluator', 'office-leader', 'supervisor', 'unit-leader', 'unit-reviewer', 'unit-handler'],
  hidden: true,

  async render(container, context) {
    const { value: bulletin, version } = await context.api.read('bulletins/' + encodeURIComponent(context.params.id || ''));
    context.heading(bulletin.document.title);
    container.append(
      el('div', { class: 'head' },
        el('p', { class: 'standing' }, badge(bulletin.state, t['bulletin-' + bulletin.state]), ' ', bulletin.number || t['bulletin-' + bulletin.kind]),
        actions(context, bulletin, version)),
      facts([[t.period, periodName(bulletin.period)], [t.figuresAt, time(bulletin.figuresAt)],
        [t.draftedBy, bulletin.draftedBy + ' ' + time(bulletin.draftedAt)],
        [t.editedBy, bulletin.editedBy ? bulletin.editedBy + ' ' + time(bulletin.editedAt) : ''],
        [t.issuedBy, bulletin.issuedBy ? bulletin.issuedBy + ' ' + time(bulletin.issuedAt) : '']]),
      findings(bulletin) || '',
      bulletin.state === 'DRAFT' && context.may('evaluator') ? editForm(context, bulletin, version) : '',
      el('section', { class: 'card' }, printed(bulletin.document)),
      ...(bulletin.state === 'ISSUED' ? [receipts(context, bulletin), instructions(context, bulletin)] : []),
      el('p', null, el('a', { href: context.href('bulletins') }, t.backToBulletins)));
  }
};
