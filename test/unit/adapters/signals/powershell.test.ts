import { expect, it } from 'vitest';
import {
  powershellSource,
  readAnswers,
  scriptOf,
  type Question,
} from '../../../../electron/adapters/signals/powershell.ts';
import { windowsSources } from '../../../../electron/adapters/signals/sources-windows.ts';
import { known } from '../../../../electron/adapters/signals/source.ts';
import { allPlainly } from './recorded.ts';

const question = (name: 'a' | 'b'): Question => ({
  name,
  ids: [name === 'a' ? 'uptime.days' : 'displays.count'],
  script: `@{ N = 1 }`,
  read: (answer) => {
    if (typeof answer !== 'object' || answer === null || !('N' in answer)) throw new Error('no number');
    return { [name === 'a' ? 'uptime.days' : 'displays.count']: known(Number(answer.N)) };
  },
});
const both = [question('a'), question('b')];
const read = (output: string) => allPlainly(readAnswers(both, output, 0));

it('reads each answer on its own', () => {
  expect(read('{"a":{"N":2},"b":{"N":3}}')).toEqual({ 'uptime.days': 2, 'displays.count': 3 });
  expect(read('\uFEFF{"a":{"N":2},"b":{"N":3}}\r\n')['uptime.days']).toBe(2);
});

it('fails only what failed', () => {
  expect(read('{"a":{"HResult":-2147217405},"b":{"N":3}}')).toEqual({
    'uptime.days': 'failed',
    'displays.count': 3,
  });
  expect(read('{"b":{"N":3}}')).toEqual({ 'uptime.days': 'failed', 'displays.count': 3 });
  expect(read('{"a":"Zugriff verweigert","b":{"N":3}}')['uptime.days']).toBe('failed');
});

it('fails as a whole where PowerShell printed something else', () => {
  expect(() => read('Access is denied.')).toThrow();
  expect(() => read('[]')).toThrow();
  expect(() => read('')).toThrow();
});

it('asks all questions in one start, and ends it before the reader stops waiting', async () => {
  const starts: { file: string; args: readonly string[]; timeoutMs: number | undefined }[] = [];
  const source = powershellSource(
    (file, args, timeoutMs) => {
      starts.push({ file, args, timeoutMs });
      return Promise.resolve('{"a":{"N":2},"b":{"N":3}}');
    },
    { source: 'x', questions: both, timeoutMs: 5_000 },
  );
  expect(source.ids).toEqual(['uptime.days', 'displays.count']);
  expect(allPlainly(await source.read(0))).toEqual({ 'uptime.days': 2, 'displays.count': 3 });
  expect(starts).toHaveLength(1);
  expect(starts[0]?.args.slice(0, 3)).toEqual(['-NoProfile', '-NonInteractive', '-Command']);
  expect(starts[0]?.timeoutMs).toBeLessThan(source.timeoutMs ?? 0);
});

it('puts each question into a block of its own', () => {
  const script = scriptOf(both);
  expect(script.match(/try \{ \$answers\['[ab]'\] = & \{ @\{ N = 1 \} \} \} catch \{/g)).toHaveLength(2);
  expect(script.endsWith('ConvertTo-Json -Compress -Depth 5')).toBe(true);
});

it('sends Windows nothing that its command line would take apart', async () => {
  const scripts: string[] = [];
  const sources = windowsSources({
    environment: {},
    run: (file, args) => {
      if (file === 'powershell.exe') scripts.push(args.at(-1) ?? '');
      return Promise.resolve('{}');
    },
  });
  for (const source of sources) await source.read(0);
  expect(scripts).toHaveLength(sources.length - 1);
  for (const script of scripts) {
    expect(script).not.toMatch(/["\n]/);
    // 32,767 characters are all that a command line of Windows can have.
    expect(script.length).toBeLessThan(8_000);
    const braces = script.replace(/'(?:[^']|'')*'/g, '').replace(/[^{}()]/g, '');
    expect(balanced(braces)).toBe(true);
  }
});

function balanced(braces: string): boolean {
  const shorter = braces.replace(/\{\}|\(\)/g, '');
  return shorter === '' || (shorter !== braces && balanced(shorter));
}

it('has each signal from one place', () => {
  const ids = windowsSources({ environment: {}, run: () => Promise.reject(new Error('no')) }).flatMap(
    (source) => source.ids,
  );
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeGreaterThan(20);
});
