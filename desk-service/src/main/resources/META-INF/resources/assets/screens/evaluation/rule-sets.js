/* The rule sets by which units are scored. */

import { el, table } from '../../shell/elements.js';
import { inWords, number, say, t } from '../../shell/words.js';

export default {
  id: 'rule-sets',
  title: 'ruleSets',
  roles: ['evaluator', 'office-leader', 'unit-leader', 'admin'],

  async render(container, context) {
    const { items } = await context.api.get('rule-sets');
    container.append(el('section', { class: 'card' },
      table(t.ruleSets, [{ text: t.ruleSet }, { text: t.version, n: true }, { text: t.group }, { text: t.items, n: true }, { text: t.ranked }, { text: t.source }],
        items.map(one => [
          [el('a', { href: context.href('rule-set', { id: one.id }) }, inWords(one.name)), el('small', null, one.id)],
          say('versionOf', one.version), one.groups?.length ? one.groups.join(t.comma) : t.allGroups, number(one.items.length),
          one.ranked === false ? t.no : t.yes, { of: inWords(one.source), class: 'words' }]))));
  }
};
