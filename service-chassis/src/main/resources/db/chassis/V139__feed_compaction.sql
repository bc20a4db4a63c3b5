-- When a change got its place, so that superseded ones can go after a while.
alter table feed_entry add column numbered_at timestamptz not null default now();
create index feed_entry_by_subject on feed_entry (subject, reader, position);

-- Up to which position changes were looked at as the newer ones of their subject.
create table feed_compaction (
  singleton boolean primary key default true check (singleton),
  position bigint not null
);

insert into feed_compaction (position) values (0);
