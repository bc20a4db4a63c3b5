-- A write that must have met so many rows; else the whole statement fails, and nothing of it is written.
create function require_rows(met bigint, wanted bigint) returns bigint
language plpgsql as $$
begin
  if met <> wanted then
    raise exception 'changed meanwhile: % of % rows', met, wanted using errcode = 'HC001';
  end if;
  return met;
end
$$;
