import { useTranslation } from 'react-i18next';
import { agoInWords } from '../../shared/i18n/format.ts';
import type { NoticeView } from '../../shared/ipc/views.ts';
import { usePanel } from '../panel.ts';

/** How many people an outage has hit, and how old that count is. */
export function Affected({ notice: { affected } }: { notice: NoticeView }) {
  const { t } = useTranslation();
  const { snapshot } = usePanel();
  if (!affected || affected.people === 0) return null;
  const ago = agoInWords(affected.countedAtMs, snapshot.nowMs, snapshot.language);
  return <span className="muted">{t('panel.notice.affected', { count: affected.people, ago })}</span>;
}
