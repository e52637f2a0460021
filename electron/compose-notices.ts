import { Notification } from 'electron';
import { laterUntilMs } from '../shared/campaigns/due-notices.ts';
import { defaultWeeklyBudget, etiquetteSignals } from '../shared/campaigns/etiquette.ts';
import { noticeView } from '../shared/campaigns/notice-view.ts';
import { defaultQuietHours, type QuietHours } from '../shared/campaigns/quiet-hours.ts';
import type { Signals } from '../shared/context/signal.ts';
import type { Language } from '../shared/language.ts';
import type { Place } from '../shared/ipc/views.ts';
import { desktopNotifications } from './adapters/desktop-notifications.ts';
import type { Services } from './compose-services.ts';
import type { Stores } from './compose-stores.ts';
import type { CampaignRunner, DueNotice } from './services/campaign-runner.ts';
import type { GuideLibrary } from './services/guide-library.ts';
import { createInterrupter, type Interrupter } from './services/interrupter.ts';
import { noticeMessage } from './services/notice-message.ts';
import { createOsNotification, type OsNotification } from './shell/os-notification.ts';

/** Messages of the operating system's own kind. */
export const composeNotification = (platform: NodeJS.Platform): OsNotification =>
  createOsNotification({
    isSupported: () => Notification.isSupported(),
    create: (options) => new Notification(options),
    ...(platform === 'linux' && {
      desktop: desktopNotifications({
        busAddress: process.env.DBUS_SESSION_BUS_ADDRESS,
        uid: process.getuid?.() ?? 0,
        desktopEntry: 'zeroline',
      }),
    }),
  });

interface NoticeParts {
  library: GuideLibrary;
  language(): Language;
  notification: OsNotification;
  isPanelVisible(): boolean;
  goTo(place: Place): void;
}

/** What keeps a message from disturbing, as of now. */
export const etiquette = ({ clock, policy }: Stores, { signals }: Services) => ({
  quietHours: (): QuietHours => policy.policy().quietHours ?? defaultQuietHours,
  async readSignals(): Promise<Signals> {
    const read = await signals.read(clock.nowMs(), etiquetteSignals);
    return new Map(read.map((signal) => [signal.id, signal]));
  },
});

/** Notices that come to the person: what a message says, and what its buttons do. */
export function composeInterrupter(
  stores: Stores,
  services: Services,
  { library, language, notification, isPanelVisible, goTo }: NoticeParts,
): Interrupter {
  const { clock, log, outbox, policy, state } = stores;
  const { campaigns, t } = services;
  async function show(due: DueNotice): Promise<{ close(): void } | undefined> {
    const { key } = due;
    const nowMs = clock.nowMs();
    const notice = noticeView(due, (id) => library.ref(id) !== undefined, outbox.joins());
    const laterMs = laterUntilMs(nowMs);
    const message = noticeMessage(notice, { t: t(), language: language(), nowMs, laterMs });
    if (!message) return undefined;
    const outcome = await notification.show(message, (button) => {
      if (button === 'later') campaigns.later(key, laterMs);
      else if (button === 'join') {
        // What came of it stands there, with its age.
        void outbox.join(key).then(() => goTo({ screen: 'home' }));
      } else goTo(notice.guide === undefined ? { screen: 'home' } : { screen: 'guide', id: notice.guide });
    });
    return outcome.kind === 'shown' ? outcome : undefined;
  }

  const interrupter = createInterrupter({
    ...{ campaigns, clock, log, isPanelVisible, show },
    ...etiquette(stores, services),
    weeklyBudget: () => policy.policy().weeklyNoticeBudget ?? defaultWeeklyBudget,
    backAtMs: () => state.get().activity.absence?.backAtMs,
    schedule(delayMs, wake) {
      const timer = setTimeout(wake, delayMs);
      return () => clearTimeout(timer);
    },
  });
  campaigns.onChange(() => interrupter.look());
  return interrupter;
}

/** Why notices are not with the person, for diagnostics; entries of other times of the year are left out. */
export const waitingNotices = (
  interrupter: Interrupter,
  campaigns: CampaignRunner,
): { notice: string; reason: string }[] => [
  ...interrupter.held().map(({ key, reason }) => ({ notice: key, reason })),
  ...campaigns
    .others()
    .filter(({ reason }) => reason !== 'not-yet' && reason !== 'over')
    .map(({ id, reason }) => ({ notice: id, reason })),
];
