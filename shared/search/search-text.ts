import type { Guide } from '../guides/guide.ts';
import { blockText, plainText } from '../guides/plain-text.ts';
import type { Language } from '../language.ts';

/** What of a guide can be searched, as plain text. */
export interface SearchText {
  id: string;
  language: Language;
  title: string;
  /** Words that people use for it, whether they are in the text or not. */
  words: readonly string[];
  summary: string;
  body: string;
}

export function searchTextOf({
  id,
  language,
  title,
  words,
  summary,
  steps,
  check,
  giveUp,
}: Guide): SearchText {
  const stepTexts = steps.map(({ title: stepTitle, body, ask }) =>
    [
      plainText(stepTitle),
      blockText(body),
      ask?.question,
      ...(ask?.options ?? []).map((option) => option.text),
    ].join('\n'),
  );
  const body = [...stepTexts, blockText(check), blockText(giveUp)].join('\n');
  return { id, language, title, words, summary, body };
}
