#!/bin/bash
# A database and a role for each service, closed to each other, and the role of a standby. Runs when the data folder is new, and again by
# compose/apply-settings: what is there stays, passwords become those of the environment.
set -euo pipefail

sql() { psql --quiet --set ON_ERROR_STOP=1 "$@" --username "${POSTGRES_USER:-postgres}" postgres; }

create() {
  sql --set name="$1" --set password="$2" <<'SQL'
select format('create role %I login', :'name')
where not exists (select from pg_roles where rolname = :'name') \gexec
alter role :"name" password :'password';
select format('create database %I owner %I', :'name', :'name')
where not exists (select from pg_database where datname = :'name') \gexec
revoke all on database :"name" from public;
SQL
}

create intake "$INTAKE_DB_PASSWORD"
create dispatch "$DISPATCH_DB_PASSWORD"
create followup "$FOLLOWUP_DB_PASSWORD"
create assessment "$ASSESSMENT_DB_PASSWORD"
create keycloak "$KEYCLOAK_DB_PASSWORD"

sql --set password="$STANDBY_DB_PASSWORD" --set own="$POSTGRES_PASSWORD" <<'SQL'
select 'create role standby login replication'
where not exists (select from pg_roles where rolname = 'standby') \gexec
alter role standby password :'password';
alter role current_user password :'own';
SQL
# "all" in this file does not mean replication
if ! grep -q '^host replication standby ' "$PGDATA/pg_hba.conf"; then
  echo 'host replication standby all scram-sha-256' >>"$PGDATA/pg_hba.conf"
  sql <<<"select pg_reload_conf()" >/dev/null
fi
