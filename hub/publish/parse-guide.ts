import type { Heading, Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { stepIdSchema, type Block, type Guide, type Step } from '../../shared/guides/guide.ts';
import type { Language } from '../../shared/language.ts';
import { osNames } from '../../shared/os.ts';
import { checkFlow } from './check-flow.ts';
import { readFrontMatter, splitFrontMatter, type FrontMatter } from './front-matter.ts';
import { lineOf, toInlines } from './inline.ts';
import { isWithinLimits } from './markdown-limits.ts';
import { shown, type Report } from './mistake.ts';
import { readItems, type BlockContext } from './parse-blocks.ts';
import { toSection, toStep, type SourceStep } from './parse-step.ts';

export interface GuideContext extends BlockContext {
  /** Absent when `areas.yaml` is broken. */
  areaIds: ReadonlySet<string> | undefined;
}

/** A guide as its file says it, with what later checks want to point at. */
export interface SourceGuide {
  guide: Guide;
  lineOf: FrontMatter['lineOf'];
  /** Line of the first step. */
  stepsLine: number;
}

const writeHeading = 'write it as ## Text {#id}';

/** Reads one guide file. With any mistake that leaves a hole in it, there is no guide. */
export function parseGuide(
  file: { id: string; language: Language; text: string },
  context: GuideContext,
  report: Report,
): SourceGuide | undefined {
  const parts = splitFrontMatter(file.text);
  if (!parts) {
    report.error(
      1,
      'the guide does not begin with its data',
      'begin with a line ---, the keys, and another line ---',
    );
    return undefined;
  }
  const front = readFrontMatter(parts.yaml, context.areaIds, report);
  if (!isWithinLimits(parts.markdown, report)) return undefined;
  const body = readBody(fromMarkdown(parts.markdown), context, report);
  // Where the data is wrong, the steps are looked at as for all systems: every mistake at once.
  if (body) checkFlow(body.steps, front?.['applies-to'] ?? osNames, report);
  if (!front || !body) return undefined;
  const guide: Guide = {
    id: file.id,
    language: file.language,
    title: front.title,
    summary: front.summary,
    area: front.area,
    words: front.words,
    appliesTo: [...new Set(front['applies-to'])],
    owner: front.owner,
    reviewed: front.reviewed,
    minutes: front.minutes,
    worksOffline: front['works-offline'],
    steps: body.steps.map(({ step }) => step),
    check: body.check,
    giveUp: body.giveUp,
  };
  return { guide, lineOf: front.lineOf, stepsLine: body.steps[0]?.line ?? 1 };
}

interface Body {
  steps: SourceStep[];
  check: Block[];
  giveUp: Block[];
}

interface Part {
  id: string;
  title: Step['title'];
  line: number;
  nodes: RootContent[];
}

function readBody(tree: Root, context: GuideContext, report: Report): Body | undefined {
  const parts = cutAtHeadings(tree, context, report);
  const steps: SourceStep[] = [];
  const sections = new Map<string, Block[]>();
  const seen = new Set<string>();
  for (const { nodes, ...heading } of parts) {
    const { id, line } = heading;
    if (seen.has(id)) report.error(line, `the id "${id}" is used twice`, 'give each step an id of its own');
    seen.add(id);
    const items = readItems(nodes, context, report);
    if (id === 'check' || id === 'give-up') {
      const blocks = toSection(items, context, report);
      if (blocks.length === 0)
        report.error(line, 'the section is empty', 'say it in a sentence below the heading');
      sections.set(id, blocks);
      continue;
    }
    if (sections.size > 0)
      report.error(line, 'a step follows the closing sections', 'move it above {#check}');
    steps.push(toStep(heading, items, context, report));
  }
  if (steps.length === 0) report.error(1, 'the guide has no step', writeHeading);
  const check = sections.get('check');
  const giveUp = sections.get('give-up');
  if (!check) report.error(1, 'the guide does not say how to see that it worked', 'end with ## ... {#check}');
  if (!giveUp) report.error(1, 'the guide does not say when to stop trying', 'end with ## ... {#give-up}');
  return check && giveUp && steps.length > 0 ? { steps, check, giveUp } : undefined;
}

function cutAtHeadings(tree: Root, context: GuideContext, report: Report): Part[] {
  const parts: Part[] = [];
  for (const node of tree.children) {
    const last = parts.at(-1);
    if (node.type === 'heading') {
      parts.push({ ...readHeading(node, context, report), line: lineOf(node), nodes: [] });
    } else if (last) {
      last.nodes.push(node);
    } else {
      report.error(
        lineOf(node),
        'something stands above the first step',
        'move it into a step, or into the summary',
      );
    }
  }
  return parts;
}

const idMark = /\s*\{#([^{}]*)\}\s*$/;

function readHeading(
  node: Heading,
  context: GuideContext,
  report: Report,
): { id: string; title: Step['title'] } {
  const line = lineOf(node);
  if (node.depth !== 2) report.error(line, 'a heading of another level', writeHeading);
  const last = node.children.at(-1);
  const written = last?.type === 'text' ? idMark.exec(last.value)?.[1] : undefined;
  const id = stepIdSchema.safeParse(written);
  if (!id.success) {
    const problem = written === undefined ? 'the step has no id' : `"${shown(written)}" can't be a step's id`;
    report.error(
      line,
      problem,
      `${writeHeading}; ids are lower-case words with hyphens, at most 40 characters`,
    );
  }
  const children = node.children.map((child) =>
    child === last && child.type === 'text' ? { ...child, value: child.value.replace(idMark, '') } : child,
  );
  const title = toInlines(children, context, report);
  if (title.length === 0) report.error(line, 'the step has no text', writeHeading);
  return { id: id.success ? id.data : `line-${line}`, title };
}
