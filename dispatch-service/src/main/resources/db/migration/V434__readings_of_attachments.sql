-- Which file was read; null: the order.
alter table reading_log add column attachment_id uuid;
