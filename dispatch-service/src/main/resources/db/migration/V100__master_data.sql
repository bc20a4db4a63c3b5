-- Units, areas, categories and the dispatch catalogue. A revision tells readers of the whole when it changed.

create table master_revision (
  id       int primary key default 1 check (id = 1),
  revision bigint not null
);
insert into master_revision (revision) values (0);

create table unit (
  code             text primary key,
  name             text not null,
  level            text not null check (level in ('CITY', 'DISTRICT', 'STREET', 'COMMUNITY')),
  parent           text references unit deferrable initially deferred,
  comparison_group text not null,
  areas            text[] not null default '{}',
  review_steps     int not null check (review_steps in (0, 1)),
  sign_off_level   text not null check (sign_off_level in ('DEPUTY', 'PRINCIPAL')),
  centre_review    boolean not null,
  active           boolean not null,
  valid_from       timestamptz not null,
  version          int not null,
  check (parent <> code)
);
create index unit_parent on unit (parent);

create table area (
  code       text primary key,
  name       text not null,
  parents    text[] not null default '{}',
  zone       boolean not null,
  aliases    text[] not null default '{}',
  active     boolean not null,
  valid_from timestamptz not null,
  version    int not null
);

create table category (
  code       text primary key,
  name       text not null,
  parent     text references category deferrable initially deferred,
  level      int not null check (level between 1 and 3),
  active     boolean not null,
  valid_from timestamptz not null,
  version    int not null
);

-- Either a unit leads, or the unit of a level that is responsible for the area of the case.
create table catalogue_entry (
  id          uuid primary key,
  category    text not null references category,
  area        text references area,
  keywords    text[] not null default '{}',
  lead_unit   text references unit,
  territorial text check (territorial in ('DISTRICT', 'STREET')),
  co_units    text[] not null default '{}',
  valid_from  date not null,
  valid_to    date check (valid_to >= valid_from),
  active      boolean not null,
  version     int not null,
  check ((lead_unit is null) <> (territorial is null))
);
create index catalogue_entry_category on catalogue_entry (category, area);
