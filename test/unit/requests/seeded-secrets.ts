/** Made-up secrets by the hundred, the same ones in every run. `inside` is what must not remain of `text`. */
export interface SeededSecret {
  text: string;
  inside: string;
}

let state = 20_261_122;
const below = (n: number): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * n);
};
const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T;
const from = (alphabet: string, length: number): string =>
  Array.from({ length }, () => alphabet[below(alphabet.length)]).join('');
const digits = (length: number): string => from('0123456789', length);
const base62 = (length: number): string =>
  `aZ7${from('ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789', length - 3)}`;
const times = <T>(n: number, make: (n: number) => T): T[] => Array.from({ length: n }, (_, at) => make(at));
const whole = (text: string): SeededSecret => ({ text, inside: text });

const users = ['anna', 'ola.nordmann', 'k123456', 'søren', 'jürgen', 'kovács.j', 'Anna_Berg', 'jdoe2'];
const paths: readonly ((user: string) => string)[] = [
  (user) => `C:\\Users\\${user}\\Desktop\\a.txt`,
  (user) => `\\\\srv01\\Users\\${user}\\x`,
  (user) => `C:\\Documents and Settings\\${user}\\x`,
  (user) => `{"path":"C:\\\\Users\\\\${user}\\\\x"}`,
  (user) => `/home/${user}/.config/x`,
  (user) => `/var/home/${user}/x`,
  (user) => `/mnt/c/Users/${user}/x`,
  (user) => `/run/media/${user}/USB`,
  (user) => `/Users/${user}/Library/Logs`,
];

const makers: readonly string[] = [
  ...['ghp_', 'gho_', 'ghs_', 'github_pat_', 'glpat-', 'glrt-', 'xoxb-', 'xapp-', 'sk_live_', 'rk_test_'],
  ...[
    'sk-proj-',
    'sk-ant-',
    'whsec_',
    'AIza',
    'ya29.',
    'GOCSPX-',
    'SG.',
    'npm_',
    'pypi-',
    'hf_',
    'dckr_pat_',
  ],
  ...['shpat_', 'dop_v1_', 'hvs.', 'lin_api_', 'ntn_', 'ATATT3', 'sq0atp-'],
];

const passwordFrames: readonly ((password: string) => string)[] = [
  ...[
    'Password',
    'password',
    'pwd',
    'Passord',
    'Lösenord',
    'Adgangskode',
    'Kennwort',
    'Passwort',
    'Jelszó',
  ].map((word) => (password: string) => `${word}: ${password}`),
  (password) => `my password is ${password}`,
  (password) => `passordet er ${password}`,
  (password) => `lösenordet är ${password}`,
  (password) => `adgangskoden er ${password}`,
  (password) => `das Passwort lautet ${password}`,
  (password) => `a jelszó az ${password}`,
  (password) => `passordet mitt er ${password}`,
  (password) => `min kode er ${password}`,
  (password) => `kodeord: ${password}`,
  (password) => `a jelszavam ${password}`,
  (password) => `my password for the VPN is ${password}`,
  (password) => `pw: ${password}`,
  (password) => `-Password "${password}"`,
];

/** Country, and the lengths that its account numbers have after the check digits. */
const ibanLengths: Readonly<Record<string, number>> = {
  ...{
    NO: 11,
    SE: 20,
    DK: 14,
    DE: 18,
    HU: 24,
    FI: 14,
    NL: 14,
    BE: 12,
    FR: 23,
    ES: 20,
    IT: 23,
    AT: 16,
    CH: 17,
  },
  ...{ GB: 18, IE: 18, PL: 24, CZ: 20, SK: 20, PT: 21, LU: 16, IS: 22, EE: 16, LT: 16, LV: 17 },
};
function iban(country: string): string {
  const account = digits(ibanLengths[country] ?? 0);
  const numeric = Array.from(`${account}${country}00`)
    .map((character) => Number.parseInt(character, 36))
    .join('');
  const check = 98n - (BigInt(numeric) % 97n);
  return `${country}${String(check).padStart(2, '0')}${account}`;
}
const bitLocker = (): string =>
  times(8, () => String(11 * below(65_536)).padStart(6, '0')).join(pick(['-', ' ']));
const inFours = (text: string): string => text.replace(/(.{4})(?=.)/g, '$1 ');

const luhn = (body: string): string => {
  const sum = Array.from(body)
    .reverse()
    .reduce((total, character, n) => {
      const doubled = Number(character) * (n % 2 === 0 ? 2 : 1);
      return total + (doubled > 9 ? doubled - 9 : doubled);
    }, 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
};
const two = (n: number): string => String(n).padStart(2, '0');
const day = (): string => two(1 + below(28));
const month = (): string => two(1 + below(12));
const mod11 = (text: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, n) => sum + weight * Number(text[n]), 0) % 11;

