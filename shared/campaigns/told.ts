import { z } from 'zod';
import type { Campaign } from './campaign.ts';
import type { NoticeState } from './due-notices.ts';
import { interrupts } from './etiquette.ts';

export const noticeKeySchema = z.string().min(1).max(100);

/** That a person heard of a notice, and how. What they saw in the panel needs no interruption any more. */
export const toldSchema = z.strictObject({
  key: noticeKeySchema,
  atMs: z.number(),
  how: z.enum(['interrupted', 'urgently', 'seen']),
});
export type Told = z.infer<typeof toldSchema>;

/** More than a year of notices, and more interruptions than any budget allows in a week. */
export const toldKept = 500;

/** What a person did with notices, and which they heard of. */
export interface NoticeMemory extends NoticeState {
  told: readonly Told[];
}

/** Whether a notice is still to be told. One that was put off is told once more when it comes back. */
export function isToTell(
  { key, campaign }: { key: string; campaign: Campaign },
  memory: NoticeMemory,
): boolean {
  if (!interrupts(campaign.severity)) return false;
  const putOffUntilMs = memory.later[key] ?? Number.NEGATIVE_INFINITY;
  return !memory.told.some((one) => one.key === key && one.atMs >= putOffUntilMs);
}

/** The interruptions among what was told, for the etiquette. */
export const interruptionsIn = (told: readonly Told[]): { atMs: number; isUrgent: boolean }[] =>
  told.flatMap(({ how, atMs }) => (how === 'seen' ? [] : [{ atMs, isUrgent: how === 'urgently' }]));

/** With one more, the oldest forgotten. */
export const withTold = (told: readonly Told[], more: readonly Told[]): Told[] =>
  [...told, ...more].slice(-toldKept);
