-- The number of the last correction of the category: a dispatch that was decided before dispatch heard of it does not bring the old one back.
alter table case_file add column category_correction integer not null default 0 check (category_correction >= 0);
