-- The knowledge base 知识库. An article is written in versions, of which one at most is published.
create table knowledge_article (
  article_id uuid primary key,
  code text not null unique,
  state text not null check (state in ('DRAFT', 'PUBLISHED', 'REVISED', 'RETIRED')),
  latest int not null check (latest > 0),
  latest_by text not null,
  published int check (published <= latest),
  made_by text not null,
  made_at timestamptz not null,
  version int not null,
  check ((published is not null) = (state in ('PUBLISHED', 'REVISED'))),
  check ((published = latest) = (state = 'PUBLISHED'))
);

create index knowledge_article_by_state on knowledge_article (state, code);

create table knowledge_version (
  article_id uuid not null references knowledge_article,
  number int not null check (number > 0),
  title text not null,
  text text not null,
  keywords text[] not null,
  categories text[] not null,
  areas text[] not null,
  unit text,
  source text,
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  review_on date,
  folded text not null,
  pairs int[] not null,
  written_by text not null,
  written_at timestamptz not null,
  published_by text check (published_by <> written_by),
  published_at timestamptz,
  ended_by text,
  ended_at timestamptz,
  end_reason text,
  primary key (article_id, number),
  check ((published_by is null) = (published_at is null)),
  check (ended_at is null or published_at is not null)
);

-- words are looked for as in case_search
create index knowledge_version_pairs on knowledge_version using gin (pairs);
create index knowledge_version_review on knowledge_version (review_on) where published_at is not null and ended_at is null;

-- What published articles are found by while somebody types: the pairs of characters of title and keywords, and how many articles have one.
create table knowledge_pair (
  pair int not null,
  article_id uuid not null references knowledge_article,
  primary key (pair, article_id)
);

create table knowledge_pair_count (
  pair int primary key,
  articles int not null check (articles >= 0)
);

-- How often cases were answered with an article, by day.
create table knowledge_use (
  code text not null,
  day date not null,
  uses int not null,
  primary key (code, day)
);
