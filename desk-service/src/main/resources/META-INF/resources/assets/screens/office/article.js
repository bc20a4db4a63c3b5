/* One article of the knowledge base: what it says, how far it is, and its versions; or a new one. */

import { el, card, table } from '../../shell/elements.js';
import { ask, chosen, field, form } from '../../shell/forms.js';
import { badge, facts, paragraphs, unitName, unitOptions } from '../../shell/office.js';
import { person } from '../../shell/people.js';
import { categoryName, upTo } from '../../shell/reference.js';
import { day, number, officeDay, say, t, time } from '../../shell/words.js';
import { ROLES } from './knowledge.js';

const PATH = 'knowledge/';
const wordsOf = text => (text || '').split(/[\s,，、;；]+/).filter(Boolean);

/* the fields of a version; what is chosen of several is asked of their nodes */
function fieldsOf(context, content, areas) {
  const { categories } = context.reference.dimensions;
  const several = (name, label, options, value, hint) => field(name, label, 'select', { multiple: true, size: 6, options, value: value || [], hint });
  const nodes = {
    categories: several('categories', t.articleCategories, categories.filter(one => one.active).map(one => [one.code, one.name]), content.categories),
    areas: several('areas', t.articleAreasField, areas.filter(one => one.active).map(one => [one.code, one.name]), content.areas, t.articleAreasHint)
  };
  return { nodes, fields: [
    field('title', t.articleTitle, 'text', { required: true, maxlength: 200, value: content.title }),
    field('text', t.articleText, 'textarea', { required: true, maxlength: 10000, rows: 14, value: content.text, hint: t.articleTextHint }),
    field('keywords', t.keywords, 'text', { maxlength: 600, value: (content.keywords || []).join(' '), hint: t.keywordsHint }),
    el('div', { class: 'line' }, nodes.categories, nodes.areas),
    el('div', { class: 'line' },
      field('unit', t.articleUnitField, 'select', { options: unitOptions(context, '–'), value: content.unit }),
      field('source', t.articleSourceField, 'text', { maxlength: 500, value: content.source, hint: t.articleSourceHint })),
    el('div', { class: 'line' },
      field('validFrom', t.holdsFromDay, 'date', { required: true, value: content.validFrom || officeDay() }),
      field('validTo', t.holdsToDay, 'date', { value: content.validTo, hint: t.holdsToDayHint }),
      field('reviewOn', t.reviewOn, 'date', { value: content.reviewOn, hint: t.reviewOnHint }))] };
}

function editor(context, found, version, areas) {
  const { nodes, fields } = fieldsOf(context, found?.content || {}, areas);
  const codeField = found ? [] : [field('code', t.articleCodeField, 'text', { required: true, maxlength: 60, pattern: '[A-Za-z0-9][A-Za-z0-9._\\-]*', hint: t.articleCodeHint })];
  return form(context, { submit: t.saveArticle, label: t.articleText, draft: 'article ' + (found?.code || '') }, [codeField, fields], async written => {
    const { code = found?.code, keywords, ...rest } = written;
    const saved = await context.of('intake').put(PATH + encodeURIComponent(code),
      { ...rest, keywords: wordsOf(keywords), categories: chosen(nodes.categories), areas: chosen(nodes.areas) }, { version });
    return { go: ['article', { code }], said: say('articleSaved', number(saved.version)) };
  });
}

/* what becomes of it: publishing by somebody else than wrote it, retiring */
function steps(context, found, version) {
  const path = PATH + encodeURIComponent(found.code);
  const waits = ['DRAFT', 'REVISED'].includes(found.state);
  return el('div', { class: 'head actions' },
    found.allowed.includes('publication') ? ask(context, { button: t.publishArticle, quiet: false, text: say('publishArticleText', number(found.version)) }, [], async (written, key) => {
      await context.of('intake').post(path + '/publication', undefined, { key, version });
      return t.articlePublished;
    }) : waits ? el('p', { class: 'note' }, t.publishedByAnother) : '',
    found.allowed.includes('retirement') ? ask(context, { button: t.retireArticle, text: t.retireArticleText }, [
      field('reason', t.reason, 'text', { required: true, maxlength: 500 })], async (written, key) => {
      await context.of('intake').post(path + '/retirement', written, { key, version });
      return t.articleRetired;
    }) : '');
}

/* what a version said */
const said = (context, content) => el('details', null, el('summary', null, content.title), paragraphs(content.text),
  facts([[t.keywords, content.keywords.join(' ') || '–'], [t.articleCategories, content.categories.map(one => categoryName(context, one)).join(t.comma) || '–'],
    [t.articleSourceField, content.source || '–'], [t.holds, day(content.validFrom) + ' – ' + (content.validTo ? day(content.validTo) : '')]]));

const ended = (context, one) => one.endedAt
  ? [one.endReason ? say('endedBecause', one.endReason) : t.replacedByNewer, el('small', null, person(context, one.endedBy), ' ', time(one.endedAt))] : '–';

const history = (context, page) => card(t.versions, table(t.versions,
  [{ text: t.version, n: true }, { text: t.articleText }, { text: t.writtenBy }, { text: t.publishedBy }, { text: t.endedBy }],
  page.items.map(one => [number(one.version), { of: said(context, one.content), class: 'words' }, [person(context, one.writtenBy), el('small', null, time(one.writtenAt))],
    one.publishedAt ? [person(context, one.publishedBy), el('small', null, time(one.publishedAt))] : '–', { of: ended(context, one), class: 'words' }])),
page.more ? el('p', { class: 'note' }, t.moreVersions) : '');

export default {
  id: 'article',
  title: 'article',
  roles: ROLES,
  hidden: true,

  async render(container, context) {
    const intake = context.of('intake');
    const areas = context.of('dispatch').all('areas', { limit: 200 });
    const back = el('p', { class: 'back' }, el('a', { href: context.href('knowledge') }, t.backToKnowledge));
    const { code } = context.params;
    if (!code) {
      context.heading(t.newArticle);
      container.append(card(null, editor(context, null, undefined, (await areas).items)), back);
      return;
    }
    const path = PATH + encodeURIComponent(code);
    const [{ value: found, version }, versions, known] = await Promise.all([intake.read(path), upTo(intake, path + '/versions', {}, 200), areas]);
    context.heading(found.content.title);
    container.append(
      steps(context, found, version),
      card(null, facts([[t.articleCodeField, found.code], [t.state, badge(found.state, found.stateText)], [t.version, number(found.version)],
        [t.publishedVersion, found.publishedVersion ? number(found.publishedVersion) : '–'], [t.isOffered, found.offered ? t.yes : t.no],
        [t.unit, found.content.unit ? unitName(context, found.content.unit) : '–'], [t.recentUses, number(found.recentUses)]])),
      card(t.newVersion, editor(context, found, version, known.items)),
      history(context, versions), back);
  }
};
