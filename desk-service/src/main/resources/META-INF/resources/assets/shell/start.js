/* Starts the desk whose name is the first word of the address. */

import { desk, lang, t } from './words.js';
import { start } from './frame.js';

document.documentElement.lang = lang;
document.querySelectorAll('[data-text]').forEach(node => { node.textContent = t[node.dataset.text]; });
start((await import('../desks/' + desk + '.js')).default);
