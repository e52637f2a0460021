import { suggest, type Suggestions } from '../../shared/context/suggest.ts';
import type { SignalId, Signals } from '../../shared/context/signal.ts';
import type { Language } from '../../shared/language.ts';
import { localMonthDay } from '../../shared/local-date.ts';
import { isForOs, osNames, type Os } from '../../shared/os.ts';
import type { Pack } from '../../shared/packs/pack.ts';

/** A machine, its moment, and what its person did before. */
export interface Asked {
  signals: Signals;
  language: Language;
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

/** What the panel of a machine with these signals offers. */
export function suggestionsFor(pack: Pack, os: Os, asked: Asked): Suggestions {
  const { signals, language, nowMs, ...history } = asked;
  const site = known(signals, 'organisation.site');
  const group = known(signals, 'organisation.group');
  return suggest({
    ...{ rules: pack.rules, signals, language, ...history },
    guideExists: (id) => pack.guides.some((guide) => guide.id === id && isForOs(guide.appliesTo, os)),
    who: {
      ...{ os, language, installId: '' },
      ...(site !== undefined && { site }),
      ...(group !== undefined && { group }),
    },
    moment: { nowMs, monthDay: localMonthDay(nowMs) },
  });
}
