-- One row for all events of a transaction. What waits from before becomes rows of one event each.
alter table outbox
  alter column event_id type uuid[] using array[event_id],
  alter column topic type text[] using array[topic],
  alter column key type text[] using array[key],
  alter column type type text[] using array[type],
  alter column payload type text[] using array[payload],
  alter column time type timestamptz[] using array[time],
  alter column imported type boolean[] using array[imported],
  alter column actor type text[] using array[actor],
  alter column traceparent type text[] using array[traceparent],
  alter column recorded_at set default now(),
  alter column payload set storage external;

alter table outbox rename column event_id to event_ids;
alter table outbox rename column topic to topics;
alter table outbox rename column key to keys;
alter table outbox rename column type to types;
alter table outbox rename column payload to payloads;
alter table outbox rename column time to times;
alter table outbox rename column actor to actors;
alter table outbox rename column traceparent to traceparents;

-- Rows live for milliseconds: up to a page they stay as they are, neither compressed nor cut up.
alter table outbox set (toast_tuple_target = 8160);