function norwegian(): string {
  for (;;) {
    const nine = `${day()}${month()}${digits(5)}`;
    const first = (11 - mod11(nine, [3, 7, 6, 1, 8, 9, 4, 5, 2])) % 11;
    const second = (11 - mod11(`${nine}${first}`, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2])) % 11;
    if (first < 10 && second < 10) return `${nine}${first}${second}`;
  }
}
function swedish(): string {
  const ten = luhn(`${digits(2)}${month()}${day()}${digits(3)}`);
  return `${ten.slice(0, 6)}-${ten.slice(6)}`;
}
function hungarianTax(): string {
  for (;;) {
    const nine = `8${digits(8)}`;
    const check = mod11(nine, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
    if (check < 10) return `${nine}${check}`;
  }
}
function germanTax(): string {
  const [first = '1', ...others] = ['1', '2', '3', '4', '5', '6', '7', '8', '9'].sort(() => below(3) - 1);
  const ten = `${first}${others.join('')}${first}`;
  let product = 10;
  for (const character of ten) product = (((Number(character) + product) % 10 || 10) * 2) % 11;
  return `${ten}${(11 - product) % 10}`;
}
const publicIp = (): string =>
  `${pick([8, 23, 51, 80, 93, 151, 193, 212])}.${below(256)}.${below(256)}.${1 + below(254)}`;

const names = ['anna.berg', 'ola', 'kari+it', 'j_doe', 'péter', 'søren.b', 'x99'];
const hosts = ['example.org', 'mail.example.no', 'example.co.uk', 'müller.example', 'students.example.edu'];

export const seededSecrets: Readonly<Record<string, readonly SeededSecret[]>> = {
  'user in a path': users.flatMap((user) => paths.map((path) => ({ text: path(user), inside: user }))),
  'mail address': names.flatMap((name) => hosts.map((host) => whole(`${name}@${host}`))),
  'token of a maker': makers.flatMap((prefix) => times(3, () => whole(`${prefix}${base62(30)}`))),
  JWT: times(20, () => whole(`eyJ${base62(30)}.eyJ${base62(40)}.${base62(43)}`)),
  password: times(90, (n) => {
    const password = `${pick(['Vinter', 'Sommer', 'Höst', 'Tavasz', 'Xq'])}${digits(4)}${pick(['!', '#', '%'])}`;
    return {
      text: (passwordFrames[n % passwordFrames.length] as (p: string) => string)(password),
      inside: password,
    };
  }),
  IBAN: Object.keys(ibanLengths).flatMap((country) => {
    const number = iban(country);
    const lower = number.toLowerCase();
    return [number, inFours(number), inFours(number).replaceAll(' ', '\u00a0'), inFours(lower)].map(whole);
  }),
  'BitLocker recovery key': times(20, () => whole(bitLocker())),
  'session cookie': times(20, () => {
    const session = base62(8);
    return { text: `Cookie: JSESSIONID=${session}; Path=/`, inside: session };
  }),
  'user at the end of a line': ['Ola Nordmann', 'Anna Berg', 'Søren Ærø'].map((user) => ({
    text: `Not found: C:\\Users\\${user}`,
    inside: user.split(' ')[1] ?? '',
  })),
  card: times(40, (n) => {
    const number = luhn(`${pick(['4', '51', '55', '2221'])}${digits(15)}`.slice(0, 15));
    return whole([number, inFours(number), inFours(number).replaceAll(' ', '\u202f')][n % 3] ?? '');
  }),
  'number of Norway': times(25, () => whole(norwegian())),
  'number of Sweden': times(25, () => whole(swedish())),
  'number of Denmark': times(25, () => whole(`${day()}${month()}${digits(2)}-${digits(4)}`)),
  'number of Hungary': times(25, () => whole(hungarianTax())),
  'number of Germany': times(25, () => whole(germanTax())),
  'public IPv4': times(40, () => whole(publicIp())),
  'public IPv6': times(20, () =>
    whole(`2a0${below(10)}:${times(7, () => from('123456789abcdef', 4)).join(':')}`),
  ),
  'URL with a password': times(20, () => {
    const password = base62(10);
    return { text: `https://anna:${password}@example.org/x`, inside: password };
  }),
  'private key': times(10, () => {
    const body = base62(48);
    return { text: `-----BEGIN PRIVATE KEY-----\n${body}\n-----END PRIVATE KEY-----`, inside: body };
  }),
};
