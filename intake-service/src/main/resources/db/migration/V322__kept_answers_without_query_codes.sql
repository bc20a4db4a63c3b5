-- The code that opens a case's public status is told to the caller and made anew when the answer is asked for again; it is not kept.
update idempotency
set body = regexp_replace(body, '"queryCode" : "[0-9]{8}"', '"queryCode" : ""')
where body like '%"queryCode" : "%';
