-- A reply may be taken back by its author while it waits, and an issued one may be corrected by another. Both are kept.
alter table reply
  add column corrects uuid references reply,
  add column correction_reason text,
  add column superseded_at timestamptz,
  add column taken_back_at timestamptz;

do $$
declare
  old record;
begin
  for old in
    select conname
    from pg_constraint
    where conrelid = 'reply'::regclass
      and contype = 'c'
      and (pg_get_constraintdef(oid) like '%REJECTED%' or pg_get_constraintdef(oid) like '%issued_at IS NOT NULL%')
  loop
    execute format('alter table reply drop constraint %I', old.conname);
  end loop;
end $$;

alter table reply
  add constraint reply_state check (state in (
    'IN_REVIEW', 'IN_SIGN_OFF', 'IN_CENTRE_REVIEW', 'REJECTED', 'TAKEN_BACK', 'ISSUED', 'SUPERSEDED')),
  add constraint issued_has_its_time check ((state in ('ISSUED', 'SUPERSEDED')) = (issued_at is not null)),
  add constraint superseded_has_its_time check ((state = 'SUPERSEDED') = (superseded_at is not null)),
  add constraint taken_back_has_its_time check ((state = 'TAKEN_BACK') = (taken_back_at is not null)),
  add constraint correction_has_its_reason check ((corrects is null) = (correction_reason is null));

-- One reply of an order holds: looked at when a correction and the one that it replaces are both written.
drop index one_issued_reply;
alter table reply
  add constraint one_issued_reply exclude (work_order_id with =) where (state = 'ISSUED') deferrable initially deferred;
create index reply_corrects on reply (corrects) where corrects is not null;

-- The step for which the correction of an order's issued reply waits; the order itself stays finished.
alter table work_order
  add column correction text check (correction in (
    'REPLY_IN_REVIEW', 'REPLY_IN_SIGN_OFF', 'REPLY_IN_CENTRE_REVIEW')),
  add constraint only_what_was_replied_is_corrected check (correction is null or state = 'REPLIED');
create index work_order_correction on work_order (unit, correction, dispatched_at, id) where correction is not null;
create index reply_centre_review on reply (signed_off_at, id) where state = 'IN_CENTRE_REVIEW';
