import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createOpener } from '../../../electron/adapters/opener.ts';

// The host that is listed, and one of an attacker. A link may only ever arrive at the first.
const own = 'intranet.example.org';
const evil = 'evil.example.net';
const hosts = [own, '*.apps.example.org'];

const schemes = [
  ...[
    'javascript',
    'data',
    'file',
    'vbscript',
    'blob',
    'about',
    'view-source',
    'filesystem',
    'chrome',
    'devtools',
  ],
  ...[
    'http',
    'ftp',
    'ws',
    'wss',
    'smb',
    'nfs',
    'sftp',
    'ssh',
    'telnet',
    'ldap',
    'gopher',
    'rdp',
    'vnc',
    'tel',
    'sms',
  ],
  ...[
    'ms-msdt',
    'search-ms',
    'search',
    'ms-settings',
    'ms-officecmd',
    'ms-word',
    'ms-excel',
    'ms-appinstaller',
  ],
  ...[
    'ms-cxh',
    'ms-cxh-full',
    'ms-gamingoverlay',
    'shell',
    'hcp',
    'mk',
    'res',
    'its',
    'steam',
    'zoommtg',
    'msteams',
  ],
  ...[
    'x-apple.systempreferences',
    'applescript',
    'itms',
    'facetime',
    'apt',
    'help',
    'man',
    'ghelp',
    'zeroline',
    'app',
  ],
];
const spelled = (scheme: string): string[] => [
  `${scheme}:${own}`,
  `${scheme}://${own}/`,
  `${scheme.toUpperCase()}:alert(1)//https://${own}/`,
  ` ${scheme}://${own}/`,
  `\u0000${scheme}:${own}`,
  `${scheme.slice(0, 2)}\t${scheme.slice(2)}://${own}/`,
  `${scheme}\n://${own}/`,
];

const atEvil = [
  ...[`https://${evil}/`, `https://${evil}/${own}`, `https://${evil}?${own}`, `https://${evil}#${own}`],
  ...[
    `https://${own}.${evil}/`,
    `https://${own}${evil}/`,
    `https://${own}-${evil}/`,
    `https://${evil}\\${own}`,
  ],
  ...[
    `https://${own}@${evil}/`,
    `https://${own}:443@${evil}/`,
    `https://${own}%40${evil}/`,
    `https://a:b@${own}/`,
  ],
  ...[
    `https://user@${own}/`,
    `https://:pw@${own}/`,
    `https://${own}%2e${evil}/`,
    `https://${own}%00.${evil}/`,
  ],
  ...[
    `https://${own}./`,
    `https://${own}../`,
    `https://${own}:8443/`,
    `https://${own}:80/`,
    `https://${own}:22/`,
  ],
  ...[
    `https://x${own}/`,
    `https://.${own}/`,
    `https://intranet.example.org.`,
    `https://intranetxexample.org/`,
  ],
  ...[`https://apps.example.org/`, `https://xapps.example.org/`, `https://apps.example.org.${evil}/`],
  ...[`https://a.apps.example.org:444/`, `https://a.apps.example.org./`, `https://u@a.apps.example.org/`],
  ...[
    `//${own}/`,
    `\\\\${own}\\share`,
    `\\\\${evil}@SSL\\dav\\x`,
    `/${own}`,
    own,
    `${own}/path`,
    `https:///`,
    `https://`,
  ],
  ...[
    '',
    ' ',
    'https',
    'https:',
    'https:/',
    '://',
    'C:\\Windows\\System32\\calc.exe',
    '/etc/passwd',
    '~/x',
    '.',
  ],
  ...[`https://[::1]/`, `https://127.0.0.1/`, `https://0x7f.1/`, `https://2130706433/`, `https://localhost/`],
  // Looks like ours: Cyrillic e, full-width dot and letters, soft hyphen inside another host.
  ...[
    `https://intran\u0435t.example.org/`,
    `https://intranet.ex\u0430mple.org/`,
    `https://intranet.example.\u03bfrg/`,
  ],
  ...[`https://${own}\u3002${evil}/`, `https://${own}\uff0e${evil}/`, `https://${evil}\uff0f${own}/`],
];

