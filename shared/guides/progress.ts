import { z } from 'zod';
import { isForOs, type Os } from '../os.ts';
import { guideIdSchema } from './action.ts';
import { stepIdSchema, type Guide, type Step, type Target } from './guide.ts';

/** How far a person is in a guide. Ids that an edited guide no longer has are ignored. */
export const progressSchema = z.strictObject({
  guideId: guideIdSchema,
  done: z.array(stepIdSchema).max(200),
  /** Step id -> the id of the answer given there. */
  answers: z.record(stepIdSchema, z.string().max(80)),
  updatedAtMs: z.number(),
});
export type Progress = z.infer<typeof progressSchema>;

/** Where the steps shown come to an end: the guide's end, an answer that ends it, or a question still open. */
export type PathEnd = { kind: 'end' } | { kind: 'open' } | Exclude<Target, { kind: 'step' }>;

export interface PathStep {
  step: Step;
  state: 'done' | 'now' | 'ahead';
  /** The answer given to the step's question, if it was. */
  answerId?: string;
}

export interface GuidePath {
  steps: PathStep[];
  end: PathEnd;
  /** All steps shown are done and no question is open. */
  atEnd: boolean;
}

export const emptyProgress = (guideId: string, nowMs: number): Progress => ({
  guideId,
  done: [],
  answers: {},
  updatedAtMs: nowMs,
});

/** Where a step leads: by the answer given, by its own `next`, or to the one below it. */
function leadsTo(step: Step, below: Step | undefined, answerId: string | undefined): PathEnd | { kind: 'step'; id: string } {
  if (step.ask) return step.ask.options.find((option) => option.id === answerId)?.to ?? { kind: 'open' };
  if (step.next) return step.next;
  return below ? { kind: 'step', id: below.id } : { kind: 'end' };
}

/**
 * The steps a person sees: from the first one for their system, along the answers given, up to and including the first
 * question that is still open. The first step not done is the current one. Ends for every guide: a step is visited once.
 */
export function guidePath(guide: Guide, os: Os, progress: Progress): GuidePath {
  const own = guide.steps.filter((step) => isForOs(step.os, os));
  const steps: PathStep[] = [];
  const visited = new Set<string>();
  let end: PathEnd = { kind: 'end' };
  let at = 0;
  let nowSeen = false;
  for (let step = own[at]; step !== undefined && !visited.has(step.id); step = own[at]) {
    visited.add(step.id);
    const answerId = step.ask?.options.find((option) => option.id === progress.answers[step.id])?.id;
    const isDone: boolean = !nowSeen && (step.ask ? answerId !== undefined : progress.done.includes(step.id));
    steps.push({ step, state: isDone ? 'done' : nowSeen ? 'ahead' : 'now', ...(answerId === undefined ? {} : { answerId }) });
    nowSeen ||= !isDone;
    const target = leadsTo(step, own[at + 1], answerId);
    if (target.kind !== 'step') {
      end = target;
      break;
    }
    // A step for other systems is passed over: its place is taken by the next one below that is for this one.
    const from = guide.steps.findIndex((candidate) => candidate.id === target.id);
    at = own.findIndex((candidate) => guide.steps.indexOf(candidate) >= from && from >= 0);
    if (at < 0) break;
  }
  return { steps, end, atEnd: !nowSeen && end.kind !== 'open' };
}

const without = <T>(record: Readonly<Record<string, T>>, keys: ReadonlySet<string>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => !keys.has(key)));

/** The step was done. */
export function completeStep(progress: Progress, stepId: string, nowMs: number): Progress {
  return { ...progress, done: [...progress.done.filter((id) => id !== stepId), stepId], updatedAtMs: nowMs };
}

/** An answer was chosen; what was done on another branch no longer counts. */
export function answerStep(guide: Guide, os: Os, progress: Progress, stepId: string, optionId: string, nowMs: number): Progress {
  const reopened = progress.answers[stepId] === optionId ? progress : reopenStep(guide, os, progress, stepId, nowMs);
  return { ...completeStep(reopened, stepId, nowMs), answers: { ...reopened.answers, [stepId]: optionId } };
}

/** A done step is the current one again; what came after it is forgotten. */
export function reopenStep(guide: Guide, os: Os, progress: Progress, stepId: string, nowMs: number): Progress {
  const { steps } = guidePath(guide, os, progress);
  const from = steps.findIndex(({ step }) => step.id === stepId);
  const dropped = new Set(from < 0 ? [stepId] : steps.slice(from).map(({ step }) => step.id));
  return {
    ...progress,
    done: progress.done.filter((id) => !dropped.has(id)),
    answers: without(progress.answers, dropped),
    updatedAtMs: nowMs,
  };
}

/** Whether a person has begun: opening a guide alone is not it. */
export const hasBegun = (progress: Progress): boolean =>
  progress.done.length > 0 || Object.keys(progress.answers).length > 0;
