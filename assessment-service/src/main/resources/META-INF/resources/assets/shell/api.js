/* The REST interface with the viewer's own token. The token stays in this browser session and never in the address. */

import { lang, t } from './words.js';

const KEY = 'hotline-evaluation-token';

/* What the service refused, in the reader's language. */
export class Problem extends Error {
  constructor(status, document) {
    const violations = document.violations || [];
    super([violations.length ? '' : document.detail || document.title || t.failed + ' (' + status + ')',
      ...violations.map(v => v.message)].filter(Boolean).join(' '));
    this.status = status;
    this.type = document.type || '';
    this.violations = violations;
  }
}

/* Nobody is signed in, or not any more. */
export class SignedOut extends Error {}

export const signedIn = () => sessionStorage.getItem(KEY) !== null;
export const signIn = token => sessionStorage.setItem(KEY, token);
export const signOut = () => sessionStorage.removeItem(KEY);

/* takes #token=… out of the address; whether there was one */
export function takeTokenFromFragment() {
  const found = /(?:^#|&)token=([^&]+)/.exec(location.hash);
  if (found) {
    signIn(decodeURIComponent(found[1]));
    history.replaceState(null, '', location.pathname + location.search);
  }
  return found !== null;
}

/* an Idempotency-Key */
export function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map(b => b.toString(16).padStart(2, '0')).join('');
}

async function call(signal, method, path, { params, body, type, version, accept, key } = {}) {
  const query = new URLSearchParams();
  Object.entries(params || {}).forEach(([name, value]) => {
    if (value !== null && value !== undefined && value !== '') { query.set(name, value); }
  });
  const headers = {
    Authorization: 'Bearer ' + sessionStorage.getItem(KEY), Accept: accept || 'application/json', 'Accept-Language': lang };
  if (body !== undefined) { headers['Content-Type'] = type || 'application/json'; }
  if (method === 'POST') { headers['Idempotency-Key'] = key || newKey(); }
  if (version !== undefined) { headers['If-Match'] = '"' + version + '"'; }
  let response;
  try {
    response = await fetch('/api/v1/' + path + (String(query) ? '?' + query : ''), {
      method, headers, signal, body: body === undefined ? undefined : type ? body : JSON.stringify(body) });
  } catch (error) {
    throw error instanceof TypeError ? new Error(t.failedRetry) : error;
  }
  if (response.status === 401) {
    throw new SignedOut(t.signInFailed);
  }
  if (!response.ok) {
    throw new Problem(response.status, await response.json().catch(() => ({})));
  }
  return response;
}

/* the version of what was read, for If-Match */
const versionOf = response => /"(\d+)"/.exec(response.headers.get('ETag') || '')?.[1];

const json = response => response.status === 204 ? null : response.json();

/* What a page lists; the rest of an answer is the same on every page. */
const LISTS = ['items', 'fewCases', 'withoutCases'];

/* The interface for one screen; what is still under way ends when the signal says so. */
export function apiFor(signal) {
  return {
    get: (path, params) => call(signal, 'GET', path, { params }).then(json),

    /* all pages of a list in one */
    async all(path, params) {
      const whole = await this.get(path, params);
      for (let after = whole.next; after;) {
        const page = await this.get(path, { ...params, after });
        LISTS.filter(list => page[list]).forEach(list => whole[list].push(...page[list]));
        after = page.next;
      }
      return whole;
    },

    text: (path, params, accept) => call(signal, 'GET', path, { params, accept }).then(response => response.text()),

    /* with its version, which a change must name */
    async read(path, params) {
      const response = await call(signal, 'GET', path, { params });
      return { value: await response.json(), version: versionOf(response) };
    },

    post: (path, body, options) => call(signal, 'POST', path, { body: body ?? {}, ...options }).then(json),
    put: (path, body, options) => call(signal, 'PUT', path, { body, ...options }).then(json),
    delete: (path, options) => call(signal, 'DELETE', path, options).then(json),

    /* saves what the service answers as a file, under the name it gives, else under this one */
    async download(path, params, accept, name) {
      const response = await call(signal, 'GET', path, { params, accept });
      const disposition = response.headers.get('Content-Disposition') || '';
      const chinese = /filename\*=UTF-8''([^;]+)/.exec(disposition);
      const plain = /filename="([^"]+)"/.exec(disposition);
      const link = document.createElement('a');
      link.href = URL.createObjectURL(await response.blob());
      link.download = chinese ? decodeURIComponent(chinese[1]) : plain ? plain[1] : name || 'table';
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    }
  };
}
