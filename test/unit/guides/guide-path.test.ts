import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Guide, Step, Target } from '../../../shared/guides/guide.ts';
import {
  answerStep,
  completeStep,
  emptyProgress,
  guidePath,
  hasBegun,
  reopenStep,
} from '../../../shared/guides/guide-path.ts';
import { progressSchema, type Progress } from '../../../shared/guides/progress.ts';
import { osNames, type Os } from '../../../shared/os.ts';

const step = (id: string, more: Partial<Step> = {}): Step => ({
  id,
  title: [{ type: 'text', text: id }],
  body: [],
  ...more,
});

const ask = (...targets: Target[]): Step['ask'] => ({
  question: '?',
  options: targets.map((to, index) => ({ id: `o${index}`, text: `${index}`, to })),
});

const to = (id: string): Target => ({ kind: 'step', id });

const guideOf = (steps: Step[]): Guide => ({
  id: 'g',
  language: 'en',
  title: 'G',
  summary: '',
  area: 'a',
  words: [],
  appliesTo: ['windows', 'macos', 'linux'],
  owner: 'T',
  reviewed: '2026-01-01',
  minutes: 1,
  worksOffline: true,
  steps,
  check: [],
  giveUp: [],
});

const begin = emptyProgress('g', 0);

/** The path in short: `a+ b> c` is done, now, ahead; then its end. */
function path(guide: Guide, progress: Progress, os: Os = 'linux'): string {
  const { steps, end, atEnd } = guidePath(guide, os, progress);
  const marks = { done: '+', now: '>', ahead: '' };
  return [...steps.map((s) => s.step.id + marks[s.state]), `| ${end.kind}${atEnd ? '!' : ''}`].join(' ');
}

describe('a guide with a question', () => {
  const guide = guideOf([
    step('look'),
    step('which', {
      ask: ask(to('cable'), to('radio'), { kind: 'guide', id: 'other' }, { kind: 'not-solved' }),
    }),
    step('cable', { next: { kind: 'solved' } }),
    step('radio'),
    step('pair', { os: ['windows'] }),
    step('test'),
  ]);

  test('steps are shown up to the open question', () => {
    expect(path(guide, begin)).toBe('look> which | open');
    expect(path(guide, completeStep(begin, 'look', 1))).toBe('look+ which> | open');
  });

  test('an answer leads on, by its branch', () => {
    const answered = answerStep(guide, 'linux', completeStep(begin, 'look', 1), 'which', 'o0', 2);
    expect(path(guide, answered)).toBe('look+ which+ cable> | solved');
    expect(path(guide, completeStep(answered, 'cable', 3))).toBe('look+ which+ cable+ | solved!');
    expect(answered.updatedAtMs).toBe(2);
  });

  test('an answer can lead out of the guide', () => {
    const looked = completeStep(begin, 'look', 1);
    expect(guidePath(guide, 'linux', answerStep(guide, 'linux', looked, 'which', 'o2', 2)).end).toEqual({
      kind: 'guide',
      id: 'other',
    });
    expect(path(guide, answerStep(guide, 'linux', looked, 'which', 'o3', 2))).toBe(
      'look+ which+ | not-solved!',
    );
  });

  test('a step for other systems is passed over', () => {
    const answered = answerStep(guide, 'linux', begin, 'which', 'o1', 2);
    expect(path(guide, answered, 'linux')).toBe('look> which radio test | end');
    expect(path(guide, answered, 'windows')).toBe('look> which radio pair test | end');
  });

  test('another answer forgets what was done on the old branch, the same one does not', () => {
    const cable = completeStep(answerStep(guide, 'linux', begin, 'which', 'o0', 1), 'cable', 2);
    const radio = answerStep(guide, 'linux', cable, 'which', 'o1', 3);
    expect(radio).toMatchObject({ done: ['which'], answers: { which: 'o1' } });
    expect(answerStep(guide, 'linux', cable, 'which', 'o0', 3).done).toContain('cable');
  });

  test('reopening a step forgets it and what came after it', () => {
    const done = completeStep(
      answerStep(guide, 'linux', completeStep(begin, 'look', 1), 'which', 'o0', 2),
      'cable',
      3,
    );
    expect(path(guide, reopenStep(guide, 'linux', done, 'cable', 4))).toBe('look+ which+ cable> | solved');
    expect(path(guide, reopenStep(guide, 'linux', done, 'which', 4))).toBe('look+ which> | open');
    expect(hasBegun(reopenStep(guide, 'linux', done, 'look', 4))).toBe(false);
  });

  test('a question after a step that was never ticked keeps its answer', () => {
    expect(path(guide, answerStep(guide, 'linux', begin, 'which', 'o0', 1))).toBe(
      'look> which cable | solved',
    );
  });

  test('what an edited guide no longer has is ignored', () => {
    const old: Progress = { ...begin, done: ['gone', 'look'], answers: { which: 'gone', nowhere: 'o0' } };
    expect(path(guide, old)).toBe('look+ which> | open');
  });
});

