#!/bin/bash
# A database and a role for each service, closed to each other. Runs when the data folder is new, and again by
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

sql --set own="$POSTGRES_PASSWORD" <<<"alter role current_user password :'own'"
