-- Reads the whole journal once, beside what is written; what is valid already is not read again.
alter table journal validate constraint journal_before_months;
