import type { List, Paragraph } from 'mdast';
import type { Block, Step, Target } from '../../shared/guides/guide.ts';
import { osSchema } from '../../shared/base-schemas.ts';
import type { Os } from '../../shared/os.ts';
import { lineOf, wordsOf } from './inline.ts';
import { parseTarget, targetName } from './link-target.ts';
import { shown, type Report } from './mistake.ts';
import { toListBlock, type BlockContext, type Directive, type Item } from './parse-blocks.ts';

/** A step with the lines that its mistakes are reported at. */
export interface SourceStep {
  step: Step;
  line: number;
  /** Every target written in the step, with its line. */
  targets: { target: Target; line: number }[];
}

type Ask = NonNullable<Step['ask']>;

/** What stands below a heading, sorted: what is shown, and what steers. */
interface Sorted {
  body: Block[];
  os?: Os[];
  ask?: Ask;
  next?: Target;
  targets: SourceStep['targets'];
}

/** A step out of its heading and what stands below it. */
export function toStep(
  heading: { id: string; title: Step['title']; line: number },
  items: readonly Item[],
  context: BlockContext,
  report: Report,
): SourceStep {
  const { body, targets, ...steering } = sortItems(items, context, report);
  return { step: { id: heading.id, title: heading.title, body, ...steering }, line: heading.line, targets };
}

/** The blocks of `{#check}` and `{#give-up}`, where nothing steers. */
export function toSection(items: readonly Item[], context: BlockContext, report: Report): Block[] {
  return items.flatMap((item): Block[] => {
    if (item.kind === 'block') return [item.block];
    if (item.kind === 'list') return [toListBlock(item.list, context, report)];
    const { kind, line } = item.directive;
    report.error(line, `\`${kind}:\` can't stand in this section`, 'put it into a step');
    return [];
  });
}

function sortItems(items: readonly Item[], context: BlockContext, report: Report): Sorted {
  const sorted: Sorted = { body: [], targets: [] };
  let awaited: { question: string; line: number } | undefined;
  const dropQuestion = (): void => {
    if (!awaited) return;
    report.error(
      awaited.line,
      'no answers follow the question',
      'write a list of at least two: - [Answer](#step-id)',
    );
    awaited = undefined;
  };
  for (const [index, item] of items.entries()) {
    const line = item.kind === 'directive' ? item.directive.line : item.line;
    if (item.kind === 'list' && awaited) {
      const options = readOptions(item.list, sorted.targets, context, report);
      if (options.length >= 2) sorted.ask = { question: awaited.question, options };
      awaited = undefined;
      continue;
    }
    dropQuestion();
    if (sorted.ask ?? sorted.next) {
      report.error(
        line,
        'something follows the end of the step',
        'a step ends with its answers or its `next:`',
      );
    }
    if (item.kind === 'block') sorted.body.push(item.block);
    else if (item.kind === 'list') sorted.body.push(toListBlock(item.list, context, report));
    else if (item.directive.kind === 'ask') awaited = readQuestion(item.directive, report);
    else if (item.directive.kind === 'next') readNext(item.directive, sorted, context, report);
    else if (index > 0) report.error(line, '`os:` stands too late', 'put it right below the heading');
    else sorted.os = readOs(item.directive, report);
  }
  dropQuestion();
  return sorted;
}

function readQuestion(directive: Directive, report: Report): { question: string; line: number } | undefined {
  const question = `${directive.value} ${wordsOf(directive.rest, report)}`.trim();
  if (question !== '') return { question, line: directive.line };
  report.error(directive.line, 'the question is empty', 'write it after `ask:`');
  return undefined;
}

function readNext(directive: Directive, sorted: Sorted, context: BlockContext, report: Report): void {
  const target = parseTarget(`${directive.value}${wordsOf(directive.rest, report)}`, context);
  if (target.kind === 'problem') {
    report.error(directive.line, target.problem, target.remedy);
    return;
  }
  sorted.next = target;
  sorted.targets.push({ target, line: directive.line });
}

function readOs(directive: Directive, report: Report): Os[] {
  const written = directive.value.split(/[\s,]+/).filter((name) => name !== '');
  const systems = written.flatMap((name) => {
    const os = osSchema.safeParse(name);
    if (os.success) return [os.data];
    report.error(directive.line, `there is no system "${shown(name)}"`, `use ${osSchema.options.join(', ')}`);
    return [];
  });
  if (written.length === 0)
    report.error(directive.line, '`os:` names no system', `use ${osSchema.options.join(', ')}`);
  return [...new Set(systems)];
}

function readOptions(
  list: List,
  targets: SourceStep['targets'],
  context: BlockContext,
  report: Report,
): Ask['options'] {
  const used = new Map<string, number>();
  const options = list.children.flatMap((item): Ask['options'] => {
    const line = lineOf(item);
    const [paragraph] = item.children;
    const link =
      paragraph?.type === 'paragraph' && item.children.length === 1 ? soleLink(paragraph) : undefined;
    const text = link ? wordsOf(link.children, report).trim() : '';
    if (!link || text === '') {
      report.error(line, 'an answer is not one link', 'write it as - [Answer](#step-id)');
      return [];
    }
    const to = parseTarget(link.url, context);
    if (to.kind === 'problem') {
      report.error(line, to.problem, to.remedy);
      return [];
    }
    targets.push({ target: to, line });
    const name = targetName(to);
    const count = (used.get(name) ?? 0) + 1;
    used.set(name, count);
    return [{ id: count === 1 ? name : `${name}-${count}`, text, to }];
  });
  if (list.children.length < 2) {
    report.error(
      lineOf(list),
      'a question has one answer only',
      'give at least two, or leave the question out',
    );
  }
  return options;
}

function soleLink(paragraph: Paragraph) {
  const solid = paragraph.children.filter((node) => node.type !== 'text' || node.value.trim() !== '');
  return solid.length === 1 && solid[0]?.type === 'link' ? solid[0] : undefined;
}
