/* The frame of all screens of a desk: who is signed in, navigation, filters, the viewer's name as watermark, messages, definitions. */

import { SignedOut, apiFor, session as signedIn } from './api.js';
import { FILTERS, href, inOtherLanguage, params } from './address.js';
import { definitionDialog } from './definition.js';
import { forgetDrafts } from './drafts.js';
import { el } from './elements.js';
import { filterForm, inShort } from './filters.js';
import { desk as here, lang, officeDay, t } from './words.js';

const $ = id => document.getElementById(id);
const REFUSED = 403;

let desk;
let session;
let shown = new AbortController();
let unread = 0;

/*
 * Opens a desk: {service, screens, prepare}. service: whose interface context.api is. prepare(session) adds what all screens of the
 * desk need, given {viewer, may, of}; of(service) is the interface of any service.
 */
export async function start(opened) {
  desk = opened;
  document.addEventListener('click', followLink);
  $('sign-out').addEventListener('click', forgetDrafts);
  /* the link past the head of the page changes nothing that is shown */
  window.addEventListener('popstate', () => session && location.hash !== '#main' && show());
  $('language').href = inOtherLanguage();
  try {
    const viewer = await signedIn();
    const may = (...roles) => roles.some(role => viewer.roles.includes(role));
    const begun = { viewer, may, of: service => apiFor(service) };
    session = { ...begun, ...await desk.prepare?.(begun), mine: desk.screens.filter(screen => may(...screen.roles)) };
    $('viewer').textContent = [session.viewer.name, session.viewer.unitName || session.viewer.unit].filter(Boolean).join(' · ');
    $('desks').replaceChildren(...viewer.desks.filter(one => one !== here).map(one =>
      el('a', { href: '/' + one + (new URLSearchParams(location.search).has('lang') ? '?lang=' + lang : '') }, t['desk-' + one])));
    $('screens').setAttribute('aria-label', t.navigation);
    $('screens').hidden = false;
    watermark(session.viewer);
    await show();
    $('screen').querySelector('[data-first]')?.focus();
  } catch (error) {
    fail(error);
  }
}

/* name and day, across screen and paper; drawn by the style sheet from the attribute, so that it is no text of the page */
function watermark(viewer) {
  const text = viewer.name + ' ' + officeDay();
  $('watermark').replaceChildren(...Array.from({ length: 24 }, () => el('i', { 'data-name': text })));
}

/* ---- going from screen to screen ---- */

function followLink(event) {
  const link = event.target.closest('a[href^="?"]');
  if (!link || !session || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey
    || new URLSearchParams(link.search).get('lang') !== new URLSearchParams(location.search).get('lang')) {
    return;
  }
  event.preventDefault();
  move(link.getAttribute('href'));
}

async function move(address) {
  history.pushState(null, '', address);
  await show();
  ($('screen').querySelector('[data-first]') || $('title')).focus();
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
  unread = 0;
  navigation(screen);
  if (!screen) {
    heading(t.notHere);
    $('filter-place').replaceChildren();
    $('screen').replaceChildren(el('div', null, el('p', null, t.forbidden)));
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
    ...session, params: now, signal, api: apiFor(desk.service, signal), of: service => apiFor(service, signal), href,
    has: id => session.mine.some(one => one.id === id),
    go: (id, values) => move(href(id, id === screen.id ? { ...own, ...values } : values)),
    reload: show, heading,
    period: told => { if (!signal.aborted) { $('period').textContent = inShort(names, session.reference, told); } },
    unread: count => { if (!signal.aborted) { unread = count; nameTab(); } },
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
  nameTab();
}

/* the title of the tab, with how much is new */
function nameTab() {
  document.title = (unread ? '(' + unread + ') ' : '') + $('title').textContent + ' · ' + t.title;
}

/* an ended session is renewed in another window, so that nothing typed here is lost */
function fail(error) {
  $('message').replaceChildren(error.status === REFUSED ? t.forbidden : error.message,
    error instanceof SignedOut ? el('a', { href: '/signed-in-again', target: '_blank', rel: 'noopener' }, t.signInAgain) : '');
}
