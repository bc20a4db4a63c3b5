/* The words of the page in the reader's language, and how numbers and times are written. */

/* The desk: the first word of the address. */
export const desk = location.pathname.split('/')[1] || 'home';

/* Chinese unless the address, or else the browser, asks for English. */
const asked = new URLSearchParams(location.search).get('lang') || navigator.language;
export const english = asked.startsWith('en');
export const lang = english ? 'en' : 'zh-CN';

const texts = name => fetch('/assets/words/' + name + (english ? '_en' : '_zh') + '.json').then(found => found.json());

/* What all desks say, and what this one says. */
export const t = Object.assign(...await Promise.all([texts('common'), texts(desk)]));

const NOTHING = '–';
const missing = value => value === null || value === undefined || value === '';

/* a text with its {0}, {1} … filled in */
export function say(key, ...values) {
  return (t[key] ?? key).replace(/\{(\d)\}/g, (whole, i) => values[i] ?? whole);
}

/* one of a pair {zh, en}; what has only one language is shown in that */
export function inWords(words) {
  return words ? words[english ? 'en' : 'zh'] ?? words.zh ?? words.en ?? '' : '';
}

export const shortened = (text, most = 60) => text && text.length > most ? text.slice(0, most) + '…' : text || '';

export const number = value => missing(value) ? NOTHING : Number(value).toLocaleString(lang, { maximumFractionDigits: 2 });
export const percent = value => missing(value) ? NOTHING : Number(value).toFixed(2) + '%';
export const decimals = value => missing(value) ? NOTHING : Number(value).toFixed(2);

/* the service writes times of Shanghai: 2026-11-24T15:30:00+08:00 */
export const time = value => missing(value) ? NOTHING : value.slice(0, 16).replace('T', ' ');
export const day = value => missing(value) ? NOTHING : value.slice(0, 10);

const OFFICE = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });

/* a day by the office's clock, so many days from today: 2026-11-24 */
export const officeDay = (days = 0) => OFFICE.format(Date.now() + days * 86400000);

/* the name of a period: as the service tells it, or as it stands in the address */
export function periodName(period) {
  if (typeof period === 'object') {
    return english ? period.text : period.name;
  }
  const [year, part] = period.split('-');
  if (english || !/^\d{4}(-Q\d|-\d\d)?$/.test(period)) {
    return period;
  }
  return year + '年' + (!part ? '' : part.startsWith('Q') ? '第' + part.slice(1) + '季度' : Number(part) + '月');
}

/* a figure as its definition wants it written */
export function figure(definition, value) {
  if (definition?.unit === '%') {
    return percent(value);
  }
  return definition?.kind === 'MEAN' ? decimals(value) : number(value);
}

/* what a figure changed by: rates in percentage points, others absolutely and in per cent of what they were */
export function change(changed) {
  if (!changed) {
    return NOTHING;
  }
  const value = Number(changed.points ?? changed.absolute);
  if (value === 0) {
    return t.unchanged;
  }
  const arrow = value > 0 ? '▲ ' : '▼ ';
  if (changed.points !== undefined) {
    return arrow + Math.abs(value).toFixed(2) + ' ' + t.points;
  }
  return arrow + number(Math.abs(value))
    + (missing(changed.percent) ? '' : ' (' + (value > 0 ? '+' : '−') + Math.abs(changed.percent).toFixed(1) + '%)');
}
