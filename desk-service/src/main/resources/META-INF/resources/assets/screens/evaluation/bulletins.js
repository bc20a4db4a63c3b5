/* Bulletins and special reports, the latest first; evaluation staff drafts them here. */

import { el, card, table } from '../../shell/elements.js';
import { field, form, pages, states } from '../../shell/forms.js';
import { badge, unitName, unitOptions, usualPeriods } from '../../shell/office.js';
import { number, periodName, say, t, time } from '../../shell/words.js';

const OTHER = 'other';

function draftForm(context) {
  const categories = context.reference.dimensions.categories;
  const days = el('div', { class: 'line', hidden: true }, field('first', t.from, 'date'), field('last', t.to, 'date'));
  const unit = field('unit', t.unit, 'select', { options: unitOptions(context, t.chooseUnit) });
  const category = field('category', t.category, 'select', { options: [['', t.chooseCategory], ...categories.map(c => [c.code, c.name])] });
  [unit, category].forEach(node => { node.hidden = true; });
  const period = field('period', t.period, 'select', { options: [...usualPeriods(context.reference.calendars), [OTHER, t.otherDays]] });
  const about = field('about', t.about, 'select',
    { options: [['', t['bulletin-BULLETIN']], ['unit', t.reportOnUnit], ['category', t.reportOnCategory]] });
  period.addEventListener('change', event => { days.hidden = event.target.value !== OTHER; });
  about.addEventListener('change', event => {
    unit.hidden = event.target.value !== 'unit';
    category.hidden = event.target.value !== 'category';
  });
  return card(t.newBulletin, form(context, { submit: t.draft, label: t.newBulletin },
    el('div', { class: 'line' }, period, days, about, unit, category), async (written, key) => {
      if (written.period === OTHER && !(written.first && written.last)) { throw new Error(t.chooseDays); }
      if (written.about && !written[written.about]) { throw new Error(written.about === 'unit' ? t.chooseUnit : t.chooseCategory); }
      const drafted = await context.api.post('bulletins', {
        period: written.period === OTHER ? written.first + '..' + written.last : written.period,
        subject: written.about ? { [written.about]: written[written.about] } : null }, { key });
      return { go: ['bulletin', { id: drafted.bulletinId }], said: t.drafted };
    }));
}

/* its own title, or what it is about where it has the usual one */
function titleOf(context, one) {
  const category = context.reference.dimensions.categories.find(c => c.code === one.subject?.category)?.name || one.subject?.category;
  const about = one.subject?.unit ? unitName(context, one.subject.unit) : category;
  return one.title || [t['bulletin-' + one.kind], about, periodName(one.period)].filter(Boolean).join(' · ');
}

export default {
  id: 'bulletins',
  title: 'bulletins',
  roles: ['evaluator', 'office-leader', 'supervisor', 'unit-leader', 'unit-reviewer', 'unit-handler'],

  async render(container, context) {
    const { state, after } = context.params;
    const page = await context.api.get('bulletins', { state, after, limit: 20 });
    const rows = page.items.map(one => [
      el('a', { href: context.href('bulletin', { id: one.bulletinId }) }, titleOf(context, one)),
      t['bulletin-' + one.kind], one.number || '–', periodName(one.period), badge(one.state, t['bulletin-' + one.state]), time(one.draftedAt), time(one.issuedAt)]);
    container.append(
      context.may('evaluator') ? draftForm(context) : '',
      el('section', { class: 'card' },
        context.may('evaluator', 'office-leader', 'supervisor')
          ? states(t.state, [['', t.all], ['DRAFT', t['bulletin-DRAFT']], ['ISSUED', t['bulletin-ISSUED']]], state,
            value => context.href('bulletins', { state: value }))
          : '',
        table(t.bulletins, [{ text: t.bulletinTitle }, { text: t.kindOf }, { text: t.issueNumber }, { text: t.period }, { text: t.state },
          { text: t.draftedAt }, { text: t.issuedAt }], rows, { empty: t.noBulletins })),
      pages(context, page, say('listed', number(rows.length)), values => context.href('bulletins', { state, ...values })));
  }
};
