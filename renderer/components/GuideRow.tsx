import { useTranslation } from 'react-i18next';
import type { GuideRef } from '../../shared/ipc/views.ts';
import { joinFacts, unbroken } from '../facts.ts';
import { usePanel } from '../panel.ts';
import { areaIcon } from './icons.ts';
import { Row } from './Row.tsx';

/** Area, minutes and what else helps to choose, in one line. */
export function useGuideDetail(): (guide: GuideRef, options?: { withoutArea?: boolean }) => string {
  const { t } = useTranslation();
  const { snapshot } = usePanel();
  return (guide, { withoutArea = false } = {}) =>
    joinFacts([
      ...(withoutArea ? [] : [guide.areaTitle]),
      unbroken(t('panel.guideRow.minutes', { count: guide.minutes })),
      ...(guide.worksOffline ? [t('panel.guideRow.offline')] : []),
      ...(guide.language === snapshot.language ? [] : [t(`panel.guideRow.in.${guide.language}`)]),
    ]);
}

interface GuideRowProps {
  guide: GuideRef;
  /** Why it is offered; shown instead of area and minutes. */
  reason?: string;
  withIcon?: boolean;
  withoutArea?: boolean;
  onOpen?: () => void;
}

/** A guide in a list. */
export function GuideRow({ guide, reason, withIcon = false, withoutArea = false, onOpen }: GuideRowProps) {
  const { t } = useTranslation();
  const { snapshot, go } = usePanel();
  const isForeign = guide.language !== snapshot.language;
  const detailOf = useGuideDetail();
  return (
    <Row
      {...(withIcon ? { icon: areaIcon[guide.icon] } : {})}
      title={guide.title}
      lang={isForeign ? guide.language : undefined}
      {...(reason === undefined
        ? { detail: detailOf(guide, { withoutArea }) }
        : { reason: isForeign ? joinFacts([reason, t(`panel.guideRow.in.${guide.language}`)]) : reason })}
      onOpen={() => {
        onOpen?.();
        go({ screen: 'guide', id: guide.id, title: guide.title });
      }}
    />
  );
}
