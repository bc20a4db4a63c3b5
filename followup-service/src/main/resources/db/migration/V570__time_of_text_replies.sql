-- Until when the office reads what a citizen wrote: worked out when it comes before people, by the policy and the calendar of then.
alter table text_reply
  add column due_at timestamptz,
  add column yellow_at timestamptz,
  add column red_at timestamptz,
  add column urge_at timestamptz,
  add column urged_at timestamptz;

-- What is on the list already has a day from now on.
update text_reply
set due_at = now() + interval '1 day',
    red_at = now() + interval '1 day',
    urge_at = now() + interval '1 day'
where state = 'OPEN';

alter table text_reply
  add constraint text_reply_open_is_due check (state <> 'OPEN' or due_at is not null);

create index text_reply_to_urge on text_reply (urge_at) where state = 'OPEN' and urged_at is null;
