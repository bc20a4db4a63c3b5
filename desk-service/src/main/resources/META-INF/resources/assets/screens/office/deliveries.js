/* What a unit's system was told. */

import { deliveries } from '../../shell/webhooks.js';

export default {
  id: 'deliveries',
  title: 'deliveries',
  roles: ['admin', 'office-leader', 'auditor'],
  hidden: true,
  render: (container, context) => deliveries(container, context, context.may('admin'))
};
