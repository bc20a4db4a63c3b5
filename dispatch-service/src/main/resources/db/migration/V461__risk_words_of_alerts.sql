-- By which version of the risk words an alert was raised; 0 is the shipped one.
alter table risk_alert add column words int not null default 0;
