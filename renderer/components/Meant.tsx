import { useTranslation } from 'react-i18next';
import { Marked } from './Marked.tsx';

/**
 * What was looked for in place of words that no guide has. Its line is there with nothing in it, too: the results don't
 * move while somebody types.
 */
export function Meant({ words }: { words: string }) {
  const { t } = useTranslation();
  const sentence = t('panel.search.meant', { words });
  const start = sentence.lastIndexOf(words);
  return (
    <p className="meant" aria-hidden>
      {words !== '' && <Marked text={sentence} ranges={[[start, start + words.length]]} />}
    </p>
  );
}
