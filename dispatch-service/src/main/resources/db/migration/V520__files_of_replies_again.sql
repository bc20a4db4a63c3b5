-- Which files of earlier replies to the same order a reply names again; they stay bound to the one they came with.
create table reply_file_again (
  reply_id uuid not null references reply,
  attachment_id uuid not null,
  primary key (reply_id, attachment_id)
);
