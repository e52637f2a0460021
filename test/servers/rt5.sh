#!/usr/bin/env bash
# Request Tracker 5 (package of the distribution, SQLite) on loopback: a class of articles to import from, a queue to send to.
#   rt5.sh start | stop
#   rt5.sh mail      feeds the mail on standard input to the queue
set -euo pipefail
NAME=rt5 PORT=${RT5_PORT:-8285} DIR=${RT5_DIR:-/var/tmp/zeroline-rt5} ANSWERS_AT=NoAuth/Login.html PROCESS=rt-server
URL=http://127.0.0.1:$PORT
export RT_SITE_CONFIG=$DIR/RT_SiteConfig.pm RT_SITE_CONFIG_DIR=$DIR/conf.d
. "$(dirname "$0")/common.sh"

prepare() {
  # msmtp-mta stands in for a mail server without a daemon; dbconfig-no-thanks asks nothing about databases.
  if command -v debconf-set-selections >/dev/null; then
    printf '%s\n' 'request-tracker5 request-tracker5/handle-siteconfig-permissions boolean false' \
      'request-tracker5 request-tracker5/rtname string example.org' | debconf-set-selections
  fi
  install_packages request-tracker5 rt5-standalone rt5-db-sqlite dbconfig-no-thanks msmtp-mta
  mkdir -p "$DIR/conf.d"
  cat >"$DIR/RT_SiteConfig.pm" <<C
Set(\$rtname, 'example.org'); Set(\$Organization, 'example.org'); Set(\$Timezone, 'UTC');
Set(\$WebDomain, '127.0.0.1'); Set(\$WebPort, $PORT); Set(\$WebBaseURL, '$URL'); Set(\$WebPath, '');
Set(\$DatabaseType, 'SQLite'); Set(\$DatabaseName, '$DIR/rt5.sqlite');
Set(\$MailCommand, 'testfile'); Set(\$LogToSyslog, undef); Set(\$LogToSTDERR, 'warning'); Set(\$LogToFile, undef);
1;
C
  chown -R www-data:www-data "$DIR"
  [ -f "$DIR/.seeded" ] || seed_articles
  [ -f "$DIR/.helpdesk" ] || seed_helpdesk
}

seed_articles() {
  say "seeding articles"
  rm -f "$DIR"/rt5.sqlite*
  (umask 077 && printf test-root-pw >"$DIR/root-pw")
  chown www-data: "$DIR/root-pw"
  as_www timeout 300 rt-setup-database-5 --action init --force --dba '' --dba-password '' --root-password-file "$DIR/root-pw" \
    >"$DIR/db.log" 2>&1 || { tail -20 "$DIR/db.log" >&2; exit 1; }
  cat >"$DIR/seed.pl" <<'P'
use strict; use warnings; use lib '/usr/share/request-tracker5/lib'; use RT; RT->LoadConfig; RT->Init;
my $system = RT->SystemUser;
sub ok { my ($what, $id, @rest) = @_; die "$what: @rest\n" unless $id; $id }
my $class = RT::Class->new($system);
ok(class => $class->Create(Name => 'Knowledge Base', Description => 'Self-help guides'));
ok('second class' => RT::Class->new($system)->Create(Name => 'Internal'));
my %field;
for (['Body', 'Text-1'], ['Keywords', 'Freeform-0']) {
  my ($name, $type) = @$_;
  my $new = RT::CustomField->new($system);
  ok($name => $new->Create(Name => $name, TypeComposite => $type, LookupType => 'RT::Class-RT::Article'));
  ok("$name of the class" => $new->AddToObject($class));
  $field{$name} = $new->id;
}
for (
  ['Reconnect the VPN', 'Steps when the VPN client says "not connected"', "1. Close the VPN client.\n2. Open it again and sign in.\n3. If it still fails, restart the network service.", ['vpn', 'network']],
  ['Printer shows offline', 'Bring a network printer back', "<p>Look first.</p><ol><li>Check the display.</li><li>Print a <b>test page</b>.</li></ol><iframe src=\"x\"></iframe>", ['printer']],
  ['Mailbox is full', '', "Empty the bin, then sort by size & archive what is old.", ['mail', 'quota']],
  ['WLAN-Passwort ändern', 'Neues Kennwort', "1. Netzwerk vergessen.\n2. Neu verbinden.", ['wlan']],
) {
  my ($name, $summary, $body, $keywords) = @$_;
  my $article = RT::Article->new($system);
  ok($name => $article->Create(Name => $name, Summary => $summary, Class => $class->id,
    "CustomField-$field{Body}" => $body, "CustomField-$field{Keywords}" => $keywords));
}
for (['publisher', 'ZEROLINE_RT_TOKEN', qw(ShowArticle SeeClass SeeCustomField)],
     ['editor', 'EDITOR_TOKEN', qw(ShowArticle SeeClass SeeCustomField ModifyArticle ModifyCustomField DisableArticle)]) {
  my ($name, $variable, @rights) = @$_;
  my $user = RT::User->new($system);
  ok($name => $user->Create(Name => $name, Privileged => 1, Password => "test-$name-pw"));
  $user->PrincipalObj->GrantRight(Right => $_, Object => $class) for @rights;
  $user->PrincipalObj->GrantRight(Right => 'ManageAuthTokens', Object => RT->System);
  my ($id, $message, $token) = RT::AuthToken->new(RT::CurrentUser->new($user->id))->Create(Owner => $user->id, Description => 'test');
  ok("token of $name" => $id, $message);
  print "$variable=$token\n";
}
P
  chown www-data: "$DIR/seed.pl"
  as_www timeout 300 perl "$DIR/seed.pl" >"$DIR/seed.out" 2>>"$DIR/db.log" || { tail -20 "$DIR/db.log" >&2; exit 1; }
  mv "$DIR/seed.out" "$DIR/seed.env"
  touch "$DIR/.seeded"
}

seed_helpdesk() {
  say "seeding the queue"
  install -o www-data "$(dirname "$0")/rt5-helpdesk.pl" "$DIR/helpdesk.pl"
  as_www timeout 300 perl "$DIR/helpdesk.pl" >"$DIR/helpdesk.env" 2>>"$DIR/db.log" || { tail -20 "$DIR/db.log" >&2; exit 1; }
  touch "$DIR/.helpdesk"
}

launch() {
  setsid setpriv --reuid www-data --regid www-data --clear-groups env HOME="$DIR" \
    /usr/share/request-tracker5/libexec/rt-server --host 127.0.0.1 --port "$PORT" --max-workers 2 </dev/null >>"$DIR/server.log" 2>&1 &
  echo $! >"$DIR/pid"
}

print_env() { printf 'URL=%s\n' "$URL" && cat "$DIR/seed.env" "$DIR/helpdesk.env"; }

case "${1:-start}" in
  mail) timeout 60 rt-mailgate-5 --queue Helpdesk --action correspond --url "$URL" --timeout 30 ;;
  *) verbs "$@" ;;
esac
