-- Reporting periods of the city's own, one row a calendar: {name, periods: [{name, first, last}]}.
create table reporting_calendar (
  id text primary key,
  version integer not null check (version > 0),
  document text not null,
  stored_at timestamptz not null,
  stored_by text not null
);

-- Who lives in an area or in what a unit is responsible for, by year.
create table inhabitants (
  kind text not null check (kind in ('AREA', 'UNIT')),
  code text not null,
  year integer not null check (year between 1990 and 2200),
  inhabitants bigint not null check (inhabitants > 0),
  source text not null,
  stored_at timestamptz not null,
  stored_by text not null,
  primary key (kind, code, year)
);

-- What is counted elsewhere, for example in the telephone system: its name and meaning.
create table imported_count (
  code text primary key,
  name_zh text not null,
  name_en text not null,
  words_zh text not null,
  words_en text not null,
  rate_code text,
  rate_name_zh text,
  rate_name_en text,
  rate_of text references imported_count,
  stored_at timestamptz not null,
  stored_by text not null,
  check ((rate_code is null) = (rate_of is null)),
  check ((rate_code is null) = (rate_name_zh is null)),
  check ((rate_code is null) = (rate_name_en is null))
);

-- How many, every version for ever; the unit is '' for the whole city.
create table imported_figure (
  code text not null references imported_count,
  unit text not null,
  first_day date not null,
  last_day date not null,
  version integer not null check (version > 0),
  amount bigint not null check (amount >= 0),
  source text not null,
  stored_at timestamptz not null,
  stored_by text not null,
  primary key (code, unit, first_day, last_day, version),
  check (last_day >= first_day)
);

create index imported_figure_by_day on imported_figure (first_day, last_day);

insert into imported_count (
  code, name_zh, name_en, words_zh, words_en, rate_code, rate_name_zh, rate_name_en, rate_of, stored_at, stored_by)
values
  ('callsOffered', '呼入量', 'Calls offered', '统计期内话务系统转入人工排队的电话(导入)',
    'calls that entered the queue for an agent in the period, by the telephone system (imported)',
    null, null, null, null, now(), 'shipped'),
  ('callsAnswered', '接通量', 'Calls answered', '呼入量中由受理员接听的电话(导入)',
    'calls offered that an agent answered (imported)',
    'connectionRate', '电话接通率', 'Connection rate', 'callsOffered', now(), 'shipped');
