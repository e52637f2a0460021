#!/usr/bin/env bash
# A mail server (aiosmtpd, package of the distribution) on loopback that keeps every message as it came, in a folder:
# NAME.eml, and NAME.json with its envelope. It wants the user "zeroline" with its password.
#   smtp.sh start | stop
#   smtp.sh list     what is in the mailbox, oldest first: a line of JSON each, with headers, text and files as another
#                    program reads them
#   smtp.sh drop     from now on it hangs up once it has kept a message, without a word; `smtp.sh answer` ends that
set -euo pipefail
NAME=smtp PORT=${SMTP_PORT:-8290} DIR=${SMTP_DIR:-/var/tmp/zeroline-smtp} ANSWERS_AT= PROCESS=server.py
URL=smtp://127.0.0.1:$PORT
. "$(dirname "$0")/common.sh"

prepare() {
  install_packages python3-aiosmtpd
  mkdir -p "$DIR/mail"
  rm -f "$DIR"/mail/* "$DIR/drop"
  cat >"$DIR/server.py" <<'P'
import json, os, signal, sys, time
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

folder, port = sys.argv[1], int(sys.argv[2])
count = 0

class Keeper:
    async def handle_DATA(self, server, session, envelope):
        global count
        count += 1
        name = f'{folder}/mail/{int(time.time() * 1000)}-{count:05d}'
        with open(f'{name}.json', 'w') as file:
            json.dump({'from': envelope.mail_from, 'to': envelope.rcpt_tos}, file)
        with open(f'{name}.part', 'wb') as file:
            file.write(envelope.original_content)
        os.rename(f'{name}.part', f'{name}.eml')
        if os.path.exists(f'{folder}/drop'):
            server.transport.abort()
        return '250 kept'

def check(server, session, envelope, mechanism, data):
    right = isinstance(data, LoginPassword) and (data.login, data.password) == (b'zeroline', b'test-smtp-pw')
    return AuthResult(success=right, handled=False)

# Auth without TLS is for loopback only.
controller = Controller(Keeper(), hostname='127.0.0.1', port=port, data_size_limit=20_000_000, enable_SMTPUTF8=True,
                        auth_required=True, auth_require_tls=False, authenticator=check)
controller.start()
signal.sigwait({signal.SIGTERM, signal.SIGINT})
controller.stop()
P
  chown -R www-data: "$DIR"
}

launch() {
  setsid setpriv --reuid www-data --regid www-data --clear-groups env HOME="$DIR" \
    /usr/bin/python3 "$DIR/server.py" "$DIR" "$PORT" </dev/null >>"$DIR/server.log" 2>&1 &
  echo $! >"$DIR/pid"
}

# It speaks no HTTP: it is there when it takes a connection.
await_answer() {
  for _ in $(seq 60); do
    (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null && return 0
    sleep 0.2
  done
  say "no answer from $URL"
  tail -20 "$DIR/server.log" >&2
  exit 1
}

print_env() { printf 'URL=%s\nMAIL=%s/mail\nSMTP_PASSWORD=test-smtp-pw\n' "$URL" "$DIR"; }

list() {
  /usr/bin/python3 - "$DIR/mail" <<'P'
import email, email.policy, glob, hashlib, json, sys
for path in sorted(glob.glob(f'{sys.argv[1]}/*.eml')):
    mail = email.message_from_bytes(open(path, 'rb').read(), policy=email.policy.default)
    files = [{'name': part.get_filename(), 'type': part.get_content_type(),
              'sha256': hashlib.sha256(part.get_payload(decode=True)).hexdigest()} for part in mail.iter_attachments()]
    print(json.dumps({'envelope': json.load(open(path[:-4] + '.json')), 'files': files,
                      'headers': {name.lower(): str(value) for name, value in mail.items()},
                      'text': mail.get_body(('plain',)).get_content().replace('\r\n', '\n')}))
P
}

case "${1:-start}" in
  list) list ;;
  drop) touch "$DIR/drop" ;;
  answer) rm -f "$DIR/drop" ;;
  *) verbs "$@" ;;
esac
