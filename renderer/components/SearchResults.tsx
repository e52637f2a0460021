import { CircleQuestionMark } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GuideRef } from '../../shared/ipc/views.ts';
import { usePanel } from '../panel.ts';
import { looksSame, optionId, type SearchOption } from '../search-options.ts';
import type { SearchAnswer } from '../use-search.ts';
import { AreaGrid } from './AreaGrid.tsx';
import { useGuideDetail } from './GuideRow.tsx';
import { Marked } from './Marked.tsx';
import { RowContent } from './Row.tsx';

interface SearchResultsProps {
  id: string;
  answer: SearchAnswer;
  options: readonly SearchOption[];
  selected: number;
  onOpen: (option: SearchOption) => void;
}

/** The guides found, and always a way on for those who don't find theirs. */
export const SearchResults = memo(function SearchResults({
  id,
  answer,
  options,
  selected,
  onOpen,
}: SearchResultsProps) {
  const { t } = useTranslation();
  const { snapshot } = usePanel();
  const guides = options.filter((option) => option.kind === 'guide');
  const own = guides.filter(({ guide }) => guide.language === snapshot.language);
  const other = guides.slice(own.length);
  const none = options.length - 1;
  const select = (option: SearchOption, index: number) => ({
    id: optionId(option),
    selected: index === selected,
    onOpen: () => onOpen(option),
  });
  return (
    <>
      {guides.length === 0 && (
        <div className="empty">
          <p className="empty__title">{t('panel.search.nothing', { text: answer.text.trim() })}</p>
          <p className="muted">{t('panel.search.nothingHint')}</p>
        </div>
      )}
      <div id={id} role="listbox" aria-label={t('panel.search.results')} className="results">
        {own.length > 0 && (
          <div className="list" role="presentation">
            {own.map((option, index) => (
              <Option key={option.guide.id} {...select(option, index)}>
                <GuideOption guide={option.guide} isSelected={index === selected} />
              </Option>
            ))}
          </div>
        )}
        {other.length > 0 && (
          <div role="group" aria-label={t('panel.search.otherLanguage')} className="results__other">
            <p className="divider" aria-hidden>
              {t('panel.search.otherLanguage')}
            </p>
            <div className="list" role="presentation">
              {other.map((option, index) => (
                <Option key={option.guide.id} {...select(option, own.length + index)}>
                  <GuideOption guide={option.guide} isSelected={own.length + index === selected} />
                </Option>
              ))}
            </div>
          </div>
        )}
        <div className="list" role="presentation">
          <Option {...select({ kind: 'none-of-these' }, none)}>
            <RowContent
              icon={CircleQuestionMark}
              title={t('panel.search.none')}
              detail={t('panel.search.noneHint')}
              {...(none === selected ? { end: <kbd className="kbd">{t('panel.search.enter')}</kbd> } : {})}
            />
          </Option>
        </div>
      </div>
      {guides.length === 0 && <AreaGrid />}
    </>
  );
});

interface OptionProps {
  id: string;
  selected: boolean;
  onOpen: () => void;
  children: ReactNode;
}

function Option({ id, selected, onOpen, children }: OptionProps) {
  return (
    <div
      id={id}
      role="option"
      aria-selected={selected}
      className="row"
      // The focus stays in the search field.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onOpen}
    >
      {children}
    </div>
  );
}

interface GuideOptionProps {
  guide: GuideRef;
  isSelected: boolean;
}

/** Drawn again only when it shows something else: most keystrokes change few rows. */
const GuideOption = memo(
  function GuideOption({ guide, isSelected }: GuideOptionProps) {
    const { t } = useTranslation();
    const { language } = usePanel().snapshot;
    const detailOf = useGuideDetail();
    return (
      <RowContent
        title={<Marked text={guide.title} ranges={guide.titleRanges ?? []} />}
        lang={guide.language === language ? undefined : guide.language}
        detail={detailOf(guide)}
        {...(isSelected ? { end: <kbd className="kbd">{t('panel.search.enter')}</kbd> } : {})}
      />
    );
  },
  (before, after) => before.isSelected === after.isSelected && looksSame(before.guide, after.guide),
);
