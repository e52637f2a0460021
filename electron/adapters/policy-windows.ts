import { policyTable, type PolicyForm } from '../../shared/policy/policy-table.ts';
import { exitCodeOf, type RunCommand } from './signals/source.ts';

/** What `reg query` prints of a value. */
export interface RegistryValue {
  /** Below the key that was asked for, with `\` between; empty for that key itself. */
  folder: string;
  name: string;
  type: string;
  data: string;
}

const valueLine = /^ {4}(.+?) {4}(REG_[A-Z_]+)(?: {4}(.*))?$/;

/** The values of `reg query KEY /s`. The words of the command are localized, names and types are not. */
export function parseRegQuery(text: string, key: string): RegistryValue[] {
  const values: RegistryValue[] = [];
  let folder: string | undefined;
  let last: RegistryValue | undefined;
  for (const line of text.split(/\r?\n/)) {
    const [, name, type, data = ''] = valueLine.exec(line) ?? [];
    if (/^HKEY_[A-Z_]+\\/.test(line)) {
      const path = line.slice(line.indexOf('\\') + 1);
      const isBelow = path.toLowerCase().startsWith(`${key.toLowerCase()}\\`);
      folder = isBelow
        ? path.slice(key.length + 1)
        : path.toLowerCase() === key.toLowerCase()
          ? ''
          : undefined;
      last = undefined;
    } else if (name !== undefined && type !== undefined) {
      last = folder === undefined ? undefined : { folder, name, type, data };
      if (last) values.push(last);
    } else if (last && line !== '') {
      // A text of several lines goes on at the left margin.
      last.data += `\n${line}`;
    }
  }
  return values;
}

/** A value of a type that a policy has no use for is given on as words, so that reading it names the key. */
function plainValue({ type, data }: RegistryValue): string | number | string[] {
  if (type === 'REG_DWORD' || type === 'REG_QWORD') return Number(data);
  if (type === 'REG_MULTI_SZ') return data === '' || data === '""' ? [] : data.split('\\0');
  return type === 'REG_SZ' || type === 'REG_EXPAND_SZ' ? data : `${type} ${data}`;
}

function asForm(value: string | number | string[], kind: PolicyForm['kind'] | 'text' | 'list'): unknown {
  if (kind === 'switch') return value === 1 ? true : value === 0 ? false : value;
  if (kind === 'list') return typeof value === 'string' ? [value] : value;
  return kind === 'json' && Array.isArray(value) ? value.join('\n') : value;
}

/** Paths in a policy with the form of what stands there; the registry does not tell capitals from small letters. */
const places = new Map(
  Object.entries(policyTable)
    .flatMap(([key, { form }]) =>
      form.kind === 'parts'
        ? Object.entries(form.parts).map(([part, kind]) => [`${key}.${part}`, kind] as const)
        : [[key, form.kind] as const],
    )
    .map(([path, kind]) => [path.toLowerCase(), { path, kind }] as const),
);

/** The registry's values as the same policy would stand in a file. */
export function policyOfRegistry(values: readonly RegistryValue[]): Record<string, unknown> {
  const policy = new Map<string, unknown>();
  for (const value of values) {
    const written = [...value.folder.split('\\').filter(Boolean), value.name].join('.');
    const { path, kind } = places.get(written.toLowerCase()) ?? { path: written, kind: 'text' as const };
    const [first = '', ...rest] = path.split('.');
    const content = asForm(plainValue(value), kind);
    const before = policy.get(first);
    if (rest.length === 0) policy.set(first, content);
    else policy.set(first, { ...(typeof before === 'object' ? before : {}), [rest.join('.')]: content });
  }
  return Object.fromEntries(policy);
}

const hives = { 'registry-machine': 'HKLM', 'registry-user': 'HKCU' } as const;
const key = 'Software\\Policies\\Zeroline';

/** The key's name as it is told to people in IT. */
export const registryName = (place: keyof typeof hives): string => `${hives[place]}\\${key}`;

/** What a group policy left in the registry; nothing where there is none. */
export async function readRegistryPolicy(place: keyof typeof hives, run: RunCommand): Promise<unknown> {
  // reg.exe writes the console's code page, which has no place for half of Europe's names.
  const command = `chcp 65001 >nul & reg query ${registryName(place)} /s`;
  try {
    const printed = await run('cmd.exe', ['/d', '/s', '/c', command], 5_000);
    return policyOfRegistry(parseRegQuery(printed, key));
  } catch (thrown) {
    // Its only word for a key that is not there; the sentence beside it is in the system's language.
    if (exitCodeOf(thrown) === 1) return undefined;
    throw thrown;
  }
}
