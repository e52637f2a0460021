import type { Language } from '../language.ts';
import { isFunctionWord } from '../search/function-words.ts';
import { stemOf } from '../search/stem.ts';
import { wordsOf } from '../search/words.ts';
import { isInQueue, isWithHub } from './hub-outcome.ts';
import type { Request } from './request.ts';

/** An outage as far as it can be about the same thing as a request. */
export interface KnownOutage {
  id: string;
  title: string;
  text: string;
  guide?: string | undefined;
}

export interface OfferSources {
  language: Language;
  /** The request that is being written. */
  id: string;
  words: string;
  /** The guide that it comes from. */
  guide?: string | undefined;
  /** Guides that a search for the words found, best first. */
  hits: readonly string[];
  outages: readonly KnownOutage[];
  /** The person's own. */
  requests: readonly Request[];
}

/** What may make the request needless: ids, best first. */
export interface Offers {
  outages: string[];
  requests: string[];
}

const offeredMax = 2;
/** Shorter words are in too many sentences to tell two things apart. */
const tellingCharsMin = 4;
/** Of the hits, those that the words surely mean. */
const meantHits = 3;

function tellingStems(text: string, language: Language): Set<string> {
  const words = wordsOf(text).filter(
    ({ written, folded }) => written.length >= tellingCharsMin && !isFunctionWord(folded, language),
  );
  return new Set(words.map(({ written }) => stemOf(written, language)));
}

const shared = (one: ReadonlySet<string>, other: ReadonlySet<string>): number =>
  [...one].filter((stem) => other.has(stem)).length;

function bestFirst<T extends { id: string }>(all: readonly T[], scoreOf: (one: T) => number): string[] {
  return all
    .map((one) => ({ id: one.id, score: scoreOf(one) }))
    .filter(({ score }) => score >= 1)
    .sort((a, b) => b.score - a.score)
    .slice(0, offeredMax)
    .map(({ id }) => id);
}

/** Whether more is to come of a request: it was sent, and is not solved. */
export const isOpenRequest = ({ state }: Request): boolean =>
  state.kind === 'sent' || isInQueue(state) || (isWithHub(state) && state.kind !== 'solved');

const triedGuides = ({ lines }: Request): string[] =>
  lines.flatMap(({ id }) => (id.startsWith('tried:') ? [id.slice('tried:'.length)] : []));

/**
 * Outages and own open requests that are about the same thing as the words of a request: by a guide that both lead to,
 * or by words. One telling word of an outage's title is enough, since an outage is news to many; own requests need
 * two, since people write about the same machine again and again.
 */
export function offersFor(sources: OfferSources): Offers {
  const { language, words, guide, hits } = sources;
  const mine = tellingStems(words, language);
  const meant = new Set([...(guide === undefined ? [] : [guide]), ...hits.slice(0, meantHits)]);
  return {
    outages: bestFirst(sources.outages, (outage) => {
      const byGuide = outage.guide !== undefined && meant.has(outage.guide) ? 2 : 0;
      const byTitle = shared(mine, tellingStems(outage.title, language));
      return byGuide + byTitle + shared(mine, tellingStems(outage.text, language)) / 4;
    }),
    requests: bestFirst(
      sources.requests.filter((request) => request.id !== sources.id && isOpenRequest(request)),
      (request) => {
        const byGuide = guide !== undefined && triedGuides(request).includes(guide) ? 1 : 0;
        const said = tellingStems(`${request.title} ${request.description}`, language);
        return byGuide + shared(mine, said) / 2;
      },
    ),
  };
}
