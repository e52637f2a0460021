import type { Action } from './action.ts';
import type { Block, Guide, Inline, Target } from './guide.ts';

const actionsInText = (inlines: readonly Inline[]): Action[] =>
  inlines.flatMap((inline) => (inline.type === 'link' ? [inline.action] : []));

function actionsInBlock(block: Block): Action[] {
  switch (block.type) {
    case 'paragraph':
      return actionsInText(block.inlines);
    case 'list':
      return block.items.flatMap(actionsInText);
    case 'button':
      return [block.action];
    case 'image':
      return [];
  }
}

/** Everything a guide offers to open, on every system, in reading order. */
export function actionsOf(guide: Guide): Action[] {
  return [
    ...guide.steps.flatMap((step) => [...actionsInText(step.title), ...step.body.flatMap(actionsInBlock)]),
    ...guide.check.flatMap(actionsInBlock),
    ...guide.giveUp.flatMap(actionsInBlock),
  ];
}

/** Whether two actions open the same thing. */
export function isSameAction(a: Action, b: Action): boolean {
  switch (a.kind) {
    case 'settings':
      return b.kind === 'settings' && a.page === b.page;
    case 'web':
      return b.kind === 'web' && a.url === b.url;
    case 'mail':
      return b.kind === 'mail' && a.to === b.to;
    case 'phone':
      return b.kind === 'phone' && a.number === b.number;
    case 'guide':
      return b.kind === 'guide' && a.id === b.id;
  }
}

/** The other guides that a guide leads to, by a link, an answer or a step's end; each once, in reading order. */
export function linkedGuides(guide: Guide): string[] {
  const targets = guide.steps.flatMap((step): Target[] => [
    ...(step.ask?.options.map((option) => option.to) ?? []),
    ...(step.next ? [step.next] : []),
  ]);
  const ids = [
    ...targets.flatMap((target) => (target.kind === 'guide' ? [target.id] : [])),
    ...actionsOf(guide).flatMap((action) => (action.kind === 'guide' ? [action.id] : [])),
  ];
  return [...new Set(ids)].filter((id) => id !== guide.id);
}
