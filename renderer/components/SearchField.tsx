import { Search } from 'lucide-react';
import type { KeyboardEvent, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { labelOfHotkey } from '../../shared/hotkeys.ts';
import { usePanel } from '../panel.ts';

interface SearchFieldProps {
  ref: Ref<HTMLInputElement>;
  text: string;
  onText: (text: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  /** The list that belongs to the field, and the element that is selected in it. */
  controls?: string;
  active?: string;
}

const maxChars = 200;

/** Where everything begins. The list below is steered from here, so that the focus never leaves the words. */
export function SearchField({ ref, text, onText, onKeyDown, controls, active }: SearchFieldProps) {
  const { t } = useTranslation();
  const { hotkey, os, language } = usePanel().snapshot;
  return (
    <div className="search" role="search">
      <Search aria-hidden />
      <input
        ref={ref}
        type="search"
        value={text}
        maxLength={maxChars}
        placeholder={t('panel.search.placeholder')}
        aria-label={t('panel.search.label')}
        aria-autocomplete="list"
        aria-controls={controls}
        aria-activedescendant={active}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {text !== '' ? (
        <button type="button" className="kbd" aria-label={t('panel.search.clear')} onClick={() => onText('')}>
          {t('panel.search.escape')}
        </button>
      ) : (
        hotkey.status === 'registered' && (
          <kbd className="kbd">{labelOfHotkey(hotkey.accelerator, os, language)}</kbd>
        )
      )}
    </div>
  );
}
