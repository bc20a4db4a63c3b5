/* A case that was registered wrongly, corrected by an agent. */

import { ALL, correction } from '../../shell/correction.js';

export default {
  id: 'correct',
  title: 'correct',
  roles: ['agent'],
  hidden: true,
  render: (container, context) => correction(container, context, ALL)
};
