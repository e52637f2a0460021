import type { Os } from '../os.ts';
import { firstPlace, placeAfter, placeOf, type Place } from './flow.ts';
import type { Guide, Step, Target } from './guide.ts';
import type { Progress } from './progress.ts';

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

/**
 * The steps a person sees: from the first one for their system, along the answers given, up to and including the first
 * question that is still open. The first step not done is the current one. Ends for every guide: a step is visited once.
 */
export function guidePath(guide: Guide, os: Os, progress: Progress): GuidePath {
  const steps: PathStep[] = [];
  const visited = new Set<Step>();
  let nowSeen = false;
  let place: Place | { kind: 'open' } = firstPlace(guide.steps, os);
  while (place.kind === 'step' && !visited.has(place.step)) {
    const { step }: { step: Step } = place;
    visited.add(step);
    const answer = step.ask?.options.find((option) => option.id === progress.answers[step.id]);
    const isDone: boolean = !nowSeen && (step.ask ? answer !== undefined : progress.done.includes(step.id));
    const state = isDone ? 'done' : nowSeen ? 'ahead' : 'now';
    steps.push({ step, state, ...(answer && { answerId: answer.id }) });
    nowSeen ||= !isDone;
    if (!step.ask) place = placeAfter(guide.steps, os, step);
    else place = answer ? placeOf(guide.steps, os, answer.to) : { kind: 'open' };
  }
  // A circle, which the compiler refuses, ends where it closes.
  const end: PathEnd = place.kind === 'step' ? { kind: 'end' } : place;
  return { steps, end, atEnd: !nowSeen && end.kind !== 'open' };
}

const without = <T>(record: Readonly<Record<string, T>>, keys: ReadonlySet<string>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => !keys.has(key)));

/** The step was done. */
export function completeStep(progress: Progress, stepId: string, nowMs: number): Progress {
  return { ...progress, done: [...progress.done.filter((id) => id !== stepId), stepId], updatedAtMs: nowMs };
}

/** An answer was chosen; what was done on another branch no longer counts. */
export function answerStep(
  guide: Guide,
  os: Os,
  progress: Progress,
  stepId: string,
  optionId: string,
  nowMs: number,
): Progress {
  const reopened =
    progress.answers[stepId] === optionId ? progress : reopenStep(guide, os, progress, stepId, nowMs);
  return { ...completeStep(reopened, stepId, nowMs), answers: { ...reopened.answers, [stepId]: optionId } };
}

/** A done step is the current one again; what came after it is forgotten. */
export function reopenStep(
  guide: Guide,
  os: Os,
  progress: Progress,
  stepId: string,
  nowMs: number,
): Progress {
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
