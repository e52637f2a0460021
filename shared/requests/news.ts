import { z } from 'zod';
import type { Request, RequestState } from './request.ts';

const newsKindSchema = z.enum(['answered', 'solved', 'needs-attention']);

/** When the states began that were told of one request, by kind: taking "still not solved" back brings an old one back. */
export const toldOfRequestSchema = z.partialRecord(newsKindSchema, z.number());

/** By request, what the person was told of it. */
export type ToldNews = Readonly<Record<string, z.infer<typeof toldOfRequestSchema>>>;

type News = Extract<RequestState, { kind: z.infer<typeof newsKindSchema> }>;

/** What the other side did. What the person did themselves ("I did not send it") they know. */
export const isNews = (state: RequestState): state is News =>
  state.kind === 'answered' ||
  state.kind === 'solved' ||
  (state.kind === 'needs-attention' && state.reason === 'refused');

export function withTold(told: ToldNews, { id, state }: Pick<Request, 'id' | 'state'>): ToldNews {
  return isNews(state) ? { ...told, [id]: { ...told[id], [state.kind]: state.atMs } } : told;
}

/** What the requests say and nobody was told. */
export const untold = (requests: readonly Request[], told: ToldNews): Request[] =>
  requests.filter(({ id, state }) => isNews(state) && told[id]?.[state.kind] !== state.atMs);

/** What was told of requests that are still there. */
export function toldOf(requests: readonly Request[], told: ToldNews): ToldNews {
  const ids = new Set(requests.map(({ id }) => id));
  return Object.fromEntries(Object.entries(told).filter(([id]) => ids.has(id)));
}
