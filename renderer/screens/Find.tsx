import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
} from 'react';
import { useTranslation } from 'react-i18next';
import { Footer } from '../components/Footer.tsx';
import { HomeStrip } from '../components/HomeStrip.tsx';
import { Meant } from '../components/Meant.tsx';
import { SearchField } from '../components/SearchField.tsx';
import { SearchResults } from '../components/SearchResults.tsx';
import { usePanel } from '../panel.ts';
import {
  moveSelection,
  optionId,
  questionAsRead,
  searchOptions,
  type SearchOption,
} from '../search-options.ts';
import { useSearch } from '../use-search.ts';
import { HomeContent } from './Home.tsx';

const resultsId = 'results';

/** Home, and what the person types into it. */
export function Find({ text }: { text: string }) {
  const { t } = useTranslation();
  const { snapshot, move, go } = usePanel();
  const field = useRef<HTMLInputElement>(null);
  const main = useRef<HTMLElement>(null);
  const answer = useSearch(text);
  const { language } = snapshot;
  // Stable between answers: the results are not drawn again while the field is ahead of them.
  const options = useMemo(() => searchOptions(answer?.hits ?? [], language), [answer, language]);
  const [selection, setSelection] = useState({ text, index: 0 });
  const selected = selection.text === text ? Math.min(selection.index, options.length - 1) : 0;

  useEffect(() => field.current?.focus(), []);
  // The best result is the first: wherever home or an earlier search was scrolled to, a new answer begins at the top.
  useLayoutEffect(() => {
    if (main.current) main.current.scrollTop = 0;
  }, [answer]);

  const open = useCallback(
    (option: SearchOption) => {
      if (option.kind === 'guide') {
        go({ screen: 'guide', id: option.guide.id, title: option.guide.title });
      } else if (answer) {
        const seen = answer.hits.map(({ id }) => id);
        go({ screen: 'not-solved', from: { kind: 'search', text: answer.text.trim(), seen } });
      }
    },
    [go, answer],
  );

  // Enter before the hits for the last letter are here opens the first of them, not one of the letter before.
  const isCurrent = answer?.text === text;
  const enterWaits = useRef(false);
  useEffect(() => {
    const [first] = options;
    if (isCurrent && enterWaits.current && first) open(first);
    if (isCurrent) enterWaits.current = false;
  }, [isCurrent, options, open]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing || text.trim() === '') return;
    if (event.key === 'Enter' && !isCurrent) enterWaits.current = true;
    else if (!answer) return;
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const index = moveSelection(selected, options.length, event.key === 'ArrowDown' ? 1 : -1);
      setSelection({ text, index });
      const row = options[index] && document.getElementById(optionId(options[index]));
      row?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const option = options[selected];
      if (option) open(option);
    }
  }

  const activeOption = answer ? options[selected] : undefined;
  const found = answer && t('panel.search.foundOf', { found: answer.hits.length, count: answer.guideCount });
  const meant = answer ? questionAsRead(answer.text, answer.meant) : '';
  const told = meant === '' ? found : `${t('panel.search.meant', { words: meant })}. ${found ?? ''}`;
  return (
    <>
      <header className="header header--find">
        <HomeStrip />
        <SearchField
          ref={field}
          text={text}
          onText={(typed) => move({ kind: 'type', text: typed })}
          onKeyDown={onKeyDown}
          {...(activeOption ? { controls: resultsId, active: optionId(activeOption) } : {})}
        />
      </header>
      <main className="main" ref={main} data-screen={answer ? 'search' : 'home'}>
        <h1 className="sr-only">{t(answer ? 'panel.search.results' : 'panel.home.title')}</h1>
        <p className="sr-only" role="status">
          {told}
        </p>
        {answer ? (
          <>
            <Meant words={meant} />
            <SearchResults
              id={resultsId}
              answer={answer}
              options={options}
              selected={selected}
              onOpen={open}
            />
          </>
        ) : (
          <HomeContent />
        )}
      </main>
      <footer className="footer">
        <Footer {...(found === undefined ? {} : { end: found })} />
      </footer>
    </>
  );
}
