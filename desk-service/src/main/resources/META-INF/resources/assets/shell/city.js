/* What the desks of the hotline know of the city: codes with their words, units, areas, categories, channels. */

import { referenceOf } from './reference.js';
import { inWords } from './words.js';

const MOST = 200;
const byCode = items => new Map(items.map(one => [one.code, one]));

/* a list by codes in the order of a tree, those below indented */
function tree(items, parentOf) {
  const known = byCode(items);
  const below = new Map();
  items.forEach(one => {
    const parent = known.has(parentOf(one)) ? parentOf(one) : '';
    below.set(parent, [...(below.get(parent) || []), one]);
  });
  const options = [];
  const add = (parent, depth) => (below.get(parent) || []).forEach(one => {
    options.push([one.code, '\u2003'.repeat(depth) + one.name]);
    add(one.code, depth + 1);
  });
  add('', 0);
  return options;
}

/* what all screens of these desks are given: reference, and city {codes; unit(code), area(code) …: names; units, areas …: options of a select} */
export async function cityOf(of) {
  const [reference, areas, channels] = await Promise.all([referenceOf(of), of('dispatch').all('areas', { limit: MOST }), of('intake').get('channels')]);
  const { units, categories } = reference.dimensions;
  const inUse = items => items.filter(one => one.active);
  const name = items => {
    const known = byCode(items);
    return code => code ? known.get(code)?.name || code : '–';
  };
  const channelOf = byCode(channels.items);
  return {
    reference,
    city: {
      codes: reference.codes,
      unit: name(units), area: name(areas.items), category: name(categories), channel: code => inWords(channelOf.get(code)) || code,
      units: inUse(units).map(one => [one.code, one.name]),
      areas: tree(inUse(areas.items), one => one.parents?.[0]),
      categories: tree(inUse(categories), one => one.parent),
      channels: channels.items.map(one => [one.code, inWords(one)])
    }
  };
}
