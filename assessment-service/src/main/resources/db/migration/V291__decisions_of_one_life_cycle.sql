-- Samples and the sheets of scores are decisions like campaigns and bulletins: each step is for the version that was seen.
alter table sample_plan add column version integer not null default 0;
alter table score_sheet add column version integer not null default 0;