const asMail = [
  ...[
    'mailto:',
    'mailto:@',
    'mailto:a',
    'mailto:a@',
    'mailto:@b.org',
    'mailto:a@b',
    'mailto:a b@c.org',
    'mailto:?to=a@b.org',
  ],
  ...[
    'mailto:a@b.org,c@d.org',
    'mailto:a@b.org;c@d.org',
    'mailto:a@b.org%0ABcc:c@d.org',
    'mailto:a%0D%0A@b.org',
  ],
  ...[
    'mailto:"a b"@c.org',
    'mailto:<a@b.org>',
    'mailto:a@b.org?subject=x?body=y',
    'mailto://a@b.org',
    'mailto:a@b.org#x',
  ],
  ...[
    'mailto:a@b.org/../x',
    'mailto:a@b..org',
    'mailto:a@[127.0.0.1]',
    'mailto:a@b.org%',
    'mailto:%ff@b.org',
    'mailto:å@b.org',
  ],
];

const attacks = [...new Set([...schemes.flatMap(spelled), ...atEvil, ...asMail])];

function recorder() {
  const opened: string[] = [];
  const openExternal = (url: string) => {
    opened.push(url);
    return Promise.resolve();
  };
  return { opened, opener: createOpener({ os: 'windows', desktop: '', openExternal }) };
}

describe(`${attacks.length} hostile links`, () => {
  it('are enough to mean something', () => {
    expect(attacks.length).toBeGreaterThanOrEqual(300);
  });

  it.each(attacks)('%j opens nothing', async (url) => {
    const { opened, opener } = recorder();
    for (const outcome of [
      await opener.openLink(url, hosts),
      await opener.openAction({ kind: 'web', url }, hosts),
      await opener.openAction({ kind: 'phone', number: url }, hosts),
    ]) {
      expect(outcome).toMatchObject({ ok: false, error: { kind: 'not-allowed' } });
    }
    expect(opened).toEqual([]);
  });
});

describe('whatever is asked', () => {
  const fragment = fc.constantFrom(
    ...[
      'https',
      'http',
      'file',
      'mailto',
      ':',
      '/',
      '//',
      '\\',
      '@',
      '.',
      '?',
      '#',
      '%',
      '%2e',
      '%00',
      '\t',
      '\n',
      ' ',
    ],
    ...[
      own,
      evil,
      'apps.example.org',
      'a@b.org',
      ':443',
      ':8443',
      'subject=',
      '&',
      '[',
      ']',
      '\u3002',
      '\u00ad',
      '..',
      'x',
    ],
  );
  const hostile = fc.oneof(
    fc.array(fragment, { maxLength: 9 }).map((parts) => parts.join('')),
    fc.array(fragment, { maxLength: 6 }).map((parts) => `https://${parts.join('')}`),
    // Close to what is allowed: the generator has to get in to try getting further.
    fc.array(fragment, { maxLength: 3 }).map((parts) => `https://${own}${parts.join('')}`),
    fc.array(fragment, { maxLength: 3 }).map((parts) => `mailto:a@b.org${parts.join('')}`),
    fc.webUrl(),
    fc.string({ unit: 'binary' }),
  );

  it('only https to a listed host, or a mail to one address, ever reaches the system', async () => {
    let reached = 0;
    await fc.assert(
      fc.asyncProperty(hostile, async (url) => {
        const { opened, opener } = recorder();
        await opener.openLink(url, hosts);
        for (const link of opened) {
          reached += 1;
          const { protocol, hostname, port, username, password } = new URL(link);
          if (protocol === 'mailto:') {
            expect(link).toMatch(
              /^mailto:[^@?&\s]+@[A-Za-z0-9.-]+(?:\?(?:subject|body)=[^&\s]*(?:&body=[^&\s]*)?)?$/,
            );
          } else {
            expect([protocol, port, username, password]).toEqual(['https:', '', '', '']);
            expect(hostname).toMatch(/^(?:intranet\.example\.org|.*\.apps\.example\.org)$/);
          }
        }
      }),
      { numRuns: 20_000, seed: 1 },
    );
    // Otherwise the generator would prove nothing.
    expect(reached).toBeGreaterThan(1_000);
  });
});
