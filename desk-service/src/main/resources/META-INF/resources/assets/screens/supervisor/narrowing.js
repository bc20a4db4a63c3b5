/* Narrows a list by selects; what is chosen stands in the address. */

import { choice, el } from '../../shell/elements.js';

/* selects: [[name in the address, label, options], …]; kept: what else stays in the address */
export const narrowing = (context, screen, kept, selects) => el('div', { class: 'chooser' }, selects.map(([name, label, options]) =>
  choice('by-' + name, label, options, context.params[name], chosen => context.go(screen, { ...kept, [name]: chosen, after: null }))));
