import { isForOs, type Os } from '../os.ts';
import type { Step, Target } from './guide.ts';

/** Where a path through a guide stands: at a step, at the guide's end, or where an answer or `next` led out of it. */
export type Place = { kind: 'step'; step: Step } | { kind: 'end' } | Exclude<Target, { kind: 'step' }>;

/** The first step from `index` on that is for this system: a step for others is passed over. */
function placeFrom(steps: readonly Step[], os: Os, index: number): Place {
  const step = steps.slice(index).find((candidate) => isForOs(candidate.os, os));
  return step ? { kind: 'step', step } : { kind: 'end' };
}

/** Where a guide begins on a system. */
export const firstPlace = (steps: readonly Step[], os: Os): Place => placeFrom(steps, os, 0);

/** Where a target leads; one that an edited guide no longer has is the guide's end. */
export function placeOf(steps: readonly Step[], os: Os, target: Target): Place {
  if (target.kind !== 'step') return target;
  const index = steps.findIndex((step) => step.id === target.id);
  return index < 0 ? { kind: 'end' } : placeFrom(steps, os, index);
}

/** Where a step without a question leads: by its `next`, or to the one below it. */
export function placeAfter(steps: readonly Step[], os: Os, step: Step): Place {
  if (step.next) return placeOf(steps, os, step.next);
  return placeFrom(steps, os, steps.indexOf(step) + 1);
}
