-- Who agrees to a discard names the reason that was read: it grows when the discard is proposed, proposed anew or taken back.
alter table parked_event
  add column discard_version integer not null default 0;
