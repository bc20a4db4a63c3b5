-- Numbers of notices, 督〔2026〕1号 and 催〔2026〕1号, begin anew each year. They are drawn from one sequence of each kind, so that
-- nobody waits for another; of a year is kept what had been drawn before it.
create table notice_year (
  kind text not null check (kind in ('URGE', 'SUPERVISION')),
  year integer not null,
  drawn_before bigint not null,
  primary key (kind, year)
);

-- Years with numbers go on where they are.
insert into notice_year (kind, year, drawn_before)
select distinct 'URGE', extract(year from urged_at at time zone 'Asia/Shanghai')::integer, 0
from unit_urge
union all
select distinct 'SUPERVISION', extract(year from opened_at at time zone 'Asia/Shanghai')::integer, 0
from supervision;

create function notice_number(of_kind text, moment timestamptz) returns bigint
  language plpgsql as $$
declare
  of_year integer := extract(year from moment at time zone 'Asia/Shanghai');
  drawn_from regclass := case of_kind when 'URGE' then 'unit_urge_number' else 'supervision_number' end;
  earlier bigint;
begin
  select drawn_before into earlier from notice_year where kind = of_kind and year = of_year;
  if not found then
    -- the first of the year; those who come meanwhile wait for it and draw after it
    perform pg_advisory_xact_lock(hashtext('notice-year'), hashtext(of_kind || of_year));
    insert into notice_year (kind, year, drawn_before)
    select of_kind, of_year, nextval(drawn_from)
    where not exists (select from notice_year where kind = of_kind and year = of_year);
    select drawn_before into earlier from notice_year where kind = of_kind and year = of_year;
  end if;
  return nextval(drawn_from) - earlier;
end
$$;

-- What opens by itself is numbered as it is written.
create function number_urge() returns trigger language plpgsql as $$
begin
  new.number := notice_number('URGE', new.urged_at);
  return new;
end
$$;

create function number_supervision() returns trigger language plpgsql as $$
begin
  new.number := notice_number('SUPERVISION', new.opened_at);
  return new;
end
$$;

alter table unit_urge alter column number drop default;
alter table supervision alter column number drop default;

create trigger unit_urge_number before insert on unit_urge
  for each row when (new.number is null) execute function number_urge();
create trigger supervision_number before insert on supervision
  for each row when (new.number is null) execute function number_supervision();
