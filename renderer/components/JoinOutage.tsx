import { useTranslation } from 'react-i18next';
import { agoInWords } from '../../shared/i18n/format.ts';
import type { NoticeView } from '../../shared/ipc/views.ts';
import { usePanel } from '../panel.ts';

/** "That's mine, too"; once it is said, how long ago, that nobody has it yet, and the way back. */
export function JoinOutage({ notice: { id, joinedAtMs, joinIsSent } }: { notice: NoticeView }) {
  const { t } = useTranslation();
  const { snapshot, attempt } = usePanel();
  if (joinedAtMs === undefined) {
    return (
      <button type="button" className="link" onClick={() => void attempt('notice.join', { id })}>
        {t('panel.notice.join')}
      </button>
    );
  }
  const ago = agoInWords(joinedAtMs, snapshot.nowMs, snapshot.language);
  return (
    <>
      <span className="muted" role="status">
        {joinIsSent === true ? t('panel.notice.joinedSent', { ago }) : t('panel.notice.joined', { ago })}
      </span>
      {joinIsSent !== true && (
        <button type="button" className="link" onClick={() => void attempt('notice.leave', { id })}>
          {t('panel.notice.leave')}
        </button>
      )}
    </>
  );
}
