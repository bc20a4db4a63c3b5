/* The sheet of one unit: its score item by item, what was lost and why, what changed, its course, its figures, its objections. */

import { card, choice, el, table } from '../../shell/elements.js';
import { lines } from '../../shell/chart.js';
import { FOUR } from '../../shell/figures.js';
import { person } from '../../shell/people.js';
import { inWords, number, percent, periodName, say, t, time } from '../../shell/words.js';
import { itemName } from './appeals.js';
import { figureTables, figuresOf, rateCard, targets } from './overview.js';
import { itemLink, itemValue, standing } from './ranking.js';

const MONTHS = 13;
const known = value => value !== null && value !== undefined;
const round = value => Math.round(value * 100) / 100;

function signed(value) {
  return value === 0 ? t.unchanged : (value > 0 ? '▲ ' : '▼ ') + number(Math.abs(round(value)));
}

/* the item that moved the total most in the direction in which it went */
function mainReason(items, before, fell) {
  return items.map(item => ({ item, then: before.find(b => b.item === item.item) }))
    .filter(({ item, then }) => then && known(item.points) && known(then.points))
    .map(pair => ({ ...pair, moved: pair.item.points - pair.then.points }))
    .filter(({ moved }) => fell ? moved < 0 : moved > 0)
    .sort((a, b) => Math.abs(b.moved) - Math.abs(a.moved))[0];
}

/* in one sentence: how the total changed and by what most */
function inOneSentence(score, before, periodBefore) {
  if (!known(score.total)) { return t.nothingScored; }
  if (!before || !known(before.total)) { return say('noScoreBefore', periodBefore); }
  const moved = round(score.total - before.total);
  if (moved === 0) { return say('scoreUnchanged', periodBefore); }
  const fell = moved < 0;
  const first = say(fell ? 'scoreFell' : 'scoreRose', periodBefore, number(before.total), number(score.total), number(Math.abs(moved)));
  const main = mainReason(score.items, before.items, fell);
  const lost = score.items.filter(item => known(item.points) && item.points < item.max)
    .sort((a, b) => (b.max - b.points) - (a.max - a.points))[0];
  return [first, main ? say('mainReason', main.item.name, itemValue(main.then), itemValue(main.item), number(Math.abs(round(main.moved)))) : '',
    lost ? say('mostLost', lost.name, number(round(lost.max - lost.points))) : ''].join('');
}

function itemsTable(context, score, before) {
  const rows = score.items.map(item => {
    const then = before?.items.find(b => b.item === item.item);
    const missing = known(item.denominator) && known(item.numerator) ? item.denominator - item.numerator : null;
    const scoredNow = known(item.points);
    return [
      item.name,
      [itemLink(context, score.unit, item, itemValue(item)),
        known(item.denominator) && missing !== 0 ? el('small', null, number(item.numerator) + ' / ' + number(item.denominator)) : ''],
      known(item.target) ? number(item.target) + (/Rate$/.test(item.rateCode || '') ? '%' : '') : '–',
      scoredNow ? say('pointsOf', number(item.points), number(item.max)) : t.notScored,
      { of: scoredNow && item.max > item.points ? '−' + number(round(item.max - item.points)) : scoredNow ? '0' : '–',
        class: scoredNow && item.max > item.points ? 'low' : '' },
      then && known(then.points) ? [number(then.points), el('small', null, itemValue(then))] : '–',
      then && known(then.points) && scoredNow ? signed(item.points - then.points) : '–',
      { of: item.how, class: 'words' },
      missing > 0 ? itemLink(context, score.unit, item, say('casesCount', number(missing)), 'false') : '–'];
  });
  return table(t.scoreItems, [
    { text: t.item }, { text: t.rate, n: true }, { text: t.target, n: true }, { text: t.score, n: true }, { text: t.lost, n: true },
    { text: t.scoreBefore, n: true }, { text: t.changed, n: true }, { text: t.how }, { text: t.outsideNumerator, n: true }], rows);
}

