-- What was registered wrongly of a case is among what was added to it: the units read what was corrected, and why.
alter table case_note drop constraint case_note_kind_check;
alter table case_note add constraint case_note_kind_check check (kind in ('SUPPLEMENT', 'URGE', 'CORRECTION'));
