# Shared by the scripts that start a real server on loopback for tests; they set NAME, PORT, DIR, URL, PROCESS first.
# shellcheck shell=bash
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
say() { echo "[$NAME] $*" >&2; }
# The servers never run as root.
as_www() { setpriv --reuid www-data --regid www-data --clear-groups env HOME="$DIR" "$@"; }

# Packages of the distribution; their own set-up and services stay unused.
install_packages() {
  dpkg -s "$@" >/dev/null 2>&1 && return 0
  say "installing packages"
  local made=
  if [ ! -e /usr/sbin/policy-rc.d ]; then
    printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
    chmod 755 /usr/sbin/policy-rc.d
    made=1
  fi
  timeout 180 apt-get update -qq >"$DIR/apt.log" 2>&1 || true
  local ended=0
  timeout 900 apt-get install -y -qq --no-install-recommends -o Dpkg::Use-Pty=0 "$@" curl ca-certificates \
    >>"$DIR/apt.log" 2>&1 || ended=$?
  [ -z "$made" ] || rm -f /usr/sbin/policy-rc.d
  [ "$ended" -eq 0 ] || { tail -20 "$DIR/apt.log" >&2; exit 1; }
}

mine() {
  local pid
  [ -s "$DIR/pid" ] && pid=$(cat "$DIR/pid") && kill -0 "$pid" 2>/dev/null && grep -qa "$PROCESS" "/proc/$pid/cmdline"
}

stop() {
  mine || { rm -f "$DIR/pid"; return 0; }
  local pid children
  pid=$(cat "$DIR/pid")
  # Workers of some servers outlive their parent.
  children=$(cat "/proc/$pid/task/$pid/children" 2>/dev/null || true)
  # shellcheck disable=SC2086
  kill -TERM "$pid" $children 2>/dev/null || true
  for _ in $(seq 50); do kill -0 "$pid" 2>/dev/null || break; sleep 0.2; done
  kill -KILL "$pid" 2>/dev/null || true
  rm -f "$DIR/pid"
  say stopped
}

await_answer() {
  for _ in $(seq 120); do
    curl -fsS -m 20 -o /dev/null "$URL/$1" 2>/dev/null && return 0
    sleep 0.5
  done
  say "no answer from $URL"
  tail -20 "$DIR/server.log" >&2
  exit 1
}

# start: install, seed once, run, print KEY=VALUE lines. The server's script defines prepare, launch and print_env.
verbs() {
  case "${1:-start}" in
    start)
      mkdir -p "$DIR"
      prepare
      mine || launch
      await_answer "$ANSWERS_AT"
      print_env
      ;;
    stop) stop ;;
    *) return 1 ;;
  esac
}
