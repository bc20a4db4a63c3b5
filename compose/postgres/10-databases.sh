#!/bin/bash
# Runs once, when the data folder is new: a database and a role for each service, closed to each other.
set -euo pipefail

create() {
  local name=$1 password=$2
  psql --set ON_ERROR_STOP=1 --set name="$name" --set password="$password" --username "$POSTGRES_USER" postgres <<'SQL'
create role :"name" login password :'password';
create database :"name" owner :"name";
revoke all on database :"name" from public;
SQL
}

create intake "$INTAKE_DB_PASSWORD"
create dispatch "$DISPATCH_DB_PASSWORD"
create followup "$FOLLOWUP_DB_PASSWORD"
create assessment "$ASSESSMENT_DB_PASSWORD"
create keycloak "$KEYCLOAK_DB_PASSWORD"
