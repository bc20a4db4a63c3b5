# Sourced: work on Keycloak by whoever may work on this machine's containers, without an administrator's password.

compose() { if docker compose version >/dev/null 2>&1; then docker compose "$@"; else docker-compose "$@"; fi; }

# Runs the script on stdin in Keycloak's container, with kcadm signed in by a client that is there for its duration only. Keycloak is
# stopped for a moment, since a client like that is made while it does not run.
as_administrator() {
  local secret client made=true
  secret=$(head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n')
  client=compose-${secret:0:8}
  compose stop keycloak
  compose run --rm --no-deps -T -e "ADMIN_SECRET=$secret" keycloak \
    bootstrap-admin service --optimized --client-id="$client" --client-secret:env=ADMIN_SECRET </dev/null >/dev/null || made=false
  # in any case: people sign in by it
  compose up -d --wait --no-deps keycloak
  if ! $made; then
    echo "Keycloak made no client for this; nothing was changed in it" >&2
    return 1
  fi
  {
    cat <<'END'
set -euo pipefail
kcadm() { /opt/keycloak/bin/kcadm.sh "$@" --config /tmp/kcadm.config </dev/null; }
finish() {
  local id
  id=$(kcadm get clients -r master -q clientId="$ADMIN_CLIENT" --fields id --format csv --noquotes)
  kcadm delete "clients/$id" -r master
  rm -f /tmp/kcadm.config
}
kcadm config credentials --server http://127.0.0.1:8080 --realm master --client "$ADMIN_CLIENT" --secret "$ADMIN_SECRET"
trap finish EXIT
END
    cat
  } | compose exec -T -e "ADMIN_CLIENT=$client" -e "ADMIN_SECRET=$secret" -e "NEW_NAME=${NEW_NAME:-}" -e "NEW_PASSWORD=${NEW_PASSWORD:-}" keycloak bash -s
}
