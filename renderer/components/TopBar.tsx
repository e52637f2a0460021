import { ChevronLeft, LifeBuoy, Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { currentPlace, placeBehind } from '../navigation.ts';
import { usePanel, useTrail } from '../panel.ts';
import { usePlaceName } from '../use-place-name.ts';
import { IconButton } from './IconButton.tsx';
import { PinButton } from './PinButton.tsx';

interface TopBarProps {
  children?: ReactNode;
  /** One step back within the screen, where it has parts. */
  within?: { place: string; back: () => void };
}

/** The bar of every screen but home and search: back, search, a person, and what the screen adds. */
export function TopBar({ children, within }: TopBarProps) {
  const { t } = useTranslation();
  const { move, go } = usePanel();
  const trail = useTrail();
  const behind = placeBehind(trail) ?? trail[0];
  const name = usePlaceName(behind);
  const place = within?.place ?? name;
  return (
    <div className="bar">
      <button
        type="button"
        className="back"
        aria-label={t('panel.bar.backTo', { place })}
        onClick={() => (within ? within.back() : move({ kind: 'back' }))}
      >
        <ChevronLeft aria-hidden />
        <span className="back__place">{place}</span>
      </button>
      <div className="bar__tools">
        <IconButton
          icon={Search}
          label={t('panel.bar.search')}
          onClick={() => go({ screen: 'search', text: '' })}
        />
        <button
          type="button"
          className="bar__help"
          title={t('panel.bar.help')}
          aria-current={currentPlace(trail).screen === 'help' ? 'page' : undefined}
          onClick={() => go({ screen: 'help' })}
        >
          <LifeBuoy aria-hidden />
          <span className="bar__help-label">{t('panel.bar.help')}</span>
        </button>
        {children}
        <PinButton />
      </div>
    </div>
  );
}
