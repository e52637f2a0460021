import type { Output } from '../shared/ipc/contract.ts';
import type { GuideRef } from '../shared/ipc/views.ts';
import type { Language } from '../shared/language.ts';

/** What can be chosen below the search field: guides, and at the end always a way to people. */
export type SearchOption = { kind: 'guide'; guide: GuideRef } | { kind: 'none-of-these' };

/** Guides in the person's language in their order, then those in others, then "None of these?". */
export function searchOptions(hits: readonly GuideRef[], language: Language): SearchOption[] {
  const own = hits.filter((guide) => guide.language === language);
  const other = hits.filter((guide) => guide.language !== language);
  return [
    ...[...own, ...other].map((guide) => ({ kind: 'guide' as const, guide })),
    { kind: 'none-of-these' },
  ];
}

/** Element id of an option, for `aria-activedescendant`. */
export const optionId = (option: SearchOption): string =>
  option.kind === 'guide' ? `option-${option.guide.id}` : 'option.none';

/** The selection after an arrow key; it stops at both ends. */
export const moveSelection = (selected: number, count: number, by: 1 | -1): number =>
  Math.max(0, Math.min(count - 1, selected + by));

/** Whether two hits are drawn alike; every answer brings new objects for the same guides. */
export const looksSame = (a: GuideRef, b: GuideRef): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The question with what its mistyped words were taken for; empty when all was taken as it was typed. */
export function questionAsRead(text: string, meant: Output<'search.query'>['meant']): string {
  if (meant.length === 0) return '';
  return meant.reduce((read, word) => read.replace(word.typed, () => word.meant), text.trim());
}
