/* The services' REST interfaces, by the session of the person: the front door adds the token. No page ever holds one. */

import { lang, t } from './words.js';

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

/* an Idempotency-Key */
export function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map(b => b.toString(16).padStart(2, '0')).join('');
}

/* the front door takes changes from its own pages only, and answers these without leading to the sign-in */
const OF_A_PAGE = { 'Hotline-Desk': '1', 'X-Requested-With': 'JavaScript' };
const SIGNED_OUT = [401, 499];

/* who is signed in: subject, name, unit, level, roles */
export async function session() {
  const response = await fetch('/session', { headers: OF_A_PAGE });
  if (!response.ok) { throw new SignedOut(t.signedOut); }
  return response.json();
}

/* how the services are, as the front door finds them */
export async function healthOfServices(signal) {
  const response = await fetch('/services', { headers: OF_A_PAGE, signal });
  if (SIGNED_OUT.includes(response.status)) { throw new SignedOut(t.signedOut); }
  if (!response.ok) { throw new Problem(response.status, {}); }
  return response.json();
}

async function call(signal, service, method, path, { params, body, type, version, accept, key } = {}) {
  const query = new URLSearchParams();
  Object.entries(params || {}).forEach(([name, value]) => {
    [value].flat().filter(one => one !== null && one !== undefined && one !== '').forEach(one => query.append(name, one));
  });
  const headers = { ...OF_A_PAGE, Accept: accept || 'application/json', 'Accept-Language': lang };
  if (body !== undefined) { headers['Content-Type'] = type || 'application/json'; }
  if (method === 'POST') { headers['Idempotency-Key'] = key || newKey(); }
  if (version !== undefined) { headers['If-Match'] = '"' + version + '"'; }
  let response;
  try {
    response = await fetch('/' + service + '/api/v1/' + path + (String(query) ? '?' + query : ''), {
      method, headers, signal, body: body === undefined ? undefined : type ? body : JSON.stringify(body) });
  } catch (error) {
    throw error instanceof TypeError ? new Error(t.failedRetry) : error;
  }
  if (SIGNED_OUT.includes(response.status)) {
    throw new SignedOut(t.signedOut);
  }
  if (!response.ok) {
    throw new Problem(response.status, await response.json().catch(() => ({})));
  }
  return response;
}

/* sends a file as it is; told(per cent): how much has gone */
function sendFile(service, file, told, signal) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/' + service + '/api/v1/attachments?' + new URLSearchParams({ name: file.name }));
    Object.entries({ ...OF_A_PAGE, 'Content-Type': 'application/octet-stream', 'Accept': 'application/json', 'Accept-Language': lang })
      .forEach(([name, value]) => request.setRequestHeader(name, value));
    request.responseType = 'json';
    request.upload.addEventListener('progress', event => told(event.lengthComputable ? Math.round(100 * event.loaded / event.total) : 0));
    request.addEventListener('load', () => {
      if (SIGNED_OUT.includes(request.status)) {
        reject(new SignedOut(t.signedOut));
      } else if (request.status >= 300) {
        reject(new Problem(request.status, request.response || {}));
      } else {
        resolve(request.response);
      }
    });
    ['error', 'abort', 'timeout'].forEach(name => request.addEventListener(name, () => reject(new Error(t.failedRetry))));
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

/* the version of what was read, for If-Match */
const versionOf = response => /"(\d+)"/.exec(response.headers.get('ETag') || '')?.[1];

const json = response => response.status === 204 ? null : response.json();

/* What a page lists; the rest of an answer is the same on every page. */
const LISTS = ['items', 'fewCases', 'withoutCases'];

/* A service's interface for one screen; what is still under way ends when the signal says so. */
export function apiFor(service, signal) {
  return {
    get: (path, params) => call(signal, service, 'GET', path, { params }).then(json),

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

    text: (path, params, accept) => call(signal, service, 'GET', path, { params, accept }).then(response => response.text()),

    /* with its version, which a change must name */
    async read(path, params) {
      const response = await call(signal, service, 'GET', path, { params });
      return { value: await response.json(), version: versionOf(response) };
    },

    post: (path, body, options) => call(signal, service, 'POST', path, { body: body ?? {}, ...options }).then(json),
    put: (path, body, options) => call(signal, service, 'PUT', path, { body, ...options }).then(json),
    delete: (path, options) => call(signal, service, 'DELETE', path, options).then(json),

    upload: (file, told, ending) => sendFile(service, file, told, ending),

    /* shows what the service answers in a window of its own, which knows nothing of this one */
    async show(path) {
      const response = await call(signal, service, 'GET', path, { accept: '*/*' });
      const link = document.createElement('a');
      link.href = URL.createObjectURL(await response.blob());
      link.target = '_blank';
      link.rel = 'noopener';
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    },

    /* saves what the service answers as a file, under the name it gives, else under this one */
    async download(path, params, accept, name) {
      const response = await call(signal, service, 'GET', path, { params, accept });
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
