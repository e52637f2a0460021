import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileKb } from '../../../hub/publish/compile-kb.ts';
import { readSources } from '../../../hub/publish/read-sources.ts';
import { canHold } from '../../../hub/rules/can-hold.ts';
import { reasonText } from '../../../shared/context/reason.ts';
import type { Rule } from '../../../shared/context/rule.ts';
import { signalIds, type SignalId, type SignalValue } from '../../../shared/context/signal.ts';
import { languages, type Language } from '../../../shared/language.ts';
import { osNames } from '../../../shared/os.ts';
import { nowMs, signals } from '../context/builders.ts';
import { seedMachines } from './seed-machines.ts';

const { sources } = await readSources(resolve('resources/kb'));
const { compiled } = compileKb(sources, '2026-11-16');
const rulesIn = (language: Language): readonly Rule[] => compiled?.packs.get(language)?.rules ?? [];

const shownIn = (reason: string): SignalId[] =>
  [...reason.matchAll(/\{\{\s*([\w.]+)\s*\}\}/g)].flatMap(
    (match) => signalIds.find((id) => id === match[1]) ?? [],
  );
const machineOf = (id: string): Partial<Record<SignalId, SignalValue>> => {
  const machine = seedMachines[id] ?? {};
  return 'day' in machine ? {} : machine;
};
/** A number as people of the language write it, without what is grouped. */
const written = (value: SignalValue | undefined, id: SignalId, language: Language): string => {
  const number = Number(value);
  const shown = id.endsWith('Gb') && number < 10 ? Math.floor(number * 10) / 10 : Math.floor(number);
  return String(shown).replace('.', language === 'en' ? '.' : ',');
};

describe.each(languages)('the reasons of the seed in %s', (language) => {
  const said = rulesIn(language).map(({ id, reason }) => ({
    id,
    reason,
    text: reasonText(reason, signals(machineOf(id)), nowMs, language) ?? '',
  }));

  it('hold the true value of each signal that they show, and the same signals in every language', () => {
    const english = new Map(rulesIn('en').map(({ id, reason }) => [id, shownIn(reason).sort()]));
    for (const { id, reason, text } of said) {
      for (const shown of shownIn(reason))
        expect(text, id).toContain(written(machineOf(id)[shown], shown, language));
      expect(shownIn(reason).sort(), id).toEqual(english.get(id));
    }
  });

  it('hold no key, no gap and no word of the app', () => {
    for (const { id, text } of said) {
      expect(text, id).not.toBe('');
      expect(text, id).not.toMatch(/[{}]|\bundefined\b|\bNaN\b|\btrue\b|\bfalse\b|-expires|directory-/);
      for (const signal of signalIds) expect(text, id).not.toContain(signal);
    }
  });

  it('fit the line of a card', () => {
    for (const { id, text } of said) expect(text.length, id).toBeLessThanOrEqual(60);
  });
});

/** Words that change with the number: a rule whose number may be one needs words of its own for it. */
const counted: readonly SignalId[] = ['days.away', 'password.daysLeft', 'password.ageDays', 'uptime.days'];

it('no reason says "1 days": where it shows a number of days, that is never one', () => {
  const rules = rulesIn('en').filter(({ reason }) => shownIn(reason).some((id) => counted.includes(id)));
  expect(rules.length).toBeGreaterThan(5);
  for (const { id, when, audience, reason } of rules) {
    for (const signal of shownIn(reason).filter((one) => counted.includes(one))) {
      const isOne = { all: [when, { signal, 'at-least': 1 }, { signal, below: 2 }] };
      expect(
        osNames.filter((os) => canHold(isOne, os, audience)),
        `${id}: ${signal} is 1`,
      ).toEqual([]);
    }
  }
});
