import type { Who } from '../../shared/campaigns/audience.ts';
import { searchLifts } from '../../shared/context/search-lifts.ts';
import {
  suggest,
  type NotSuggested,
  type Suggestion,
  type Suggestions,
} from '../../shared/context/suggest.ts';
import type { Rule } from '../../shared/context/rule.ts';
import type { Signal } from '../../shared/context/signal.ts';
import type { Language } from '../../shared/language.ts';
import { localMonthDay } from '../../shared/local-date.ts';
import type { Clock, SignalReader } from './ports.ts';

export interface SuggestionFeedDeps {
  signals: SignalReader;
  clock: Clock;
  rules(): readonly Rule[];
  guideExists(id: string): boolean;
  /** Guide id -> when it last solved something. */
  solvedAtMs(): Readonly<Record<string, number>>;
  /** The person has put away the "welcome back" of this return. */
  isWelcomePutAway(): boolean;
  who(): Who;
  language(): Language;
}

/** A suggestion as people see it. */
export type ShownSuggestion = Pick<Suggestion, 'rule' | 'guide' | 'reason'>;

export interface ShownSuggestions {
  /** On the one card for whoever has returned. */
  welcome: ShownSuggestion[];
  cards: ShownSuggestion[];
}

/** What to offer now, from the machine's signals and IT's rules. */
export interface SuggestionFeed {
  /** Reads every signal; while one reading runs, another call waits for the same. */
  refresh(): Promise<void>;
  /** Reads again only when the last reading is older than this. */
  refreshIfOlderThan(ageMs: number): void;
  suggestions(): ShownSuggestions;
  /** How much the guides on the cards count in a search. */
  lifts(): ReadonlyMap<string, number>;
  /** Why the other rules gave no card. */
  others(): NotSuggested[];
  signals(): Signal[];
  onChange(listener: () => void): void;
}

// Ages and ranks change from moment to moment without anything to see.
const shown = ({ welcome, cards }: Pick<Suggestions, 'welcome' | 'cards'>): ShownSuggestions => ({
  welcome: welcome.map(asShown),
  cards: cards.map(asShown),
});
const asShown = ({ rule, guide, reason }: Suggestion): ShownSuggestion => ({ rule, guide, reason });

export function createSuggestionFeed(deps: SuggestionFeedDeps): SuggestionFeed {
  const listeners: (() => void)[] = [];
  let signals: Signal[] = [];
  let readAtMs = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | undefined;

  // What was last asked for is what stands on the screen: only against that can a change be told. Values grow stale
  // between two readings, so what the cards were at the last reading says nothing.
  let given = JSON.stringify(shown({ welcome: [], cards: [] }));

  // Decided anew for each question: rules, history and the date change without a new reading.
  function decide(): Suggestions {
    const nowMs = deps.clock.nowMs();
    return suggest({
      rules: deps.rules(),
      signals: new Map(signals.map((signal) => [signal.id, signal])),
      solvedAtMs: deps.solvedAtMs(),
      isWelcomePutAway: deps.isWelcomePutAway(),
      who: deps.who(),
      guideExists: (id) => deps.guideExists(id),
      moment: { nowMs, monthDay: localMonthDay(nowMs) },
      language: deps.language(),
    });
  }

  async function read(): Promise<void> {
    signals = await deps.signals.read(deps.clock.nowMs());
    readAtMs = deps.clock.nowMs();
    if (JSON.stringify(shown(decide())) !== given) for (const listener of listeners) listener();
  }

  function refresh(): Promise<void> {
    running ??= read().finally(() => (running = undefined));
    return running;
  }

  return {
    refresh,
    refreshIfOlderThan(ageMs) {
      // A clock that was set back counts as old: its age means nothing.
      const age = deps.clock.nowMs() - readAtMs;
      if (age > ageMs || age < 0) void refresh();
    },
    suggestions() {
      const suggestions = shown(decide());
      given = JSON.stringify(suggestions);
      return suggestions;
    },
    lifts() {
      const { welcome, cards } = decide();
      return searchLifts([...welcome, ...cards]);
    },
    others: () => decide().others,
    signals: () => signals,
    onChange: (listener) => void listeners.push(listener),
  };
}
