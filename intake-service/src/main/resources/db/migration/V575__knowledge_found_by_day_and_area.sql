-- Articles that do not hold on the day or in the area take nobody's place among those that share most with a question. What an instance of
-- the release before publishes beside this one is found on every day and everywhere, until it is published again.
alter table knowledge_pair
  add column valid_from date not null default '-infinity',
  add column valid_to date,
  add column areas text[] not null default '{}';

update knowledge_pair p
set valid_from = v.valid_from,
    valid_to = v.valid_to,
    areas = v.areas
from knowledge_article a
join knowledge_version v on v.article_id = a.article_id and v.number = a.published
where a.article_id = p.article_id;
