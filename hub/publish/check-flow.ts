import { firstPlace, placeAfter, placeOf, type Place } from '../../shared/guides/flow.ts';
import type { Step } from '../../shared/guides/guide.ts';
import type { Os } from '../../shared/os.ts';
import type { Report } from './mistake.ts';
import type { SourceStep } from './parse-step.ts';

/** Follows every path of a guide on every system: targets exist, no path runs in a circle, no step is left out. */
export function checkFlow(sources: readonly SourceStep[], appliesTo: readonly Os[], report: Report): void {
  const steps = sources.map(({ step }) => step);
  for (const { step, line } of sources) {
    const foreign = (step.os ?? []).filter((os) => !appliesTo.includes(os));
    if (foreign.length > 0) {
      const problem = `the step is for ${foreign.join(', ')}, the guide is not`;
      report.error(line, problem, 'add it to applies-to, or drop it here');
    }
  }
  for (const os of appliesTo) {
    if (firstPlace(steps, os).kind === 'step') continue;
    const line = sources[0]?.line ?? 1;
    report.error(line, `the guide has no step for ${os}`, `add one, or take ${os} out of applies-to`);
  }
  // Where a path breaks off, what lies behind it would look out of reach.
  if (targetsExist(sources, report)) checkPaths(sources, appliesTo, report);
}

function targetsExist(sources: readonly SourceStep[], report: Report): boolean {
  const ids = new Set(sources.map(({ step }) => step.id));
  const missing = sources
    .flatMap(({ targets }) => targets)
    .filter(({ target }) => target.kind === 'step' && !ids.has(target.id));
  for (const { target, line } of missing) {
    const name = target.kind === 'step' ? target.id : target.kind;
    report.error(
      line,
      `there is no step "#${name}"`,
      `use one of: ${Array.from(ids, (id) => `#${id}`).join(', ')}`,
    );
  }
  return missing.length === 0;
}

function checkPaths(sources: readonly SourceStep[], appliesTo: readonly Os[], report: Report): void {
  const steps = sources.map(({ step }) => step);
  const reached = new Set<Step>();
  const circles = new Set<Step>();
  for (const os of appliesTo) walk(steps, os, reached, circles);
  for (const { step, line } of sources) {
    if (circles.has(step)) {
      report.error(line, 'from this step people go in a circle', 'let one path go on to a later step');
    }
    if (!reached.has(step)) {
      report.error(line, 'nobody can reach this step', 'let an answer or a `next:` lead to it, or remove it');
    }
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
