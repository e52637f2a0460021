import type { Translate } from '../../shared/i18n/create-i18n.ts';
import type { Snapshot } from '../../shared/ipc/views.ts';
import { waitsForPerson } from '../../shared/requests/outcome.ts';

export type TrayCommand = 'open' | 'check' | 'requests' | 'settings' | 'privacy' | 'quit';

export interface TrayItem {
  label: string;
  /** Absent on a line that only says something. */
  command?: TrayCommand;
}

/** All that the tray shows, as data: rendering the same view twice changes nothing. */
export interface TrayView {
  icon: 'plain' | 'badge';
  tooltip: string;
  /** Groups, with a separator between them. */
  menu: TrayItem[][];
}

/** What the tray shows for a state. The badge is there exactly as long as something waits for the person. */
export function trayView(snapshot: Snapshot, t: Translate, guidesFrom: string): TrayView {
  const waiting = snapshot.requests.filter(waitsForPerson).length;
  const count = snapshot.notices.length + waiting;
  const checking = snapshot.sync.state === 'checking';
  return {
    icon: count > 0 ? 'badge' : 'plain',
    tooltip: count > 0 ? t('tray.tooltipWaiting', { count }) : t('tray.tooltip'),
    menu: [
      [{ label: t('tray.open'), command: 'open' }],
      [
        { label: checking ? t('tray.checking') : guidesFrom },
        ...(checking ? [] : [{ label: t('tray.check'), command: 'check' as const }]),
      ],
      [
        { label: t('tray.requests'), command: 'requests' },
        { label: t('tray.settings'), command: 'settings' },
        { label: t('tray.privacy'), command: 'privacy' },
      ],
      [{ label: t('tray.quit'), command: 'quit' }],
    ],
  };
}
