import { Pin, PinOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { usePanel } from '../panel.ts';
import { IconButton } from './IconButton.tsx';

/** Keeps the panel open while other windows are used. A guide in progress does that by itself. */
export function PinButton() {
  const { t } = useTranslation();
  const { snapshot, attempt } = usePanel();
  const { pinned, pinnedBy } = snapshot.panel;
  const labels = {
    person: t('panel.bar.unpin'),
    guide: t('panel.bar.pinnedByGuide'),
    request: t('panel.bar.pinnedByRequest'),
    none: t('panel.bar.pin'),
  };
  return (
    <IconButton
      icon={pinned ? PinOff : Pin}
      label={labels[pinnedBy]}
      pressed={pinned || pinnedBy !== 'none'}
      onClick={() => void attempt('panel.pin', { pinned: !pinned })}
    />
  );
}
