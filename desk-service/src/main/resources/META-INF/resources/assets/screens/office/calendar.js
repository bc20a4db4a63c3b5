/* The working calendar of a year: what the State Council announced, and days of the city's own. */

import { el, card, table } from '../../shell/elements.js';
import { ask, field, form, states } from '../../shell/forms.js';
import { badge } from '../../shell/office.js';
import { day, officeDay, say, t } from '../../shell/words.js';

const path = year => 'calendars/' + year;
const HALVES = ['MORNING', 'AFTERNOON'];
const kind = one => one.workday ? t.workday : one.off ? t['off-' + one.off] : t.dayOff;

const changed = answer => say('calendarChanged', answer.recomputed, answer.moved);

/* days as they are sent */
const sent = days => days.map(({ date, name, workday }) => ({ date, name, workday }));

function daysTable(label, days, more) {
  return table(label, [{ text: t.day }, { text: t.dayName }, { text: t.kindOfDay }, ...(more ? [{ text: t.action }] : [])],
    days.map(one => [day(one.date), one.name || '–', badge(one.workday ? 'ACTIVE' : 'ENDED', kind(one)), ...(more ? [more(one)] : [])]), { empty: t.noDays });
}

/* the notice of the General Office as it was published: read, looked at, and taken over */
function notice(context, year) {
  const place = el('div');
  const read = form(context, { submit: t.readNotice, draft: 'calendar notice ' + year }, [
    field('source', t.source, 'text', { required: true, maxlength: 200, hint: t.sourceHint }),
    field('text', t.noticeText, 'textarea', { required: true, rows: 8, hint: t.noticeTextHint })], async written => {
    const api = context.of('followup');
    const found = await api.post(path(year) + '/notice', written.text, { type: 'text/plain;charset=UTF-8' });
    place.replaceChildren(daysTable(t.daysFound, found.days),
      ask(context, { button: t.takeOver, text: t.takeOverText }, [], async () =>
        changed(await api.put(path(year), { year, source: written.source, days: sent(found.days) }))));
    return { stay: true };
  });
  return [read, place];
}

function localDays(context, year, days) {
  const save = async (next) => changed(await context.of('followup').put(path(year) + '/local-days', { days: next }));
  const bare = days.map(({ date, name, workday, off, source }) => ({ date, name, workday, off, source }));
  const drop = one => ask(context, { button: t.remove, text: say('removeDayText', day(one.date), one.name || '') }, [], () => save(bare.filter(other => other.date !== one.date)));
  return card(t.localDays, el('p', { class: 'note' }, t.localDaysNote), daysTable(t.localDays, days, context.may('admin') ? drop : null),
    context.may('admin') ? el('div', { class: 'actions' }, ask(context, { button: t.addDay }, [
      field('date', t.day, 'date', { required: true, min: year + '-01-01', max: year + '-12-31' }), field('name', t.reason, 'text', { required: true, maxlength: 100 }),
      field('kind', t.kindOfDay, 'select', { options: [['off', t.dayOff], ...HALVES.map(half => [half, t['off-' + half]]), ['workday', t.workday]] }),
      field('source', t.source, 'text', { required: true, maxlength: 200, hint: t.localSourceHint })], written => save([...bare, {
      date: written.date, name: written.name, workday: written.kind === 'workday', off: HALVES.includes(written.kind) ? written.kind : null, source: written.source }]))) : '');
}

export default {
  id: 'calendar',
  title: 'calendar',
  roles: ['admin', 'office-leader', 'auditor'],

  async render(container, context) {
    const now = Number(officeDay().slice(0, 4));
    const year = Number(context.params.year) || now;
    const found = await context.of('followup').get(path(year)).catch(error => {
      if (error.status === 404) { return { year, days: [], localDays: [], provisional: true }; }
      throw error;
    });
    container.append(
      states(t.year, [now - 1, now, now + 1].map(one => [String(one), String(one)]), String(year), value => context.href('calendar', { year: value })),
      found.provisional ? el('p', { class: 'sentence' }, badge('PENDING', t.provisional), ' ', t.calendarProvisional) : el('p', { class: 'note' }, found.source),
      card(t.officialDays, daysTable(t.officialDays, found.days)),
      localDays(context, year, found.localDays || []),
      context.may('admin') ? card(t.newNotice, ...notice(context, year)) : '');
  }
};
