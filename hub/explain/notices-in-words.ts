import { etiquetteSignals, interrupts, type HoldReason } from '../../shared/campaigns/etiquette.ts';
import { freshReading } from '../../shared/context/freshness.ts';
import type { Signal, SignalId, Signals } from '../../shared/context/signal.ts';
import { ageInWords } from '../../shared/context/explain.ts';
import { localDate } from '../../shared/local-date.ts';
import type { NoticeNotShown, ShownNotice } from './notices-for.ts';

const two = (n: number): string => String(n).padStart(2, '0');

/** A moment on the machine's clock: `2027-01-04 07:00`. */
export function localTime(ms: number): string {
  const date = new Date(ms);
  return `${localDate(ms)} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The signals that each hold rests on; the others rest on the clock and on what came before. */
const signalsOfHold: { readonly [R in HoldReason]?: readonly SignalId[] } = {
  'just-returned': ['workday.firstAfterAbsence'],
  locked: ['screen.locked'],
  'in-call': ['microphone.inUse', 'camera.inUse', 'screen.shared'],
  'screen-shared': ['screen.shared'],
  'camera-in-use': ['camera.inUse'],
  'microphone-in-use': ['microphone.inUse'],
  'full-screen': ['screen.fullScreen'],
  'do-not-disturb': ['focus.doNotDisturb'],
  'battery-saver': ['battery.saver'],
};

const isOn = (signal: Signal, nowMs: number): boolean => {
  const reading = freshReading(signal, nowMs);
  return reading.kind === 'known' && reading.value === true;
};

/** What a message's verdict rests on, one sentence each. */
export function noticeBecause({ campaign, message }: ShownNotice, signals: Signals, nowMs: number): string[] {
  const pilot = campaign.audience?.percent;
  const share = pilot === undefined ? [] : [`for ${pilot} of 100 machines: this one may be another`];
  if (message.kind === 'none') return [...share, `a ${campaign.severity} one waits in the panel`];
  if (message.kind === 'comes') {
    const unknown = etiquetteSignals.filter((id) => freshReading(signals.get(id), nowMs).kind === 'unknown');
    return unknown.length === 0 ? share : [...share, `not known, so it holds nothing: ${unknown.join(', ')}`];
  }
  const because = (signalsOfHold[message.reason] ?? []).flatMap((id) => {
    const signal = signals.get(id);
    return signal && isOn(signal, nowMs)
      ? [`${id} is true (${signal.source}, ${ageInWords(nowMs - signal.observedAtMs)})`]
      : [];
  });
  return [...share, ...because];
}

/** What becomes of a notice in the panel: `mail-slow: incident, its message is held, in-call`. */
export function shownInWords({ campaign, message }: ShownNotice): string {
  const first = `${campaign.id}: ${campaign.severity}`;
  if (!interrupts(campaign.severity)) return `${first}, no message`;
  if (message.kind !== 'held') return `${first}, its message comes now`;
  const until = message.untilMs === undefined ? '' : ` until ${localTime(message.untilMs)}`;
  return `${first}, its message is held, ${message.reason}${until}`;
}

/** Why an entry of the year plan is not in the panel, and when it will be. */
export function notShownInWords({ id, why, nextFromMs }: NoticeNotShown): string {
  return `${id}: no notice, ${why}${nextFromMs === undefined ? '' : `, next from ${localTime(nextFromMs)}`}`;
}
