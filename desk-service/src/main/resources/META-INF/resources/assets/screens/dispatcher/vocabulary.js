/* One vocabulary: a version as a document, what it would make of recent texts, and its versions, of which one is in force. */

import { Problem } from '../../shell/api.js';
import { el, card, table } from '../../shell/elements.js';
import { ask, field, form } from '../../shell/forms.js';
import { badge, facts } from '../../shell/office.js';
import { number, say, t, time } from '../../shell/words.js';
import { versionName } from './vocabularies.js';

const STATES = { DRAFT: 'OPEN', IN_FORCE: 'GRANTED', EARLIER: 'CLOSED' };
const TEXTS = [['200', '200'], ['500', '500'], ['1000', '1000'], ['2000', '2000']];

const flagName = flag => t['flag-' + flag] || flag;

/* all that is wrong stands at the document, each with its line */
function atLines(error) {
  if (!(error instanceof Problem) || !error.violations.some(one => one.field === 'document')) { throw error; }
  const message = error.violations.map(one => (one.line ? say('atLine', one.line) + ' ' : '') + one.message).join('\n');
  throw new Problem(error.status, { violations: [{ field: 'document', message }] });
}

function editor(context, path, found) {
  return form(context, { submit: t.writeVersion, label: t.document, draft: ['vocabulary', found.id, found.version].join(' ') }, [
    field('document', t.document, 'textarea', { value: found.document, rows: 22, required: true, hint: t.documentHint }),
    field('note', t.whatChanged, 'text', { maxlength: 500 })], async written => {
    const stored = await context.of(context.params.of || 'dispatch').put(path, { document: written.document + '\n', note: written.note }, { version: found.latest }).catch(atLines);
    return { go: ['vocabulary', { version: stored.version }], said: say('versionWritten', stored.version) };
  });
}

function examples(context, title, items, all) {
  return el('section', null, el('h4', null, say('textsOf', title, number(all))),
    table(title, [{ text: t.caseNumber }, { text: t.caseTitleHead }, { text: t.flagAndWords }, { text: t.when }], items.map(one => [
      el('a', { href: context.href('case', { id: one.caseId }) }, one.caseNumber), { of: one.title, class: 'words' },
      { of: one.flags.map(raised => el('p', null, badge('RISK', flagName(raised.flag)), ' ', raised.words.length ? say('quoted', raised.words.join(t.comma)) : '')), class: 'words' },
      time(one.at)]), { empty: t.noTexts }));
}

function outcome(context, tried) {
  return [
    el('p', { class: 'sentence', id: 'tried' }, say('triedOn', versionName(tried.version), versionName(tried.against), number(tried.read), number(tried.flaggedBefore), number(tried.flaggedAfter))),
    tried.flags.length ? table(t.flags, [{ text: t.flag }, { text: versionName(tried.against), n: true }, { text: versionName(tried.version), n: true }],
      tried.flags.map(one => [flagName(one.flag), number(one.before), number(one.after)])) : '',
    examples(context, t.moreFlags, tried.more, tried.moreTexts), examples(context, t.fewerFlags, tried.less, tried.lessTexts)];
}

/* tries the version that is shown; what came of it stays below while the versions are read anew */
function trial(context, path, found, triedNow) {
  const result = el('div', { 'aria-live': 'polite' });
  return card(t.tryVersion, el('p', { class: 'note' }, t.tryNote),
    form(context, { submit: t.tryVersion, label: t.tryVersion }, el('div', { class: 'line' }, field('most', t.howManyTexts, 'select', { options: TEXTS, value: '500' })), async written => {
      const tried = await context.of(context.params.of || 'dispatch').post(path + '/trial', { version: found.version, most: Number(written.most) });
      result.replaceChildren(...outcome(context, tried).filter(Boolean));
      await triedNow();
      return { stay: true };
    }), result);
}

function putInForce(context, path, one) {
  const back = one.state === 'EARLIER';
  return ask(context, { button: back ? t.takeBackVersion : t.putInForce, title: say(back ? 'takeBackTo' : 'putInForceOf', versionName(one.version)), text: t.putInForceText, quiet: back },
    field('reason', t.reason, 'textarea', { required: true, maxlength: 500 }), async written => {
      await context.of(context.params.of || 'dispatch').post(path + '/activation', { version: one.version, reason: written.reason });
      return { go: ['vocabulary', { version: null }], said: say('nowInForce', versionName(one.version)) };
    });
}

const done = (at, by) => at ? [time(at), el('small', null, by)] : '–';

function versionsTable(context, path, items) {
  return table(t.versions, [{ text: t.version }, { text: t.state }, { text: t.whatChanged }, { text: t.written }, { text: t.triedAt }, { text: t.inForceSince }, { text: t.action }],
    items.map(one => [
      el('a', { href: context.href('vocabulary', { id: context.params.id, of: context.params.of, version: one.version }) }, versionName(one.version)),
      badge(STATES[one.state], t['version-' + one.state]), { of: one.note || '–', class: 'words' }, done(one.writtenAt, one.writtenBy),
      one.trial ? [...done(one.triedAt, one.triedBy), el('small', null, say('moreAndFewer', number(one.trial.moreTexts), number(one.trial.lessTexts)))] : '–',
      one.activatedAt ? [...done(one.activatedAt, one.activatedBy), one.reason ? el('small', null, one.reason) : ''] : '–',
      one.allowed.includes('activation') ? putInForce(context, path, one) : '–']));
}

export default {
  id: 'vocabulary',
  title: 'vocabulary',
  roles: ['dispatcher', 'admin'],
  hidden: true,

  async render(container, context) {
    const { id, of, version } = context.params;
    const api = context.of(of || 'dispatch');
    const path = 'vocabularies/' + encodeURIComponent(id || '');
    const [found, versions] = await Promise.all([api.get(path, { version }), api.get(path + '/versions')]);
    const list = el('div', null, versionsTable(context, path, versions.items));
    const again = async () => { list.replaceChildren(versionsTable(context, path, (await api.get(path + '/versions')).items)); };
    context.heading(found.name);
    container.append(
      facts([[t.version, versionName(found.version)], [t.state, badge(STATES[found.state], t['version-' + found.state])], [t.inForce, versionName(found.versionInForce)]]),
      found.allowed.includes('trial') ? trial(context, path, found, again) : '',
      card(t.versions, list),
      card(t.document, found.allowed.includes('edit') ? editor(context, path, found) : el('pre', { class: 'scroll', tabindex: '0', 'aria-label': t.document }, found.document)),
      card(t.sections, table(t.sections, [{ text: t.section }, { text: t.meaning }, { text: t.howRead }, { text: t.entries, n: true }],
        found.sections.map(one => [el('code', null, '[' + one.id + ']'), { of: one.name, class: 'words' }, t['form-' + one.form], number(one.entries)]))),
      el('p', null, el('a', { href: context.href('vocabularies') }, t.backToVocabularies)));
  }
};
