import { firstPlace, placeAfter, placeOf, type Place } from '../../shared/guides/flow.ts';
import type { Step } from '../../shared/guides/guide.ts';
import type { Os } from '../../shared/os.ts';
import type { Report } from './mistake.ts';
import type { SourceStep } from './parse-step.ts';

/** Follows every path of a guide on every system: targets exist, no path runs in a circle, no step is left out. */
export function checkFlow(sources: readonly SourceStep[], appliesTo: readonly Os[], report: Report): void {
  const steps = sources.map(({ step }) => step);
  const ids = new Set(steps.map((step) => step.id));
  let whole = true;
  for (const { step, line, targets } of sources) {
    for (const { target, line: targetLine } of targets) {
      if (target.kind !== 'step' || ids.has(target.id)) continue;
      whole = false;
      report.error(
        targetLine,
        `there is no step "#${target.id}"`,
        `use one of: ${[...ids].map((id) => `#${id}`).join(', ')}`,
      );
    }
    const foreign = (step.os ?? []).filter((os) => !appliesTo.includes(os));
    if (foreign.length > 0) {
      report.error(
        line,
        `the step is for ${foreign.join(', ')}, the guide is not`,
        'add it to applies-to, or drop it here',
      );
    }
  }
  // Where a path breaks off, what lies behind it would look out of reach.
  if (!whole) return;
  const reached = new Set<Step>();
  const circles = new Set<Step>();
  for (const os of appliesTo) {
    if (firstPlace(steps, os).kind === 'end') {
      report.error(
        sources[0]?.line ?? 1,
        `the guide has no step for ${os}`,
        `add one, or take ${os} out of applies-to`,
      );
    }
    walk(steps, os, reached, circles);
  }
  for (const { step, line } of sources) {
    if (circles.has(step))
      report.error(line, 'from this step people go in a circle', 'let one path go on to a later step');
    if (reached.has(step)) continue;
    report.error(line, 'nobody can reach this step', 'let an answer or a `next:` lead to it, or remove it');
  }
}

/** Depth first without recursion, for guides of any length; a step met again on its own path closes a circle. */
function walk(steps: readonly Step[], os: Os, reached: Set<Step>, circles: Set<Step>): void {
  const finished = new Set<Step>();
  const onPath = new Set<Step>();
  const first = firstPlace(steps, os);
  const stack = first.kind === 'step' ? [{ step: first.step, leave: false }] : [];
  for (let visit = stack.pop(); visit; visit = stack.pop()) {
    const { step, leave } = visit;
    if (leave) {
      onPath.delete(step);
      finished.add(step);
      continue;
    }
    if (finished.has(step) || onPath.has(step)) continue;
    onPath.add(step);
    reached.add(step);
    stack.push({ step, leave: true });
    for (const place of placesAfter(steps, os, step)) {
      if (place.kind !== 'step') continue;
      if (onPath.has(place.step)) circles.add(step);
      else stack.push({ step: place.step, leave: false });
    }
  }
}

const placesAfter = (steps: readonly Step[], os: Os, step: Step): Place[] =>
  step.ask ? step.ask.options.map((option) => placeOf(steps, os, option.to)) : [placeAfter(steps, os, step)];
