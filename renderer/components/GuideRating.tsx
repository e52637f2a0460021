import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rating } from '../../shared/usage/rating.ts';
import { missingReasons } from '../../shared/usage/rating-choices.ts';
import { usePanel } from '../panel.ts';
import { useAnswer } from '../use-answer.ts';
import { RatingWords } from './RatingWords.tsx';
import { Toggles } from './Toggles.tsx';

interface GuideRatingProps {
  guide: string;
  /** Who was not helped is asked at once for what was missing. */
  after: 'solved' | 'not-solved';
}

/** One calm question below everything that leads on. Where nobody would read the answer it is not asked. */
export function GuideRating({ guide, after }: GuideRatingProps) {
  const asked = useAnswer('rating.ask', { guide });
  if (!asked?.ok || !asked.value.isAsked) return null;
  return <Question guide={guide} after={after} before={asked.value.given} />;
}

function Question({ guide, after, before }: GuideRatingProps & { before: Rating | undefined }) {
  const { t } = useTranslation();
  const { attempt } = usePanel();
  const [given, setGiven] = useState(before);

  async function say(rating: Rating | undefined): Promise<void> {
    if (rating) {
      const kept = await attempt('rating.give', { guide, rating });
      if (kept) setGiven(kept.given);
    } else if (await attempt('rating.takeBack', { guide })) setGiven(undefined);
  }

  const words = given?.words === undefined ? {} : { words: given.words };
  const ofNo: Rating | undefined = after === 'solved' ? { good: false, ...words } : undefined;
  return (
    <div className="rating">
      {after === 'solved' && (
        <Toggles
          label={t('panel.rating.good')}
          choices={[
            { value: true, text: t('panel.guide.yes') },
            { value: false, text: t('panel.guide.no') },
          ]}
          chosen={given?.good}
          onChoose={(good) => void say(good === undefined ? undefined : { good })}
        />
      )}
      {(after === 'not-solved' || given?.good === false) && (
        <Toggles
          label={t('panel.rating.missing')}
          choices={missingReasons.map((value) => ({ value, text: t(`panel.rating.reasons.${value}`) }))}
          chosen={given?.missing}
          onChoose={(missing) => void say(missing === undefined ? ofNo : { good: false, missing, ...words })}
        />
      )}
      {given?.good === false && (
        <RatingWords
          kept={given.words ?? ''}
          onKeep={(text) => {
            const { words: _before, ...rest } = given;
            void say(text === '' ? rest : { ...rest, words: text });
          }}
        />
      )}
      <p className="tiny">
        <span role="status">{given && t('panel.rating.thanks')}</span> {t('panel.rating.goes')}
      </p>
    </div>
  );
}
