import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useComment } from '../use-comment.ts';
import type { RequestSession } from '../use-request.ts';
import { SecretHint } from './SecretHint.tsx';

const commentCharsMax = 4000;

interface StillNotSolvedProps {
  session: RequestSession;
  /** Whether it can go now; what was written is there in any case. */
  canSend: boolean;
}

/** Goes to the same ticket, in the person's own words. */
export function StillNotSolved({ session, canSend }: StillNotSolvedProps) {
  const { t } = useTranslation();
  const { comment, write, send } = useComment(session);
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  if (!isOpen && comment === '') {
    if (!canSend) return null;
    return (
      <button type="button" className="btn btn--start" onClick={() => setIsOpen(true)}>
        {t('panel.request.stillNot')}
      </button>
    );
  }
  return (
    <div className="field">
      <label htmlFor={id}>{t('panel.request.stillNotWhat')}</label>
      <textarea
        id={id}
        autoFocus={isOpen}
        rows={3}
        value={comment}
        maxLength={commentCharsMax}
        onChange={(event) => {
          setIsOpen(true);
          write(event.target.value);
        }}
      />
      <SecretHint id={`${id}-secret`} text={comment} charsMax={commentCharsMax} onCovered={write} />
      {canSend ? (
        <button
          type="button"
          className="btn btn--primary btn--start"
          disabled={comment.trim() === ''}
          onClick={() => void send()}
        >
          {t('panel.request.stillNotSend')}
        </button>
      ) : (
        <p className="tiny" role="status">
          {t('panel.request.stillNotKept')}
        </p>
      )}
    </div>
  );
}
