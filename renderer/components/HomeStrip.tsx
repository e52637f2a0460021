import { LifeBuoy, Settings } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { usePanel } from '../panel.ts';
import { IconButton } from './IconButton.tsx';
import { PinButton } from './PinButton.tsx';

/** Above the search field: whose help this is, room to move the window, and what is needed rarely. */
export const HomeStrip = memo(function HomeStrip() {
  const { t } = useTranslation();
  const { snapshot, go } = usePanel();
  return (
    <div className="strip">
      <span className="strip__name">{snapshot.organisationName}</span>
      <div className="bar__tools">
        <IconButton icon={LifeBuoy} label={t('panel.bar.help')} onClick={() => go({ screen: 'help' })} />
        <IconButton
          icon={Settings}
          label={t('panel.bar.settings')}
          onClick={() => go({ screen: 'settings' })}
        />
        <PinButton />
      </div>
    </div>
  );
});
