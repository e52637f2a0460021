import type { Who } from '../../shared/campaigns/audience.ts';
import { suggest, type Suggestions } from '../../shared/context/suggest.ts';
import type { SignalId, Signals } from '../../shared/context/signal.ts';
import type { Language } from '../../shared/language.ts';
import { localMonthDay } from '../../shared/local-date.ts';
import { isForOs, osNames, type Os } from '../../shared/os.ts';
import type { Pack } from '../../shared/packs/pack.ts';
import type { Policy } from '../../shared/policy/policy.ts';

/** A machine, its moment, and what its person did before. */
export interface Asked {
  signals: Signals;
  nowMs: number;
  /** Guide id -> when it last solved something. */
  solvedAtMs: Readonly<Record<string, number>>;
  isWelcomePutAway: boolean;
}

function known(signals: Signals, id: SignalId): string | undefined {
  const reading = signals.get(id)?.reading;
  return reading?.kind === 'known' ? String(reading.value) : undefined;
}

/** The system of the machine that the signals are of. */
export const systemIn = (signals: Signals): Os | undefined =>
  osNames.find((os) => os === known(signals, 'os.family'));

/** Whose machine it is, as its signals say, and of a policy what no signal tells. */
export function whoIn(signals: Signals, os: Os, language: Language, { country }: Policy): Who {
  const site = known(signals, 'organisation.site');
  const group = known(signals, 'organisation.group');
  return {
    ...{ os, language, installId: '' },
    ...(site !== undefined && { site }),
    ...(group !== undefined && { group }),
    ...(country !== undefined && { country }),
  };
}

/** What the panel of a machine with these signals offers. */
export function suggestionsFor(pack: Pack, who: Who, asked: Asked): Suggestions {
  const { signals, nowMs, ...history } = asked;
  return suggest({
    ...{ rules: pack.rules, signals, language: who.language, ...history, who },
    guideExists: (id) => pack.guides.some((guide) => guide.id === id && isForOs(guide.appliesTo, who.os)),
    moment: { nowMs, monthDay: localMonthDay(nowMs) },
  });
}