function beside(score) {
  const parts = [];
  if (score.bonuses?.length) {
    parts.push(card(t.bonuses, table(t.bonuses, [{ text: t.item }, { text: t.rate, n: true }, { text: t.score, n: true }, { text: t.how }],
      score.bonuses.map(b => [b.name, number(b.rate), number(b.points), { of: b.how, class: 'words' }]))));
  }
  if (score.deductions?.length) {
    parts.push(card(t.deductions, table(t.deductions, [{ text: t.reason }, { text: t.lost, n: true }, { text: t.by }, { text: t.when }],
      score.deductions.map(d => [{ of: d.kindName + t.colon + d.reason, class: 'words' }, '−' + number(d.points), person(context, d.by), localTime(d.at)]))));
  }
  if (score.exclusions?.length) {
    parts.push(card(t.exclusions, table(t.exclusions, [{ text: t.reason }, { text: t.item }, { text: t.casesCountHead, n: true }, { text: t.by }, { text: t.when }],
      score.exclusions.map(one => [{ of: one.reason, class: 'words' }, score.items.find(item => item.item === one.item)?.name || one.item || t.allItems,
        number(one.cases), person(context, one.by), localTime(one.at)]))));
  }
  if (score.beforeAppeals) {
    parts.push(card(t.beforeAppeals, el('p', null, say('beforeAppealsNote', number(score.beforeAppeals.total), number(score.total))),
      table(t.beforeAppeals, [{ text: t.item }, { text: t.withoutAppeals, n: true }, { text: t.withAppeals, n: true }],
        score.beforeAppeals.items.map(b => {
          const now = score.items.find(item => item.item === b.item);
          return [b.name, itemValue(b) + ' · ' + number(b.points), now ? itemValue(now) + ' · ' + number(now.points) : '–'];
        }))));
  }
  return parts;
}

const localTime = at => new Date(at).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' }).slice(0, 16);

/* objections of the unit to this period's score */
function objections(context, appeals) {
  return card(t.ownAppeals,
    table(t.ownAppeals, [{ text: t.item }, { text: t.wish }, { text: t.reason }, { text: t.state }, { text: t.when }],
      appeals.map(a => [itemName(context, a.ruleSet, a.item), t['wish-' + a.wish] || a.wish, { of: a.reason, class: 'words' },
        [t['appeal-' + a.state] || a.state, a.decisionReason ? el('small', null, a.decisionReason) : ''], time(a.raisedAt)]), { empty: t.noAppeals }),
    context.has('appeals') ? el('p', null, el('a', { href: context.href('appeals', { unit: context.params.unit }) }, t.toAppeals)) : null);
}

/* months that end with the one in which the period ends */
function monthsUpTo(day) {
  const last = new Date(day.slice(0, 7) + '-15T00:00:00Z');
  return Array.from({ length: MONTHS }, (_, i) => {
    const at = new Date(last);
    at.setUTCMonth(at.getUTCMonth() - (MONTHS - 1 - i));
    return at.toISOString().slice(0, 7);
  });
}

async function course(context, place, unit, ruleSet, lastDay) {
  const months = monthsUpTo(lastDay);
  const [trend, scores] = await Promise.all([
    context.api.get('trends', { indicator: FOUR.join(','), by: 'month', to: lastDay, unit }),
    Promise.all(months.map(period => context.api.get('scores/' + encodeURIComponent(unit), { period, ruleSet }).then(s => s.total)))]);
  const rates = trend.items.map(line => ({ name: line.name, values: line.items.map(point => point.value) }));
  const totals = el('div', { class: 'chart low' });
  const drawn = el('div', { class: 'chart' });
  place.replaceChildren(
    el('div', { class: 'columns' },
      card(t.scoreTrend, totals), card(t.rateTrend, drawn)),
    el('details', { class: 'card' }, el('summary', null, t.table),
      table(t.trend, [{ text: t.month }, { text: t.total, n: true }, ...rates.map(r => ({ text: r.name, n: true }))],
        months.map((month, i) => [month, number(scores[i]), ...rates.map(r => percent(r.values[i]))]).reverse())));
  await Promise.all([
    lines(totals, t.scoreTrend, months, [{ name: t.total, values: scores }], false, true), lines(drawn, t.rateTrend, months, rates, true)]);
}

