-- The numbers of the last corrections of category and area: a dispatch that was decided before dispatch heard of them does not bring the old
-- ones back.
alter table case_fact add column category_correction integer not null default 0 check (category_correction >= 0);
alter table case_fact add column area_correction integer not null default 0 check (area_correction >= 0);
