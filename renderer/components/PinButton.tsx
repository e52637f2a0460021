import { Pin, PinOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { usePanel } from '../panel.ts';
import { IconButton } from './IconButton.tsx';

/** Keeps the panel open while other windows are used. A guide in progress does that by itself. */
export function PinButton() {
  const { t } = useTranslation();
  const { snapshot, attempt } = usePanel();
  const { pinned, pinnedBy } = snapshot.panel;
  const label =
    pinnedBy === 'guide' ? t('panel.bar.pinnedByGuide') : pinned ? t('panel.bar.unpin') : t('panel.bar.pin');
  return (
    <IconButton
      icon={pinned ? PinOff : Pin}
      label={label}
      pressed={pinned || pinnedBy !== 'none'}
      onClick={() => void attempt('panel.pin', { pinned: !pinned })}
    />
  );
}
