'use strict';
(() => {
  const t = JSON.parse(document.getElementById('texts').textContent);
  const $ = id => document.getElementById(id);
  const lang = document.documentElement.lang;
  const KEY = 'hotline-evaluation-token';
  const FOUR = [
    ['acceptanceRate', 'acceptance'], ['onTimeRate', 'onTime'], ['feedbackRate', 'feedback'],
    ['satisfactionRate', 'satisfaction']];
  const COLOURS = ['#1f5fa8', '#b5463c', '#17663a', '#8a5a00'];
  const charts = {};
  let definitions;
  let ruleSets;
  let asked = 0;

  /* ---- sign-in: the token comes by form or by fragment, stays in the session, never in the address ---- */

  function takeTokenFromFragment() {
    const found = /(?:^#|&)token=([^&]+)/.exec(location.hash);
    if (found) {
      sessionStorage.setItem(KEY, decodeURIComponent(found[1]));
      history.replaceState(null, '', location.pathname + location.search);
    }
  }

  function showSignIn(message) {
    $('board').hidden = true;
    $('sign-out').hidden = true;
    $('sign-in').hidden = false;
    $('sign-in-error').textContent = message || '';
    $('token').focus();
  }

  function signOut(message) {
    sessionStorage.removeItem(KEY);
    showSignIn(message);
  }

  /* ---- reading ---- */

  class Refused extends Error {}

  async function read(path, params, accept) {
    const query = new URLSearchParams();
    Object.entries(params || {}).forEach(([k, v]) => { if (v) query.set(k, v); });
    const response = await fetch('/api/v1/' + path + (String(query) ? '?' + query : ''), {
      headers: {
        Authorization: 'Bearer ' + sessionStorage.getItem(KEY), Accept: accept || 'application/json',
        'Accept-Language': lang}});
    if (response.status === 401) {
      throw new Refused(t.signInFailed);
    }
    if (response.status === 403) {
      throw new Error(t.forbidden);
    }
    if (!response.ok) {
      const problem = await response.json().catch(() => ({}));
      const why = (problem.violations || []).map(v => v.message).join(';') || problem.detail || problem.title;
      throw new Error(t.failed + ': ' + (why || response.status));
    }
    return accept ? response : response.json();
  }

  function fail(error) {
    if (error instanceof Refused) {
      signOut(error.message);
    } else {
      $('message').textContent = error instanceof TypeError ? t.failed + '。' + t.retry : error.message;
    }
  }

  /* ---- small builders: everything from outside goes in as text ---- */

  function el(tag, attributes, ...children) {
    const node = document.createElement(tag);
    Object.entries(attributes || {}).forEach(([k, v]) => {
      if (k === 'class') { node.className = v; } else if (k.startsWith('on')) { node.addEventListener(k.slice(2), v); }
      else if (v !== null && v !== undefined && v !== false) { node.setAttribute(k, v === true ? '' : v); }
    });
    children.flat().forEach(c => node.append(c instanceof Node ? c : document.createTextNode(c ?? '')));
    return node;
  }

  const percent = v => v === null || v === undefined ? '–' : Number(v).toFixed(2);
  const number = v => v === null || v === undefined ? '–' : Number(v).toLocaleString(lang);
  const time = v => v ? v.slice(0, 16).replace('T', ' ') : '–';

  /* ---- filters live in the address ---- */

  function filters() {
    const params = new URLSearchParams(location.search);
    return {
      period: params.get('period') || document.body.dataset.month, group: params.get('group') || '',
      ruleSet: params.get('ruleSet') || 'four-rates', compare: params.get('compare') === 'year' ? 'year' : 'previous'};
  }

  function kindOf(period) {
    if (period.includes('..')) { return 'range'; }
    if (/-Q/.test(period)) { return 'quarter'; }
    if (/-W/.test(period)) { return 'week'; }
    return /^\d{4}(-\d\d){0,2}$/.test(period) ? ['year', 'month', 'day'][period.split('-').length - 1] : 'named';
  }

  function showKind() {
    document.querySelectorAll('[data-kinds]').forEach(field => {
      field.hidden = !field.dataset.kinds.split(' ').includes($('kind').value);
    });
  }

  function fillFilters() {
    const { period, compare } = filters();
    const kind = kindOf(period);
    const month = document.body.dataset.month;
    $('kind').value = kind;
    $('compare').value = compare;
    $('named').value = kind === 'named' ? period : '';
    $('year').value = (/^\d{4}/.exec(period) || [month.slice(0, 4)])[0];
    $('month').value = kind === 'month' ? period : month;
    $('quarter').value = kind === 'quarter' ? period.slice(-1) : '1';
    $('week').value = kind === 'week' ? period : '';
    $('day').value = kind === 'day' ? period : month + '-01';
    [$('from').value, $('to').value] = kind === 'range' ? period.split('..') : [month + '-01', month + '-28'];
    showKind();
  }

  function chosenPeriod() {
    const year = $('year').value;
    return {
      named: () => $('named').value, month: () => $('month').value, week: () => $('week').value, day: () => $('day').value, year: () => year,
      quarter: () => year + '-Q' + $('quarter').value,
      range: () => $('from').value && $('to').value ? $('from').value + '..' + $('to').value : ''
    }[$('kind').value]();
  }

  function keepInAddress(values) {
    const params = new URLSearchParams(location.search);
    Object.entries(values).forEach(([k, v]) => v ? params.set(k, v) : params.delete(k));
    history.pushState(null, '', '?' + params);
    addressOfOtherLanguage();
  }

  function addressOfOtherLanguage() {
    const params = new URLSearchParams(location.search);
    params.set('lang', lang === 'en' ? 'zh' : 'en');
    $('language').href = '?' + params;
  }

  function option(select, value, text, chosen) {
    select.append(el('option', { value, selected: value === chosen }, text));
  }

  /* ---- the parts of the page ---- */

  function definition(code) {
    const name = code === 'acceptanceRate' && filters().group ? 'unitAcceptanceRate' : code;
    return definitions.find(d => d.code === name);
  }

  function sumOf(figures, counts) {
    return counts.reduce((sum, code) => sum + (figures[code] || 0), 0);
  }

  function showRates(answer) {
    const language = lang === 'en' ? 'en' : 'zh';
    const targets = {};
    ruleSets.find(r => r.id === 'four-rates').items.forEach(i => { targets[i.rate] = Number(i.points.target); });
    const now = answer.items[0];
    const cards = FOUR.map(([code, text]) => {
      const d = definition(code);
      const target = targets[code];
      const value = now[code];
      const met = value !== null && value >= target;
      return el('article', { class: 'rate ' + (value === null ? '' : met ? 'good' : 'bad') },
        el('h3', null, t[text]),
        el('div', { class: 'value' }, percent(value), value === null ? '' : el('small', null, ' %')),
        el('div', { class: 'bar', 'aria-hidden': 'true' },
          bar('i', 'width', value === null ? 0 : Math.min(100, value)), bar('b', 'left', Math.min(99.5, target))),
        el('p', { class: 'against' },
          el('span', null, t.target + ' ' + target + ' %'),
          el('span', { class: 'verdict' }, value === null ? t.noTarget : met ? '✓ ' + t.metTarget
            : '▼ ' + t.belowTarget + ' ' + (target - value).toFixed(2))),
        el('p', { class: 'note' }, changed(now, code)),
        el('dl', null,
          el('dt', null, t.numerator),
          el('dd', null, el('b', null, number(sumOf(now, d.numeratorCounts))), ' ' + d.numerator[language]),
          el('dt', null, t.denominator),
          el('dd', null,
            el('b', null, number(sumOf(now, d.denominatorCounts) - sumOf(now, d.lessDenominatorCounts))),
            ' ' + d.denominator[language]),
          el('dt', null, t.belongs),
          el('dd', null, d.period[language])));
    });
    $('rates').replaceChildren(...cards);
  }

  function bar(tag, side, value) {
    const node = el(tag);
    node.style[side] = value + '%';
    return node;
  }

  function showOverview(answer) {
    const now = answer.items[0];
    const language = lang === 'en' ? 'en' : 'zh';
    const parts = ['received', 'carriedOver', 'answeredDirectly', 'dispatched', 'due', 'overdue', 'openNow', 'overdueNow',
      'reworked', 'firstRoundRate', 'avgWorkingDays', 'p90WorkingDays'];
    $('overview').replaceChildren(...parts.map(code => {
      const d = definitions.find(definition => definition.code === code);
      const value = now[code];
      return el('div', null,
        el('dt', null, d.name[language]),
        el('dd', null,
          d.kind === 'COUNT' || d.kind === 'QUANTILE' ? number(value) : percent(value) + (d.unit === '%' && value !== null ? '%' : ''),
          el('small', null, changed(now, code)),
          el('details', { class: 'definition' }, el('summary', { 'aria-label': d.name[language] + ' ' + t.definition }, t.definition),
            el('p', null, d.words ? d.words[language] : d.numerator[language] + ' ÷ ' + d.denominator[language]),
            el('p', null, d.period[language]))));
    }));
  }

  /* an arrow, and by how much: rates in percentage points, others absolutely and in per cent */
  function changed(now, code) {
    const change = now.change && now.change[code];
    if (!change) {
      return '';
    }
    const value = Number(change.points ?? change.absolute);
    const against = filters().compare === 'year' ? t.yearBefore : t.previous;
    if (value === 0) {
      return against + ' → ' + t.unchanged;
    }
    const amount = change.points === undefined ? number(Math.abs(value)) : Math.abs(value).toFixed(2) + ' ' + t.points;
    const relative = change.percent === null || change.percent === undefined ? ''
      : ' (' + (value > 0 ? '+' : '−') + Math.abs(change.percent).toFixed(2) + '%)';
    return against + ' ' + (value > 0 ? '▲ +' : '▼ −') + amount + relative;
  }

  function chart(id, options) {
    if (!charts[id]) {
      charts[id] = echarts.init($(id), null, { renderer: 'svg' });
      new ResizeObserver(() => charts[id].resize()).observe($(id));
    }
    charts[id].setOption(Object.assign({
      animation: false, aria: { enabled: true }, textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      color: COLOURS }, options), true);
  }

  function table(head, rows) {
    return el('table', null,
      el('thead', null, el('tr', null, head.map((h, i) => el('th', { scope: 'col', class: i ? 'n' : '' }, h)))),
      el('tbody', null, rows.map(row => el('tr', null, row.map((cell, i) => i
        ? el('td', { class: 'n' }, cell) : el('th', { scope: 'row' }, cell))))));
  }

  function showTrend(answer) {
    const lines = answer.items;
    const periods = lines[0].items.map(p => p.period);
    const values = lines.flatMap(l => l.items.map(p => p.value)).filter(v => v !== null);
    const lowest = values.length ? Math.max(0, Math.floor((Math.min(...values) - 3) / 5) * 5) : 0;
    chart('trend', {
      grid: { left: 44, right: 16, top: 52, bottom: 28 },
      legend: { top: 4, left: 0, data: FOUR.map(f => t[f[1]]), itemGap: 14 },
      tooltip: { trigger: 'axis', valueFormatter: v => v === null || v === undefined ? '–' : percent(v) + ' %' },
      xAxis: { type: 'category', data: periods, axisLabel: { color: '#55636f' } },
      yAxis: { type: 'value', min: lowest, max: 100, interval: (100 - lowest) / 5, axisLabel: { formatter: '{value}%', color: '#55636f' } },
      series: lines.map((line, i) => ({
        name: t[FOUR[i][1]], type: 'line', data: line.items.map(p => p.value), symbolSize: 8,
        symbol: ['circle', 'rect', 'triangle', 'diamond'][i], lineStyle: { width: 2.5, type: ['solid', 'solid', 'dashed', 'dotted'][i] }
      }))
    });
    $('trend-table').replaceChildren(table([t.month, ...FOUR.map(f => t[f[1]])],
      periods.map((p, i) => [p, ...lines.map(l => percent(l.items[i].value))])));
  }

  function showCategories(answer) {
    const rows = answer.items.filter(r => r.received > 0).sort((a, b) => b.received - a.received).slice(0, 10);
    chart('categories', rows.length ? {
      grid: { left: 8, right: 56, top: 40, bottom: 8, containLabel: true },
      legend: { top: 4, left: 0, data: [t.received, t.onTime] },
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
      xAxis: [{ type: 'value', name: '', axisLabel: { color: '#55636f' }, minInterval: 1 },
        { type: 'value', min: 0, max: 100, axisLabel: { formatter: '{value}%', color: '#55636f' }, splitLine: { show: false } }],
      yAxis: { type: 'category', inverse: true, data: rows.map(r => r.name), axisLabel: { width: 110, overflow: 'truncate', color: '#1b2733' } },
      series: [
        { name: t.received, type: 'bar', data: rows.map(r => r.received), barMaxWidth: 16,
          label: { show: true, position: 'right', color: '#1b2733' } },
        { name: t.onTime, type: 'scatter', xAxisIndex: 1, symbol: 'diamond', symbolSize: 11,
          data: rows.map(r => r.onTimeRate), tooltip: { valueFormatter: v => percent(v) + ' %' } }]
    } : { title: { text: t.noData, left: 'center', top: 'middle', textStyle: { color: '#55636f', fontWeight: 400, fontSize: 15 } } });
    $('categories-table').replaceChildren(table([t.category, t.received, t.onTime + ' (%)', t.satisfaction + ' (%)'],
      rows.map(r => [r.name, number(r.received), percent(r.onTimeRate), percent(r.satisfactionRate)])));
  }

  function showRanking(answer) {
    const items = answer.items.length ? answer.items[0].items : [];
    $('status').textContent = t[answer.status] || answer.status;
    $('source').textContent = t.source + ': ' + answer.source + (answer.items.some(i => i.scaled) ? ' * ' + t.scaledNote : '');
    $('without').textContent = answer.withoutCases.length
      ? t.withoutCases + ' (' + answer.withoutCases.length + '): ' + answer.withoutCases.slice(0, 40).map(u => u.name).join('、')
        + (answer.withoutCases.length > 40 ? '…' : '') : '';
    const groups = new Map();
    answer.items.forEach(i => groups.set(i.group || '', [...(groups.get(i.group || '') || []), i]));
    const tables = [...groups].map(([group, units]) => el('table', null,
      el('caption', null, group || '–'),
      el('thead', null, el('tr', null,
        el('th', { scope: 'col', class: 'n' }, t.rank), el('th', { scope: 'col' }, t.unit),
        items.map(i => el('th', { scope: 'col', class: 'n' }, i.name)),
        el('th', { scope: 'col', class: 'n' }, t.total + ' / ' + number(answer.max)))),
      el('tbody', null, units.map(unit => rankingRow(unit, items.length)))));
    $('ranking').replaceChildren(...(tables.length ? tables : [el('p', null, t.noRanking)]));
  }

  function rankingRow(unit, width) {
    const row = el('tr', null,
      el('td', { class: 'n' }, number(unit.rank)),
      el('td', null, el('button', { type: 'button', class: 'link', 'aria-expanded': 'false',
        onclick: event => toggleDetail(event.currentTarget, row, unit, width + 3) }, unit.name)),
      unit.items.map(i => el('td', { class: 'n' + (i.rate !== null && i.rate < i.target ? ' low' : '') }, percent(i.rate),
        el('small', null, i.denominator ? number(i.numerator) + '/' + number(i.denominator) : '–'))),
      el('td', { class: 'n total' }, number(unit.total) + (unit.scaled ? ' *' : '')));
    return row;
  }

  function toggleDetail(button, row, unit, width) {
    const open = button.getAttribute('aria-expanded') === 'true';
    button.setAttribute('aria-expanded', String(!open));
    if (open) {
      row.nextElementSibling.remove();
      return;
    }
    const list = el('ul', null, unit.items.map(i => el('li', null, i.name + ': ' + i.how + ' ',
      i.denominator > i.numerator ? el('button', { type: 'button', class: 'link',
        onclick: event => showCases(event.currentTarget, unit, i) }, t.showCases + ' (' + number(i.denominator - i.numerator) + ')') : '')));
    row.after(el('tr', { class: 'detail' }, el('td', { colspan: width }, el('strong', null, unit.name + ' · ' + t.how), list)));
  }

  async function showCases(button, unit, item) {
    button.disabled = true;
    try {
      const { period, ruleSet } = filters();
      const page = await read('scores/' + encodeURIComponent(unit.unit) + '/items/' + encodeURIComponent(item.item) + '/cases',
        { period, ruleSet, counted: 'false', limit: '50' });
      button.replaceWith(page.items.length
        ? el('div', { class: 'scroll' }, table([t.caseNumber, t.at, t.dueAt, t.finishedAt],
          page.items.map(c => [c.caseNumber, time(c.at), time(c.dueAt), time(c.finishedAt)])),
          page.next ? el('p', { class: 'note' }, t.more) : '')
        : el('span', null, t.noCases));
    } catch (error) {
      button.disabled = false;
      fail(error);
    }
  }

  async function save(path, params) {
    try {
      const response = await read(path, params, 'text/csv');
      const name = /filename="([^"]+)"/.exec(response.headers.get('Content-Disposition') || '');
      const link = el('a', { href: URL.createObjectURL(await response.blob()), download: name ? name[1] : 'table.csv' });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    } catch (error) {
      fail(error);
    }
  }

  /* ---- the whole ---- */

  async function show() {
    const mine = ++asked;
    const { period, group, ruleSet, compare } = filters();
    $('message').textContent = '';
    $('board').setAttribute('aria-busy', 'true');
    addressOfOtherLanguage();
    fillFilters();
    const only = work => value => { if (mine === asked) { work(value); } };
    try {
      if (!definitions) {
        let calendars;
        [definitions, ruleSets, calendars] = (await Promise.all([
          read('indicators/definitions'), read('rule-sets'), read('reporting-calendars')])).map(a => a.items);
        calendars.forEach(c => $('named').append(el('optgroup', { label: c.name[lang === 'en' ? 'en' : 'zh'] },
          c.periods.map(p => el('option', { value: p.name }, p.name + ' (' + p.first + ' – ' + p.last + ')')).reverse())));
        $('kind').querySelector('[value=named]').hidden = !calendars.length;
        fillFilters();
        ruleSets.forEach(r => option($('rule-set'), r.id, r.name[lang === 'en' ? 'en' : 'zh'], ruleSet));
      }
      $('rule-set').value = ruleSet;
      const end = await read('indicators', { period, group, compare }).then(answer => {
        if (mine === asked) {
          $('period-name').textContent = lang === 'en' ? answer.period.text : answer.period.name;
          $('as-of').textContent = t.updated + ' ' + new Date().toLocaleString(lang, { timeZone: 'Asia/Shanghai' });
          showRates(answer);
          showOverview(answer);
        }
        return new Date(new Date(answer.period.to).getTime() - 1000 + 8 * 3600000).toISOString().slice(0, 10);
      });
      await Promise.all([
        read('indicators', { period, group, compare, p90: 'true' }).then(only(showOverview)),
        read('scores', { period, group, ruleSet }).then(only(answer => {
          const select = $('group');
          select.replaceChildren(el('option', { value: '' }, t.allGroups));
          answer.groups.forEach(g => option(select, g, g, group));
          select.value = group;
          showRanking(answer);
        })),
        read('trends', { indicator: FOUR.map(f => f[0]).join(','), by: 'month', to: end, group }).then(only(showTrend)),
        read('indicators', { period, group, by: 'category' }).then(only(showCategories))]);
    } catch (error) {
      if (mine === asked) {
        fail(error);
      }
    } finally {
      $('board').removeAttribute('aria-busy');
    }
  }

  function start() {
    $('sign-in').hidden = true;
    $('board').hidden = false;
    $('sign-out').hidden = false;
    show();
  }

  takeTokenFromFragment();
  addressOfOtherLanguage();
  $('kind').addEventListener('change', showKind);
  $('filters').addEventListener('submit', event => {
    event.preventDefault();
    const period = chosenPeriod();
    if (period) {
      keepInAddress({ period, group: $('group').value, ruleSet: $('rule-set').value, compare: $('compare').value });
      show();
    }
  });
  $('sign-in-form').addEventListener('submit', event => {
    event.preventDefault();
    sessionStorage.setItem(KEY, $('token').value.trim());
    $('token').value = '';
    start();
  });
  $('sign-out').addEventListener('click', () => signOut());
  $('print').addEventListener('click', () => window.print());
  $('csv-scores').addEventListener('click', () => save('scores', filters()));
  $('csv-indicators').addEventListener('click', () => {
    const { period, group, compare } = filters();
    save('indicators', { period, group, compare, by: 'unit' });
  });
  window.addEventListener('popstate', () => sessionStorage.getItem(KEY) && show());
  window.addEventListener('hashchange', () => { takeTokenFromFragment(); if (sessionStorage.getItem(KEY)) { start(); } });
  if (sessionStorage.getItem(KEY)) { start(); } else { showSignIn(); }
})();