export default {
  id: 'unit',
  title: 'unitSheet',
  roles: ['evaluator', 'office-leader', 'unit-leader'],
  filters: ['period', 'ruleSet'],

  async render(container, context) {
    const { period, ruleSet, edition } = context.params;
    const units = context.reference.dimensions.units;
    const unit = context.params.unit || context.viewer.unit || '';
    const chooser = choice('unit', t.unit, [['', t.chooseUnit], ...Map.groupBy
      ? [...Map.groupBy(units, u => u.group || t.noGroup)].map(([group, list]) => [group, list.map(u => [u.code, u.name])])
      : units.map(u => [u.code, u.name])], unit, chosen => context.go('unit', { unit: chosen }));
    container.append(el('div', { class: 'chooser' }, chooser));
    if (!unit) {
      container.append(el('p', { class: 'note' }, t.chooseUnitHint));
      return;
    }
    const path = 'scores/' + encodeURIComponent(unit);
    const [score, { now, yearBefore }, appeals] = await Promise.all([
      context.api.get(path, { period, ruleSet, edition }), figuresOf(context, { period, unit }),
      context.api.get('appeals', { unit, period, limit: 50 })]);
    const before = await context.api.get(path, { period: now.compared.text, ruleSet });
    const row = now.items[0];
    const goals = targets(context.reference.ruleSets, score.ruleSet);
    const rules = context.reference.ruleSets.find(r => r.id === score.ruleSet);
    context.heading(score.name);
    context.period(now.period);
    const place = score.rank ? say('placeOf', score.rank, score.of) : t.noPlace;
    const options = { ofUnits: true, values: { unit } };
    const figures = figureTables(context, { period, unit }, row, yearBefore.items[0], options);
    const trend = el('div', null, el('p', { class: 'note' }, t.loading));
    container.append(
      el('section', { class: 'card sheet', 'aria-label': t.total },
        el('p', { class: 'big' }, number(score.total), el('small', null, ' / ' + number(score.max)), score.scaled ? el('small', null, ' *') : ''),
        el('dl', { class: 'facts' },
          el('dt', null, t.group), el('dd', null, [score.group || t.noGroup, score.band].filter(Boolean).join(' · ')),
          el('dt', null, t.rank), el('dd', null, place),
          el('dt', null, t.grade), el('dd', null, score.grade || '–'),
          el('dt', null, t.previous), el('dd', null, before && known(before.total) && known(score.total)
            ? signed(score.total - before.total) + ' (' + periodName(now.compared) + ' ' + number(before.total) + ')' : '–')),
        el('p', { class: 'sentence' }, inOneSentence(score, before, periodName(now.compared))),
        standing({ ...score, ruleSetName: inWords(rules?.name) || score.ruleSet })),
      el('section', { class: 'card' }, el('h3', null, t.scoreItems), itemsTable(context, score, before),
        score.scaled ? el('p', { class: 'note' }, '* ' + t.scaledNote) : null),
      ...beside(score),
      trend,
      el('h3', { class: 'part' }, t.unitFigures),
      el('p', { class: 'note' }, t.previous + t.colon + periodName(now.compared) + ' · ' + t.yearBefore + t.colon + periodName(yearBefore.compared) + ' · ' + t.withSubordinates),
      el('section', { class: 'rates', 'aria-label': t.fourRates },
        FOUR.map(code => rateCard(context, code, row, yearBefore.items[0], goals[code], options))),
      el('div', { class: 'columns' }, figures.nodes),
      objections(context, appeals.items));
    const lastDay = new Date(new Date(now.period.to).getTime() - 1000 + 8 * 3600000).toISOString().slice(0, 10);
    await Promise.all([course(context, trend, unit, ruleSet, lastDay), figures.later()]);
  }
};
