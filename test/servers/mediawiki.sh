#!/usr/bin/env bash
# MediaWiki (package of the distribution, SQLite, PHP's own server) on loopback: a closed wiki to import from.
#   mediawiki.sh start | stop | edit TITLE (new text on stdin) | remove TITLE
set -euo pipefail
NAME=mediawiki PORT=${MEDIAWIKI_PORT:-8288} DIR=${MEDIAWIKI_DIR:-/var/tmp/zeroline-mediawiki} ANSWERS_AT='api.php?action=query&meta=siteinfo&format=json'
URL=http://127.0.0.1:$PORT PROCESS="127.0.0.1:$PORT" SCRIPTS=/usr/share/mediawiki/maintenance
export MW_CONFIG_FILE=$DIR/LocalSettings.php
. "$(dirname "$0")/common.sh"

edit() { as_www php $SCRIPTS/edit.php --user Admin --summary test "$1" >/dev/null; }

prepare() {
  install_packages mediawiki php-cli php-sqlite3 php-intl php-mbstring php-xml
  [ ! -f "$DIR/.seeded" ] || return 0
  say seeding
  rm -rf "$DIR/db" "$DIR/LocalSettings.php"
  mkdir -p "$DIR/db" "$DIR/tmp"
  chown -R www-data: "$DIR"
  as_www php $SCRIPTS/install.php --dbtype sqlite --dbpath "$DIR/db" --dbname test --confpath "$DIR" --pass test-Admin-pw-1 \
    --server "$URL" --scriptpath '' --lang en 'Test KB' Admin >"$DIR/db.log" 2>&1 || { tail -20 "$DIR/db.log" >&2; exit 1; }
  cat >>"$DIR/LocalSettings.php" <<'C'
$wgGroupPermissions['*']['read'] = false;
$wgGroupPermissions['*']['edit'] = false;
$wgGroupPermissions['*']['createaccount'] = false;
$wgEnableEmail = false;
$wgMainCacheType = CACHE_NONE;
$wgTmpDirectory = __DIR__ . '/tmp';
$wgCacheDirectory = __DIR__ . '/tmp';
C
  as_www php $SCRIPTS/createAndPromote.php Publisher test-Publisher-pw-1 >>"$DIR/db.log" 2>&1
  as_www php $SCRIPTS/createBotPassword.php --appid test --grants basic,highvolume Publisher \
    0123456789abcdef0123456789abcdef >>"$DIR/db.log" 2>&1
  edit 'Reconnect the VPN' <<'W'
The tunnel closes when a laptop sleeps.
== Steps ==
# Close the '''VPN client'''.
# Open it again and sign in.
# If it still fails, see [[Restart the network service]].
[[Category:Network]]
W
  edit 'Restart the network service' <<'W'
Only when nothing else helped.
# Open a terminal.
# Type <code>nmcli networking off</code>.
{| class="wikitable"
! System !! Command
|-
| Debian || nmcli
|}
<gallery>Missing.png</gallery>
W
  printf '# Netzwerk vergessen.\n# Neu verbinden.\n[[Category:Network]]\n' | edit 'WLAN-Passwort ändern'
  touch "$DIR/.seeded"
}

launch() {
  PHP_CLI_SERVER_WORKERS=2 setsid setpriv --reuid www-data --regid www-data --clear-groups env HOME="$DIR" \
    php -d memory_limit=256M -d date.timezone=UTC -S "127.0.0.1:$PORT" -t /var/lib/mediawiki </dev/null >>"$DIR/server.log" 2>&1 &
  echo $! >"$DIR/pid"
}

print_env() {
  printf 'URL=%s\nZEROLINE_MEDIAWIKI_USER=Publisher@test\nZEROLINE_MEDIAWIKI_PASSWORD=0123456789abcdef0123456789abcdef\n' "$URL"
}

case "${1:-start}" in
  edit) edit "$2" ;;
  remove) printf '%s\n' "$2" >"$DIR/tmp/remove" && as_www php $SCRIPTS/deleteBatch.php "$DIR/tmp/remove" >/dev/null ;;
  *) verbs "$@" ;;
esac
