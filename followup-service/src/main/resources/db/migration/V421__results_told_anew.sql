-- A reply was corrected: the citizen is told anew, and what was told before no longer counts.
alter table informing add column corrected_at timestamptz;
