-- The directory of people 领域人员: who works for the hotline and its units. It gives no right; tokens do.
create table person (
  subject    text primary key,
  name       text not null,
  roles      text[] not null,
  unit       text,
  phone      text,
  level      text check (level in ('DEPUTY', 'PRINCIPAL')),
  valid_from date not null,
  valid_to   date,
  -- by the office; else only seen at a sign-in, which binds no unit to the directory
  filed      boolean not null,
  -- ended because the provider named no role any more
  lapsed     boolean not null,
  signed_in  date,
  version    integer not null default 0,
  check (valid_to >= valid_from - 1),
  check (not lapsed or valid_to is not null)
);
create index person_unit on person (unit, subject);

-- Grows with every change that a copy in memory must follow.
create table person_revision (
  revision bigint not null
);
insert into person_revision
values (0);
