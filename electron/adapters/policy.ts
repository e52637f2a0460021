import { readFile } from 'node:fs/promises';
import { basename, win32 } from 'node:path';
import type { Problem } from '../../shared/ipc/views.ts';
import type { Os } from '../../shared/os.ts';
import { knowledgeBaseSchema } from '../../shared/packs/knowledge-base.ts';
import { policySchema, readSettings, type Policy, type Settings } from '../../shared/settings.ts';
import { errorCode } from './durable-write.ts';

/** Where IT puts the policy file on each system; only an administrator can write there. */
export function policyPath(os: Os, environment: Readonly<Record<string, string | undefined>>): string {
  if (os === 'windows') {
    return win32.join(environment.ProgramData ?? 'C:\\ProgramData', 'Zeroline', 'policy.json');
  }
  return os === 'macos' ? '/Library/Application Support/Zeroline/policy.json' : '/etc/zeroline/policy.json';
}

/** What each setting may be, for the person in IT who wrote something else. */
const allowed: Record<keyof Settings, string> = {
  language: '"system", "en", "nb", "sv", "da", "de" or "hu"',
  textSizePercent: '100, 125, 150, 175 or 200',
  hotkey: 'text such as "Control+Alt+H", or "" for none',
  startAtLogin: 'true or false',
};

const isSetting = (key: string): key is keyof Settings => Object.hasOwn(allowed, key);

/** IT's policy out of a file's content: what is right in it counts, each mistake is told with its key and remedy. */
export function parsePolicy(text: string, name: string): { policy: Policy; problems: Problem[] } {
  const policy: Policy = { forced: {}, defaults: {} };
  const problems: Problem[] = [];
  const ignored = (what: string) =>
    void problems.push({ kind: 'policy-ignored', detail: `${name}: ${what}` });
  let raw: unknown;
  try {
    raw = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    ignored('is not JSON; check it with a JSON editor');
    return { policy, problems };
  }
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    ignored('must be { "forced": { ... }, "defaults": { ... } }');
    return { policy, problems };
  }
  for (const [section, value] of Object.entries(raw)) {
    if (section === 'knowledgeBase') {
      const parsed = knowledgeBaseSchema.safeParse(value);
      if (parsed.success) policy.knowledgeBase = parsed.data;
      else ignored('"knowledgeBase" must be what `zeroline keys trust` writes: { "url", "root" }');
      continue;
    }
    if (section !== 'forced' && section !== 'defaults') {
      ignored(`"${section}" is not known; use ${Object.keys(policySchema.shape).join(', ')}`);
      continue;
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      ignored(`"${section}" must be an object of settings`);
      continue;
    }
    const read = readSettings(value);
    policy[section] = read.settings;
    for (const { key } of read.problems) {
      if (isSetting(key)) ignored(`"${section}.${key}" must be ${allowed[key]}`);
      else ignored(`"${section}.${key}" is not a setting; use ${Object.keys(allowed).join(', ')}`);
    }
  }
  return { policy, problems };
}

/** The policy of this machine; no file is no policy. Registry and managed preferences are read beside it one day. */
export async function readPolicy(path: string): Promise<{ policy: Policy; problems: Problem[] }> {
  const name = basename(path.replaceAll('\\', '/'));
  try {
    return parsePolicy(await readFile(path, 'utf8'), name);
  } catch (thrown) {
    const code = errorCode(thrown);
    const problem: Problem = {
      kind: 'policy-ignored',
      detail: `${name}: can't be read (${code}); check its permissions`,
    };
    return { policy: { forced: {}, defaults: {} }, problems: code === 'ENOENT' ? [] : [problem] };
  }
}
