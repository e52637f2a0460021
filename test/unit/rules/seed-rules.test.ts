import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { compileKb } from '../../../hub/publish/compile-kb.ts';
import { readSources } from '../../../hub/publish/read-sources.ts';
import { explainRule } from '../../../shared/context/explain.ts';
import { suggest, type Suggestions } from '../../../shared/context/suggest.ts';
import { languages, type Language } from '../../../shared/language.ts';
import { localMonthDay } from '../../../shared/local-date.ts';
import type { Pack } from '../../../shared/packs/pack.ts';
import { nowMs, signal } from '../context/builders.ts';
import { seedMachines } from './seed-machines.ts';

const { sources } = await readSources(resolve('resources/kb'));
const { compiled, mistakes } = compileKb(sources, '2026-11-16');
const packIn = (language: Language): Pack => {
  const pack = compiled?.packs.get(language);
  if (!pack) throw new Error(mistakes.map(({ file, problem }) => `${file}: ${problem}`).join('\n'));
  return pack;
};

/** What one rule alone says on the machine made for it. */
function alone({ rules, language }: Pack, id: string): { said: Suggestions; atMs: number } {
  const machine = seedMachines[id] ?? {};
  const day = 'day' in machine ? machine.day : undefined;
  const atMs = typeof day === 'string' ? Date.parse(`${day}T08:00`) : nowMs;
  const values =
    day === undefined
      ? Object.values(
          Object.entries(machine).map(([name, value]) => signal(name as Parameters<typeof signal>[0], value)),
        )
      : [];
  const said = suggest({
    ...{ rules: rules.filter((rule) => rule.id === id), language, solvedAtMs: {}, isWelcomePutAway: false },
    signals: new Map(values.map((one) => [one.id, one])),
    guideExists: () => true,
    who: { os: 'linux', language, installId: '' },
    moment: { nowMs: atMs, monthDay: localMonthDay(atMs) },
  });
  return { said, atMs };
}

const golden = (name: string): string => resolve('test/fixtures/rules', name);

it('has a machine for every rule, and no other', () => {
  expect(
    packIn('en')
      .rules.map(({ id }) => id)
      .sort(),
  ).toEqual(Object.keys(seedMachines).sort());
});

it.each(languages)('every rule says its reason and why, in %s', async (language) => {
  const pack = packIn(language);
  const blocks = pack.rules.map(({ id, guide }) => {
    const { said, atMs } = alone(pack, id);
    const [card] = [...said.welcome, ...said.cards];
    if (!card) throw new Error(`${id} gives no card: ${JSON.stringify(said.others)}`);
    return [guide, card.reason, ...explainRule(card, atMs).map((line) => `  ${line}`)].join('\n');
  });
  await expect(`${blocks.join('\n\n')}\n`).toMatchFileSnapshot(golden(`${language}.txt`));
});

it('every rule is silent where nothing is known, and says what it would have to know', async () => {
  const pack = packIn('en');
  const { others, cards, welcome } = suggest({
    ...{ rules: pack.rules, language: 'en', solvedAtMs: {}, isWelcomePutAway: false, signals: new Map() },
    guideExists: () => true,
    who: { os: 'linux', language: 'en', installId: '' },
    moment: { nowMs, monthDay: '11-16' },
  });
  expect([...cards, ...welcome]).toEqual([]);
  const lines = others.flatMap((other) => explainRule(other, nowMs));
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(golden('unknown.txt'));
});

it('is translated: no reason is the English one', () => {
  const english = new Map(packIn('en').rules.map(({ id, reason }) => [id, reason]));
  for (const language of languages.filter((one) => one !== 'en')) {
    const same = packIn(language).rules.filter(({ id, reason }) => english.get(id) === reason);
    expect(same.map(({ id }) => `${language} ${id}`)).toEqual([]);
  }
});
