-- How often channels had the turn is counted: the next one is chosen by it.
create index survey_request_by_callback on survey_request (callback_id);
