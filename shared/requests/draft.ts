import type { Translate } from '../i18n/create-i18n.ts';
import type { Language } from '../language.ts';
import type { Fact } from './facts.ts';
import type { JourneyEvent } from './journey.ts';
import { linesLeft, type LineId } from './line-ids.ts';
import { redact } from './redact.ts';
import type { Request } from './request.ts';

export interface DraftSources {
  id: string;
  reference: string;
  nowMs: number;
  language: Language;
  /** The guide that did not help, if the request comes from one. */
  guide?: string | undefined;
  /** The words that found nothing, if it comes from a search. */
  search?: string | undefined;
  journey: readonly JourneyEvent[];
  /** A guide's title and area. */
  guideFacts(id: string): { title: string; area: string } | undefined;
  facts: readonly Fact[];
  /** Lines that IT has switched off. */
  linesOff?: readonly LineId[];
}

const titleCharsMax = 80;
const valueCharsMax = 600;
const triedMax = 6;
const searchesMax = 5;

/** Cut at a word, never inside a character pair, with an ellipsis. */
export function shorten(text: string, charsMax: number): string {
  const whole = text.trim();
  if (whole.length <= charsMax) return whole;
  let cut = '';
  for (const character of whole) {
    if (cut.length + character.length > charsMax - 1) break;
    cut += character;
  }
  const atWord = cut.replace(/\s+\S*$/u, '');
  return `${atWord.length > charsMax / 2 ? atWord : cut}…`;
}

interface Tried {
  guide: string;
  title: string;
  step?: { number: number; words: string };
  answer?: boolean;
}

/** Each guide once, with the last that was said about it; what was tried last comes first. */
function triedGuides(sources: DraftSources): Tried[] {
  const tried = new Map<string, Tried>();
  for (const event of sources.journey) {
    if (event.kind === 'searched') continue;
    const title = sources.guideFacts(event.guide)?.title;
    if (title === undefined) continue;
    const now = tried.get(event.guide) ?? { guide: event.guide, title };
    if (event.kind === 'reached') now.step = { number: event.number, words: event.step };
    if (event.kind === 'answered') now.answer = event.solved;
    tried.delete(event.guide);
    tried.set(event.guide, now);
  }
  return [...tried.values()].reverse().slice(0, triedMax);
}

function triedValue({ step, answer }: Tried, t: Translate): string {
  if (answer === true) return t('request.values.solved');
  const said = answer === false ? [t('request.values.didNotHelp')] : [];
  const reached = step
    ? [t('request.values.stoppedAt', { number: step.number, step: step.words })]
    : said.length === 0
      ? [t('request.values.lookedAt')]
      : [];
  return [...said, ...reached].join(' · ');
}

/** What was searched for and how much was found, the last searches last. */
function searchedValue({ journey, search }: DraftSources, t: Translate): string {
  const found = new Map<string, number | undefined>();
  for (const event of journey) if (event.kind === 'searched') found.set(event.text.trim(), event.found);
  const last = search?.trim() ?? '';
  if (!found.has(last)) found.set(last, undefined);
  return [...found]
    .filter(([text]) => text !== '')
    .slice(-searchesMax)
    .map(([text, count]) => {
      const words = t('request.values.quoted', { text });
      if (count === undefined) return words;
      const results = count === 0 ? t('request.values.foundNothing') : t('request.values.found', { count });
      return `${words} (${results})`;
    })
    .join(', ');
}

/** The guide that did not help and where it stopped, which outlives the shortening; else what was searched for. */
function titleOf(sources: DraftSources, tried: readonly Tried[], t: Translate): string {
  const failed = tried.find((one) => one.guide === sources.guide);
  if (!failed) return shorten(redact(sources.search ?? ''), titleCharsMax);
  const { step } = failed;
  const withTitle = (title: string): string =>
    step ? t('request.titleStep', { title, number: step.number }) : t('request.titleGuide', { title });
  return withTitle(shorten(redact(failed.title), titleCharsMax - withTitle('').length));
}

/**
 * A new request out of what happened in this sitting. Everything in it is redacted before anyone sees it, and every
 * line can be unticked.
 */
export function buildDraft(sources: DraftSources, t: Translate): Request {
  const tried = triedGuides(sources);
  const searched = searchedValue(sources, t);
  const lines: Fact[] = [
    ...tried.map((one) => ({
      id: `tried:${one.guide}`,
      group: 'journey' as const,
      label: t('request.lines.tried', { title: one.title }),
      reason: t('request.why.tried'),
      value: triedValue(one, t),
    })),
    ...(searched === ''
      ? []
      : [
          {
            id: 'searched',
            group: 'journey' as const,
            label: t('request.lines.searched'),
            reason: t('request.why.searched'),
            value: searched,
          },
        ]),
    ...sources.facts,
  ];
  const area = sources.guide === undefined ? undefined : sources.guideFacts(sources.guide)?.area;
  return {
    id: sources.id,
    reference: sources.reference,
    createdAtMs: sources.nowMs,
    updatedAtMs: sources.nowMs,
    language: sources.language,
    title: titleOf(sources, tried, t),
    description: '',
    ...(area === undefined ? {} : { area }),
    lines: linesLeft(lines, sources.linesOff ?? []).map(({ unticked, asItIs, ...line }) => ({
      ...line,
      label: shorten(redact(line.label), 120),
      value: shorten(asItIs ? line.value : redact(line.value), valueCharsMax),
      ticked: !unticked,
    })),
    state: { kind: 'draft' },
  };
}
