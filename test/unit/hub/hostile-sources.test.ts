import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { packSchema } from '../../../shared/packs/pack.ts';
import { changedKb, compile, told } from './kb.ts';

// Hostile files take the parsers longest, and the machine may be busy.
vi.setConfig({ testTimeout: 30_000 });

const guide = 'guides/cant-print.en.md';
const files = ['organisation.yaml', 'areas.yaml', 'rules.yaml', 'notices.yaml', guide];

const bombs: [name: string, text: string][] = [
  ['deep brackets', '['.repeat(8_000)],
  ['deep maps', Array.from({ length: 400 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('')],
  ['deep lists on one line', '- '.repeat(20_000)],
  ['references', `a: &a [x]\n${Array.from({ length: 30 }, (_, i) => `b${i}: &b${i} [*a, *a]`).join('\n')}`],
  ['a merge key', 'a: &a { b: 1 }\n<<: *a'],
  ['a tag of another tool', '!!js/function "function () {}"'],
  ['the prototype', '__proto__: { polluted: true }\nconstructor: 1'],
  ['a null byte', 'name: "\u0000"\n\u0000: 1'],
  ['two documents', 'a: 1\n---\nb: 2'],
  ['one long line', 'x'.repeat(90_000)],
];

test.each(bombs)('%s is told, and crashes nothing', async (_name, text) => {
  for (const file of ['rules.yaml', guide]) {
    const compilation = compile(
      await changedKb({ [file]: file === guide ? `---\n${text}\n---\n${text}` : text }),
    );
    expect(told(compilation)).toContainEqual(expect.stringMatching(new RegExp(`^${file}:\\d+ error: .`)));
    expect(compilation.compiled).toBeUndefined();
  }
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

const paragraph = (text: string): string => `${text.slice(0, 2900)}\n\n`;
const times = 4;

test.each([
  ['quotations', '>'.repeat(45_000)],
  ['lists', '- '.repeat(20_000)],
  ['one paragraph', '*a _b '.repeat(8_000)],
  [
    'deeper and deeper lists',
    Array.from({ length: 200 }, (_, depth) => `${'  '.repeat(depth)}- a\n\n`).join(''),
  ],
  ['brackets', paragraph('['.repeat(2900)).repeat(times)],
  ['pictures', paragraph('![a]('.repeat(580)).repeat(times)],
  ['emphasis', paragraph('*a _b '.repeat(480)).repeat(times)],
  ['emphasis in emphasis', paragraph(`${'*a _b '.repeat(280)}c${'_ d*'.repeat(280)}`).repeat(times)],
  ['strong in strong', paragraph(`${'*'.repeat(1400)}c${'*'.repeat(1400)}`).repeat(times)],
  ['links in links', paragraph(`${'[a *b '.repeat(120)}c${'*](settings:vpn)'.repeat(120)}`).repeat(times)],
  [
    'backticks',
    paragraph(Array.from({ length: 75 }, (_, length) => '`'.repeat(length)).join(' ')).repeat(times),
  ],
])('a guide full of %s is read in seconds', async (_name, markdown) => {
  const sources = await changedKb({});
  const text = sources.texts.get(guide)!.replace('next: solved', `${markdown}\n\nnext: solved`);
  sources.texts.set(guide, text);
  const startMs = performance.now();
  compile(sources);
  expect(text.length).toBeLessThan(100_000);
  expect(performance.now() - startMs).toBeLessThan(20_000);
});

test('messages show hostile text in one short line', async () => {
  const [line] = told(
    compile(await changedKb({ 'notices.yaml': `"\\e[31m\\n\u202e${'x'.repeat(500)}": 1` })),
  );
  expect(line).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  const { mistakes } = compile(await changedKb({ 'areas.yaml': `- "\\e[31m${'x'.repeat(500)}": 1` }));
  expect(mistakes.every(({ problem }) => problem.length < 200 && !problem.includes('\u001b'))).toBe(true);
});

test('whatever stands in a file, the outcome is a mistake or a valid pack', async () => {
  const sources = await changedKb({});
  const damage = fc.record({
    file: fc.constantFrom(...files),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    removed: fc.nat(40),
    inserted: fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.constantFrom('\n\n', '---\n', '{', '- ', '"', '#', ': ', '<b>', ']('),
    ),
  });
  fc.assert(
    fc.property(damage, ({ file, at, removed, inserted }) => {
      const text = sources.texts.get(file) ?? '';
      const cut = Math.floor(at * text.length);
      const texts = new Map(sources.texts).set(
        file,
        text.slice(0, cut) + inserted + text.slice(cut + removed),
      );
      const { compiled, mistakes } = compile({ ...sources, texts });
      expect(compiled === undefined).toBe(mistakes.some((mistake) => mistake.severity === 'error'));
      for (const pack of compiled?.packs.values() ?? []) packSchema.parse(pack);
    }),
    { numRuns: 50 },
  );
});
