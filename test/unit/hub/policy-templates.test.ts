import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseRegQuery, policyOfRegistry } from '../../../electron/adapters/policy-windows.ts';
import { adml, admx } from '../../../hub/policy/admx.ts';
import { examplePolicy, mobileconfig } from '../../../hub/policy/mobileconfig.ts';
import { templateRows } from '../../../hub/policy/policy-places.ts';
import { mergePolicies, policyKeys } from '../../../shared/policy/policy.ts';
import { readPolicy } from '../../../shared/policy/read-policy.ts';

const inResources = (...path: string[]): string =>
  join(import.meta.dirname, '../../../resources/policy', ...path);
const all = (text: string, pattern: RegExp): string[] =>
  Array.from(text.matchAll(pattern), ([, one = '']) => one);
const keysOf = (raw: unknown): string[] => {
  const { policy, mistakes } = readPolicy(raw);
  expect(mistakes).toEqual([]);
  return Object.keys(mergePolicies([{ place: 'file', policy }]).places).sort();
};
const everyKey = [...policyKeys].sort();

describe('the templates in resources/policy', () => {
  // After a change of the table: vitest run test/unit/hub/policy-templates.test.ts -u
  it('are what the table makes', async () => {
    await expect(admx()).toMatchFileSnapshot(inResources('zeroline.admx'));
    await expect(adml()).toMatchFileSnapshot(inResources('en-US', 'zeroline.adml'));
    await expect(mobileconfig()).toMatchFileSnapshot(inResources('zeroline.mobileconfig'));
  });

  it('list exactly the keys of the schema', () => {
    const named = all(admx(), /<policy name="(\w+)"/g).map((id) => id.replace('_', '.'));
    expect(named.sort()).toEqual(everyKey);
    expect(keysOf(examplePolicy())).toEqual(everyKey);
  });

  it('are what the page for operations lists', () => {
    const page = readFileSync(join(inResources(), '../../docs/operations.md'), 'utf8');
    const [, table = ''] = page.split('| in the registry |');
    const rows = table.slice(0, table.indexOf('\n\n')).split('\n').slice(2);
    const firstCells = rows.map((row) => row.split('|')[1] ?? '');
    expect(firstCells.flatMap((cell) => all(cell, /`([\w.]+)`/g)).sort()).toEqual(everyKey);
  });

  it('have words for everything, and no words for nothing', () => {
    const wanted = [...new Set(all(admx(), /\$\(string\.(\w+)\)/g))].sort();
    expect(all(adml(), /<string id="(\w+)"/g).sort()).toEqual(wanted);
    const shown = all(admx(), /\$\(presentation\.(\w+)\)/g).sort();
    expect(all(adml(), /<presentation id="(\w+)"/g).sort()).toEqual(shown);
    const elements = all(admx(), /<(?:text|multiText|decimal|enum) id="(\w+)"/g).sort();
    expect(all(adml(), /refId="(\w+)"/g).sort()).toEqual(elements);
  });
});

/** What the group policy editor leaves in the registry when every policy is set to its example. */
function registryOf(template: string): string {
  const blocks = all(template, /(<policy name[\s\S]*?<\/policy>)/g).map((block) => {
    const [id = ''] = all(block, /<policy name="(\w+)"/g);
    const [key = ''] = all(block, / key="([^"]+)"/g);
    const example = templateRows.find((row) => row.id === id)?.example;
    const part = (name: string): unknown =>
      typeof example === 'object' && example !== null && !Array.isArray(example)
        ? Object.entries(example).find(([one]) => one === name)?.[1]
        : example;
    const line = (name: string, value: unknown): string => {
      if (Array.isArray(value)) return `    ${name}    REG_MULTI_SZ    ${value.join('\\0')}`;
      if (typeof value === 'string') return `    ${name}    REG_SZ    ${value}`;
      return `    ${name}    REG_DWORD    0x${Number(value).toString(16)}`;
    };
    const values = all(block, / valueName="(\w+)"/g).map((name) => line(name, part(name)));
    return [`HKEY_LOCAL_MACHINE\\${key}`, ...values, ''].join('\r\n');
  });
  return blocks.join('\r\n');
}

it('what the editor writes is what the app reads', () => {
  const raw = policyOfRegistry(parseRegQuery(registryOf(admx()), 'Software\\Policies\\Zeroline'));
  expect(readPolicy(raw)).toEqual(readPolicy(examplePolicy()));
  expect(keysOf(raw)).toEqual(everyKey);
});

it('the profile carries the examples under the app’s own domain', () => {
  const profile = mobileconfig();
  expect(all(profile, /<key>PayloadType<\/key>\s*<string>([^<]+)</g)).toEqual([
    'org.zeroline.app',
    'Configuration',
  ]);
  const keys = all(profile, /<key>(\w+)<\/key>/g).filter((key) => !key.startsWith('Payload'));
  const parts = templateRows.flatMap(({ form, folder, name }) => [
    ...(form.kind === 'parts' ? Object.keys(form.parts) : []),
    ...(folder === undefined ? [name] : []),
  ]);
  const settings = templateRows.flatMap(({ folder, name }) => (folder === undefined ? [] : [name]));
  expect(keys.sort()).toEqual(['forced', 'defaults', ...settings, ...parts].sort());
});