test('names that every object has are not answers', () => {
  expect(path(guideOf([step('constructor', { ask: ask(to('b'), to('b')) }), step('b')]), begin)).toBe(
    'constructor> | open',
  );
});

describe('any guide, even one the compiler would refuse', () => {
  const ids = ['a', 'b', 'c', 'd', 'e'];
  const target = fc.oneof(
    fc.constantFrom(...ids, 'missing').map(to),
    fc.constantFrom<Target>({ kind: 'solved' }, { kind: 'not-solved' }, { kind: 'guide', id: 'x' }),
  );
  const someStep = (id: string) =>
    fc
      .record({
        os: fc.option(fc.subarray([...osNames]), { nil: undefined }),
        next: fc.option(target, { nil: undefined }),
        ask: fc.option(fc.array(target, { minLength: 2, maxLength: 3 }), { nil: undefined }),
      })
      .map(({ os, next, ask: targets }) =>
        step(id, { ...(os && { os }), ...(next && { next }), ...(targets && { ask: ask(...targets) }) }),
      );
  const guide = fc.tuple(...ids.map(someStep)).map(guideOf);
  const os = fc.constantFrom(...osNames);
  const progress: fc.Arbitrary<Progress> = fc.record({
    guideId: fc.constant('g'),
    done: fc.uniqueArray(fc.constantFrom(...ids, 'gone')),
    answers: fc.dictionary(fc.constantFrom(...ids, 'gone'), fc.constantFrom('o0', 'o1', 'o2', 'gone')),
    updatedAtMs: fc.nat(),
  });

  test('the path ends, shows a step once, and has one current step at most', () => {
    fc.assert(
      fc.property(guide, os, progress, (g, system, p) => {
        const { steps, end, atEnd } = guidePath(g, system, p);
        const states = steps.map((s) => s.state).join(' ');
        expect(new Set(steps.map((s) => s.step.id)).size).toBe(steps.length);
        expect(steps.every((s) => !s.step.os?.length || s.step.os.includes(system))).toBe(true);
        expect(states).toMatch(/^(done ?)*(now( ahead)*)?$/);
        expect(atEnd).toBe(!states.includes('now') && end.kind !== 'open');
        if (end.kind === 'open') expect(steps.at(-1)?.step.ask).toBeDefined();
      }),
    );
  });

  test('doing the current step always goes on, until the end', () => {
    fc.assert(
      fc.property(guide, os, progress, fc.nat(2), (g, system, p, choice) => {
        let at = p;
        for (let turn = 0; turn <= ids.length; turn += 1) {
          const now = guidePath(g, system, at).steps.find((s) => s.state === 'now')?.step;
          if (!now) break;
          const option = now.ask?.options[choice % now.ask.options.length];
          at = option ? answerStep(g, system, at, now.id, option.id, turn) : completeStep(at, now.id, turn);
        }
        expect(guidePath(g, system, at).atEnd).toBe(true);
        expect(progressSchema.parse(JSON.parse(JSON.stringify(at)))).toEqual(at);
      }),
    );
  });

  test('a reopened step is not done, and nothing before it changes', () => {
    fc.assert(
      fc.property(guide, os, progress, fc.nat(4), (g, system, p, index) => {
        const before = guidePath(g, system, p).steps;
        const chosen = before[index];
        if (!chosen) return;
        const after = guidePath(g, system, reopenStep(g, system, p, chosen.step.id, 9)).steps;
        expect(after.slice(0, index)).toEqual(before.slice(0, index));
        expect(after[index]?.state).not.toBe('done');
        expect(after.slice(index).every((s) => s.state !== 'done' && s.answerId === undefined)).toBe(true);
      }),
    );
  });
});
