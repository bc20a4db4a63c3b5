/* A case that was registered wrongly: of it a dispatcher corrects what it is routed by. */

import { OF_DISPATCHERS, correction } from '../../shell/correction.js';

export default {
  id: 'correct',
  title: 'correct',
  roles: ['dispatcher'],
  hidden: true,
  render: (container, context) => correction(container, context, OF_DISPATCHERS)
};
