import { languages, type Language } from '../../shared/language.ts';
import type { SearchText } from '../../shared/search/search-text.ts';
import type { Query } from './corpus.ts';
import type { Engine } from './engines/engine.ts';
import type { ZerolineEngine } from './engines/zeroline.ts';
import { keystrokesOf, sampled, timeKeystrokes, type KeystrokeTimes } from './keystrokes.ts';
import { readyInNewProcess, type Ready } from './ready.ts';
import { sized } from './sized.ts';

/** Guides of which an index is timed. */
export interface Subject {
  /** `given` are the guides as they came, `mixed` all languages, `one-language` the worst case for a keystroke. */
  section: 'given' | 'mixed' | 'one-language';
  language?: Language;
  guides: readonly SearchText[];
  made: number;
  queries: readonly Query[];
}

export interface Cost extends KeystrokeTimes, Partial<Ready> {
  engine: string;
  section: Subject['section'];
  language?: Language;
  guides: number;
  made: number;
  buildMs: number;
  bytes: number;
}

/** Other engines take up to half a second a keystroke; so many tell their percentiles. */
const versusKeystrokes = 1_000;
const questionsOfReady = 50;

export function subjectsAt(
  count: number,
  given: readonly SearchText[],
  queries: readonly Query[],
  wanted: Language | undefined,
): Subject[] {
  const language = wanted ?? languageOfMost(queries);
  const own = given.filter((guide) => guide.language === language);
  const mixed: Subject = { section: 'mixed', ...sized(given, count), queries };
  if (own.length === 0) return [mixed];
  const ownQueries = queries.filter((query) => query.language === language);
  return [mixed, { section: 'one-language', language, ...sized(own, count), queries: ownQueries }];
}

function languageOfMost(queries: readonly Query[]): Language {
  const count = (language: Language): number => queries.filter((query) => query.language === language).length;
  return [...languages].sort((a, b) => count(b) - count(a))[0] ?? 'en';
}

function built(engine: Engine, guides: readonly SearchText[]): number {
  globalThis.gc?.();
  const fromMs = performance.now();
  engine.build(guides);
  return Math.round(performance.now() - fromMs);
}

const about = ({ section, language, guides, made }: Subject) => ({
  ...{ section, ...(language && { language }), guides: guides.length, made },
});

/** Every keystroke, and a new process that opens the index. */
export function costOfOwn(engine: ZerolineEngine, subject: Subject, limit: number): Cost {
  const buildMs = built(engine, subject.guides);
  const index = engine.serialised();
  const questions = subject.queries.map(({ q, language }) => ({ typed: q, language }));
  return {
    ...{ engine: 'zeroline', ...about(subject), buildMs, bytes: index.byteLength },
    ...timeKeystrokes(engine, keystrokesOf(subject.queries), limit),
    ...(questions.length > 0 && readyInNewProcess(index, sampled(questions, questionsOfReady))),
  };
}

export function costOfVersus(name: string, engine: Engine, subject: Subject, limit: number): Cost {
  const buildMs = built(engine, subject.guides);
  const keystrokes = sampled(keystrokesOf(subject.queries), versusKeystrokes);
  return {
    ...{ engine: name, ...about(subject), buildMs, bytes: engine.bytes() },
    ...timeKeystrokes(engine, keystrokes, limit),
  };
}

const heldToGoals = [
  ...(['p50Ms', 'p95Ms', 'p99Ms', 'cpuP50Ms', 'cpuP95Ms', 'cpuP99Ms'] as const),
  ...(['readyMs', 'readyCpuMs', 'bytes', 'heapBytes'] as const),
];
export type Worst = { guides: number } & Partial<Record<(typeof heldToGoals)[number], number>>;

/** Of each size the worst of its indexes, number by number: what to hold against a goal. */
export function worstOf(costs: readonly Cost[]): Worst[] {
  const own = costs.filter(({ engine, section }) => engine === 'zeroline' && section !== 'given');
  return [...new Set(own.map(({ guides }) => guides))].map((guides) => {
    const worst: Worst = { guides };
    for (const cost of own.filter((one) => one.guides === guides)) {
      for (const key of heldToGoals) {
        const value = cost[key];
        if (value !== undefined) worst[key] = Math.max(worst[key] ?? 0, value);
      }
    }
    return worst;
  });
}
