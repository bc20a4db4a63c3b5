/* What the desks of cases show names of: units, categories, codes. Read once for a page. */

import { codesOf } from './codes.js';

const PAGE = 200;

export async function referenceOf(of) {
  const dispatch = of('dispatch');
  const [units, categories, codes] = await Promise.all([
    dispatch.all('units', { limit: PAGE }), dispatch.all('categories', { limit: PAGE }), codesOf(of('intake'), dispatch, of('followup'))]);
  return { dimensions: { units: units.items, categories: categories.items }, codes };
}

/* a code in words */
export const code = (context, list, value) => context.reference.codes.name(list, value);

/* the name of a category */
export const categoryName = (context, value) => context.reference.dimensions.categories.find(one => one.code === value)?.name || value || '–';

/* how many of a list are read at most, before it is said that there are more */
const MOST = 1000;

/* a list as a whole, up to so many; more: whether there are others */
export async function upTo(api, path, params, most = MOST) {
  const items = [];
  let after;
  do {
    const page = await api.get(path, { ...params, after, limit: PAGE });
    items.push(...page.items);
    after = page.next;
  } while (after && items.length < most);
  return { items, more: Boolean(after) };
}
