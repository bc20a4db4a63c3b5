/* What the unit's own system was told. */

import { deliveries } from '../../shell/webhooks.js';

export default {
  id: 'deliveries',
  title: 'deliveries',
  roles: ['unit-leader', 'unit-reviewer'],
  hidden: true,
  render: (container, context) => deliveries(container, context, context.may('unit-leader'))
};
