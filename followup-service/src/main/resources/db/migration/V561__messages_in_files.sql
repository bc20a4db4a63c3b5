-- A message to a citizen may go out in a file that an operator collects; the same batch again holds the same messages.
alter table citizen_message add column batch_id uuid;

create index citizen_message_by_batch on citizen_message (batch_id) where batch_id is not null;
