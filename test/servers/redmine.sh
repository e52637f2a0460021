#!/usr/bin/env bash
# Redmine (package of the distribution, SQLite, puma) on loopback: a closed project "helpdesk", with a wiki to import
# from and issues to send to. A second instance beside the first needs REDMINE_INSTANCE, REDMINE_PORT and REDMINE_DIR.
#   redmine.sh start | stop
#   redmine.sh settings NAME=VALUE...   as an administrator changes them, while it runs
set -euo pipefail
NAME=redmine PORT=${REDMINE_PORT:-8286} DIR=${REDMINE_DIR:-/var/tmp/zeroline-redmine} ANSWERS_AT=login PROCESS=puma
URL=http://127.0.0.1:$PORT INSTANCE=${REDMINE_INSTANCE:-zeroline} APP=/usr/share/redmine
. "$(dirname "$0")/common.sh"

# Rails finds its instance, its cache and its lock by the environment and the folder.
as_redmine() {
  (cd $APP && as_www env REDMINE_INSTANCE=$INSTANCE RAILS_ENV=production SCHEMA=/dev/null REDMINE_LANG=en \
    BUNDLE_APP_CONFIG="$DIR/.bundle" RUBYOPT=-W0 "$@")
}

prepare() {
  install_packages redmine redmine-sqlite dbconfig-no-thanks puma
  mkdir -p "$DIR"/inst/{config,files,log,tmp/cache,tmp/pdf,public/plugin_assets}
  [ -s "$DIR/inst/config/secret_key.txt" ] || head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n' >"$DIR/inst/config/secret_key.txt"
  printf 'production:\n  adapter: sqlite3\n  database: %s/redmine.sqlite3\n  timeout: 10000\n  encoding: utf8\n' "$DIR" \
    >"$DIR/inst/config/database.yml"
  chown -R www-data:www-data "$DIR"
  ln -sfn "$DIR/inst" /var/lib/redmine/$INSTANCE
  # The package picks its database gem from every instance's database.yml, so the lock is renewed once sqlite3 is named.
  if ! grep -q sqlite3 /var/lib/redmine/Gemfile.lock 2>/dev/null; then
    rm -f /var/lib/redmine/Gemfile.lock
    (cd $APP && HOME=$DIR timeout 120 bundle install --local --quiet >>"$DIR/bundle.log" 2>&1)
    chown www-data:www-data /var/lib/redmine/Gemfile.lock
  fi
  [ -f "$DIR/.seeded" ] || seed_wiki
  [ -f "$DIR/.helpdesk" ] || seed_helpdesk
}

seed_wiki() {
  say "seeding the wiki"
  rm -f "$DIR"/redmine.sqlite3*
  # Two runs: loading the default data in the process that migrated fails on columns it has cached.
  { as_redmine timeout 400 bundle exec rake db:migrate && as_redmine timeout 120 bundle exec rake redmine:load_default_data; } \
    >"$DIR/db.log" 2>&1 || { tail -20 "$DIR/db.log" >&2; exit 1; }
  cat >"$DIR/seed.rb" <<'R'
ActiveRecord::Base.logger = nil
ActionMailer::Base.perform_deliveries = false
Setting.rest_api_enabled = '1'
Setting.login_required = '1'
Setting.text_formatting = 'textile'
Setting.default_language = 'en'
admin = User.find_by(login: 'admin')
admin.must_change_passwd = false
admin.save!
user = User.new(firstname: 'Publisher', lastname: 'Test', mail: 'publisher@example.org', language: 'en')
user.login = 'publisher'
user.password = user.password_confirmation = 'test-publisher-pw'
user.save!
project = Project.create!(name: 'Helpdesk', identifier: 'helpdesk', is_public: false, enabled_module_names: %w[wiki])
role = Role.create!(name: 'Publisher', permissions: %i[view_wiki_pages], assignable: false)
Member.create!(user: user, project: project, roles: [role])
wiki = Wiki.find_or_create_by!(project_id: project.id) { |new| new.start_page = 'Wiki' }
[['Wiki', "h1. Self-help\n\n* [[Reconnect the VPN]]\n* [[Printer shows offline]]\n"],
 ['Reconnect the VPN', "h1. Reconnect the VPN\n\nKeywords: vpn, network, remote\n\nThe tunnel closes when a laptop sleeps.\n\n# Close the *VPN client*.\n# Open it again and sign in.\n# If it still fails, look at [[Printer shows offline|printing]].\n\n{{toc}}\n"],
 ['Printer shows offline', "h1. Printer shows offline\n\nh2. Look\n\n|_. Light |_. Means |\n| red | paper |\n\n!printer.png!\n\nh2. Restart\n\nPull the plug.\n"],
 ['WLAN-Passwort ändern', "# Netzwerk vergessen.\n# Neu verbinden.\n"]].each do |title, text|
  page = WikiPage.new(wiki: wiki, title: title)
  page.content = WikiContent.new(page: page, text: text, author: admin, comments: 'seed')
  page.save!
end
puts "ZEROLINE_REDMINE_KEY=#{user.api_key}", "EDITOR_KEY=#{admin.api_key}"
R
  as_redmine timeout 200 bundle exec rails runner "$DIR/seed.rb" >"$DIR/seed.out" 2>>"$DIR/db.log" || { tail -20 "$DIR/db.log" >&2; exit 1; }
  grep -E '^[A-Z_]+=' "$DIR/seed.out" >"$DIR/seed.env"
  touch "$DIR/.seeded"
}

seed_helpdesk() {
  say "seeding issues"
  cp "$(dirname "$0")/redmine-helpdesk.rb" "$DIR/helpdesk.rb"
  as_redmine timeout 200 bundle exec rails runner "$DIR/helpdesk.rb" >"$DIR/helpdesk.out" 2>>"$DIR/db.log" || { tail -20 "$DIR/db.log" >&2; exit 1; }
  grep -E '^[A-Z_]+=' "$DIR/helpdesk.out" >"$DIR/helpdesk.env"
  touch "$DIR/.helpdesk"
}

launch() {
  (cd $APP && exec setsid setpriv --reuid www-data --regid www-data --clear-groups env HOME="$DIR" REDMINE_INSTANCE=$INSTANCE \
    RAILS_ENV=production RUBYOPT=-W0 BUNDLE_APP_CONFIG="$DIR/.bundle" puma -e production -t 1:4 -b "tcp://127.0.0.1:$PORT" \
    --pidfile "$DIR/pid" config.ru </dev/null >>"$DIR/server.log" 2>&1) &
}

print_env() { printf 'URL=%s\n' "$URL" && cat "$DIR/seed.env" "$DIR/helpdesk.env"; }

settings() {
  as_redmine timeout 200 bundle exec rails runner 'ARGV.each { |said| name, value = said.split("=", 2); Setting[name] = value }' "$@"
}

case "${1:-start}" in
  settings) shift && settings "$@" ;;
  *) verbs "$@" ;;
esac
