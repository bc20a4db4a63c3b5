/* The frame of all screens: sign-in, navigation, filters, the viewer's name as watermark, messages, definitions. */

import { SignedOut, apiFor, signIn, signOut, signedIn, takeTokenFromFragment } from './api.js';
import { FILTERS, href, inOtherLanguage, params } from './address.js';
import { definitionDialog } from './definition.js';
import { el } from './elements.js';
import { filterForm, inShort } from './filters.js';
import { lang, t } from './words.js';

const $ = id => document.getElementById(id);
const REFUSED = 403;

let screens;
let session;
let shown = new AbortController();

export function start(all) {
  screens = all;
  takeTokenFromFragment();
  $('sign-in-form').addEventListener('submit', event => {
    event.preventDefault();
    signIn($('token').value.trim());
    $('token').value = '';
    open();
  });
  $('sign-out').addEventListener('click', () => leave());
  document.addEventListener('click', followLink);
  window.addEventListener('popstate', () => session?.viewer && show());
  window.addEventListener('hashchange', () => takeTokenFromFragment() && open());
  $('language').href = inOtherLanguage();
  if (signedIn()) { open(); } else { leave(); }
}

/* ---- who is signed in ---- */

function leave(message) {
  shown.abort();
  signOut();
  session = null;
  ['screens', 'board', 'viewer', 'sign-out'].forEach(id => { $(id).hidden = true; });
  $('watermark').replaceChildren();
  $('sign-in').hidden = false;
  $('sign-in-error').textContent = message || '';
  $('token').focus();
}

async function open() {
  $('sign-in').hidden = true;
  $('board').hidden = false;
  const api = apiFor();
  const mine = {};
  session = mine;
  try {
    const viewer = await api.get('viewer');
    const may = (...roles) => roles.some(role => viewer.roles.includes(role));
    const figures = may('evaluator', 'office-leader', 'supervisor', 'unit-leader');
    const list = (allowed, path) => allowed ? api.get(path).then(answer => answer.items) : Promise.resolve([]);
    const [definitions, ruleSets, calendars, dimensions] = await Promise.all([
      list(figures, 'indicators/definitions'), list(may('evaluator', 'office-leader', 'unit-leader', 'admin'), 'rule-sets'),
      list(figures || may('admin'), 'reporting-calendars'),
      figures ? api.get('indicators/dimensions') : { groups: [], units: [], areas: [], categories: [], channels: [], types: [] }]);
    if (session !== mine) { return; }
    Object.assign(session, { viewer, may, mine: screens.filter(screen => may(...screen.roles)),
      reference: { definitions: new Map(definitions.map(d => [d.code, d])), ruleSets, calendars, dimensions } });
    $('viewer').textContent = viewer.unitName ? viewer.name + ' · ' + viewer.unitName : viewer.name;
    ['viewer', 'sign-out', 'screens'].forEach(id => { $(id).hidden = false; });
    watermark(viewer);
    show();
  } catch (error) {
    fail(error, true);
  }
}

/* name and day, across screen and paper; drawn by the style sheet from the attribute, so that it is no text of the page */
function watermark(viewer) {
  const text = viewer.name + ' ' + new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });
  $('watermark').replaceChildren(...Array.from({ length: 24 }, () => el('i', { 'data-name': text })));
}

/* ---- going from screen to screen ---- */

function followLink(event) {
  const link = event.target.closest('a[href^="?"]');
  if (!link || !session?.viewer || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey
    || new URLSearchParams(link.search).get('lang') !== new URLSearchParams(location.search).get('lang')) {
    return;
  }
  event.preventDefault();
  move(link.getAttribute('href'));
}

async function move(address) {
  history.pushState(null, '', address);
  await show();
  $('title').focus();
}

function navigation(current) {
  $('screens').replaceChildren(el('ul', { class: 'wrap' }, session.mine.filter(screen => !screen.hidden).map(screen =>
    el('li', null, el('a', { href: href(screen.id), 'aria-current': screen === current ? 'page' : false }, t[screen.title])))));
  $('screens').querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

async function show() {
  shown.abort();
  const signal = (shown = new AbortController()).signal;
  const now = params();
  const screen = session.mine.find(one => one.id === now.screen) || (now.screen ? null : session.mine[0]);
  $('language').href = inOtherLanguage();
  $('message').textContent = '';
  $('done').textContent = '';
  navigation(screen);
  if (!screen) {
    heading(t.notHere);
    $('filter-place').replaceChildren();
    $('screen').replaceChildren(el('p', null, t.forbidden));
    return;
  }
  const wanted = typeof screen.filters === 'function' ? screen.filters(now) : screen.filters || [];
  const names = FILTERS.filter(name => wanted.includes(name));
  heading(t[screen.title]);
  $('period').textContent = names.length ? inShort(names, session.reference) : '';
  $('filter-place').replaceChildren(names.length ? filterForm(names, session.reference, values => context.go(screen.id, values)) : '');
  const container = el('div', { 'aria-busy': 'true' });
  const loading = el('p', { class: 'note', id: 'loading' }, t.loading);
  $('screen').replaceChildren(loading, container);
  const own = Object.fromEntries(Object.entries(now).filter(([name]) => name !== 'lang' && name !== 'screen' && !FILTERS.includes(name)));
  const context = {
    ...session, params: now, signal, api: apiFor(signal), href,
    has: id => session.mine.some(one => one.id === id),
    go: (id, values) => move(href(id, id === screen.id ? { ...own, ...values } : values)),
    reload: show, heading,
    period: told => { if (!signal.aborted) { $('period').textContent = inShort(names, session.reference, told); } },
    tell: text => { $('done').textContent = text; },
    refuse: fail,
    define: (code, row, link) => definitionDialog(session.reference.definitions.get(code), row, link)
  };
  try {
    await screen.render(container, context);
  } catch (error) {
    if (!signal.aborted) { fail(error); }
  } finally {
    loading.remove();
    container.removeAttribute('aria-busy');
  }
}

function heading(text) {
  $('title').textContent = text;
  document.title = text + ' · ' + t.title;
}

function fail(error, atStart) {
  if (error instanceof SignedOut) {
    leave(error.message);
  } else if (atStart && error.status === REFUSED) {
    leave(t.forbidden);
  } else {
    $('message').textContent = error.status === REFUSED ? t.forbidden : error.message;
  }
}

