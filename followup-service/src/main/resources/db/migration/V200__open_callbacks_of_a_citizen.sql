-- Whether another callback of a citizen waits behind a lease that ran out.
create index callback_open_by_citizen on callback (citizen_ref) where state = 'OPEN';
