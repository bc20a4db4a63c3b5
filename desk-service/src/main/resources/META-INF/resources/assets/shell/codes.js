/* The codes of a service with their words, so that no page keeps a list of its own. */

import { inWords } from './words.js';

export async function codesOf(...apis) {
  const lists = new Map();
  (await Promise.all(apis.map(api => api.get('codes')))).forEach(answer => answer.items.forEach(one => lists.set(one.list, one.codes)));
  return {
    /* a code nobody knows is shown as it is */
    name: (list, code) => code ? inWords(lists.get(list)?.find(one => one.code === code)) || code : '–',
    options: (list, first) => [...first ? [['', first]] : [], ...(lists.get(list) || []).map(one => [one.code, inWords(one)])]
  };
}
