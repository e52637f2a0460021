#!/usr/bin/env bash
# PostgreSQL (package of the distribution) on loopback: an empty database "hub", whose password is in its address.
#   postgresql.sh start | stop
set -euo pipefail
NAME=postgresql PORT=${POSTGRESQL_PORT:-8289} DIR=${POSTGRESQL_DIR:-/var/tmp/zeroline-postgresql} ANSWERS_AT= PROCESS=postgres
URL=postgres://hub:test-hub-pw@127.0.0.1:$PORT/hub
. "$(dirname "$0")/common.sh"

programs() { find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -1; }
as_postgres() { (cd "$DIR" && setpriv --reuid postgres --regid postgres --clear-groups env HOME="$DIR" "$@"); }

prepare() {
  [ -n "$(programs)" ] || install_packages postgresql
  chown postgres:postgres "$DIR"
  [ ! -s "$DIR/data/PG_VERSION" ] || return 0
  say seeding
  (umask 077 && printf 'test-hub-pw' >"$DIR/password" && chown postgres:postgres "$DIR/password")
  as_postgres "$(programs)/initdb" -D "$DIR/data" -U hub --pwfile="$DIR/password" -A scram-sha-256 -E UTF8 --locale=C.UTF-8 \
    >"$DIR/initdb.log" 2>&1 || { tail -20 "$DIR/initdb.log" >&2; exit 1; }
}

launch() {
  (cd "$DIR" && exec setsid setpriv --reuid postgres --regid postgres --clear-groups env HOME="$DIR" "$(programs)/postgres" \
    -D "$DIR/data" -p "$PORT" -c listen_addresses=127.0.0.1 -c "unix_socket_directories=$DIR" \
    </dev/null >>"$DIR/server.log" 2>&1) &
  for _ in $(seq 60); do [ -s "$DIR/data/postmaster.pid" ] && break; sleep 0.5; done
  head -1 "$DIR/data/postmaster.pid" >"$DIR/pid"
}

# It speaks no HTTP: the question is asked in its own words.
await_answer() {

  ask() { PGPASSWORD=test-hub-pw "$(programs)/psql" -h 127.0.0.1 -p "$PORT" -U hub -d "$1" -Atqc "$2" 2>/dev/null; }
  for _ in $(seq 60); do
    if ask postgres 'select 1' >/dev/null; then
      [ -n "$(ask postgres "select 1 from pg_database where datname = 'hub'")" ] || ask postgres 'create database hub'
      return 0
    fi
    sleep 0.5
  done
  say "no answer from $URL"
  tail -20 "$DIR/server.log" >&2
  exit 1
}

print_env() { printf 'URL=%s\n' "$URL"; }
verbs "$@"
