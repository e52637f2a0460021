import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ratingWordsMax } from '../../shared/usage/rating-choices.ts';
import { SecretHint } from './SecretHint.tsx';

interface RatingWordsProps {
  /** As they are kept: what looked secret is covered. */
  kept: string;
  onKeep: (words: string) => void;
}

/** A few words of the person's own, kept when they say so. */
export function RatingWords({ kept, onKeep }: RatingWordsProps) {
  const { t } = useTranslation();
  const id = useId();
  const [typed, setTyped] = useState<{ text: string; over: string }>();
  // What is kept stands in the field, until somebody types on.
  const text = typed?.over === kept ? typed.text : kept;
  const change = (next: string): void => setTyped({ text: next, over: kept });
  return (
    <form
      className="field"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== kept) onKeep(text.trim());
      }}
    >
      <label htmlFor={id}>{t('panel.rating.words')}</label>
      <div className="field__row">
        <input
          id={id}
          value={text}
          maxLength={ratingWordsMax}
          aria-describedby={`${id}-secret`}
          onChange={(event) => change(event.target.value)}
        />
        <button type="submit" className="btn">
          {t('panel.rating.keep')}
        </button>
      </div>
      <SecretHint id={`${id}-secret`} text={text} charsMax={ratingWordsMax} onCovered={change} />
      <p className="tiny" role="status">
        {kept !== '' && t('panel.rating.kept', { words: kept })}
      </p>
    </form>
  );
}
