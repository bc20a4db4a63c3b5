-- Lists of words and phrases by which rules read texts. Version 0 is the shipped one and stands in no table. A version is a document that
-- does not change any more; it is put in force once it was tried on recent texts.
create table vocabulary_version (
  vocabulary text not null,
  version int not null check (version > 0),
  document text not null,
  note text,
  written_at timestamptz not null,
  written_by text not null,
  tried_at timestamptz,
  tried_by text,
  trial jsonb,
  primary key (vocabulary, version),
  check ((tried_at is null) = (tried_by is null) and (tried_at is null) = (trial is null))
);

-- Without a row version 0 is in force.
create table vocabulary_activation (
  id bigint generated always as identity primary key,
  vocabulary text not null,
  version int not null check (version >= 0),
  reason text,
  activated_at timestamptz not null,
  activated_by text not null,
  ended_at timestamptz
);
create unique index vocabulary_in_force on vocabulary_activation (vocabulary) where ended_at is null;
