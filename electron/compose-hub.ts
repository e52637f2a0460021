import { userInfo } from 'node:os';
import { app, net } from 'electron';
import { hubPlace } from '../shared/delivery/hub-place.ts';
import type { HubView, NoticeView, Place } from '../shared/ipc/views.ts';
import type { Request } from '../shared/requests/request.ts';
import { atomicFile } from './adapters/atomic-file.ts';
import { createHubApi } from './adapters/hub-api.ts';
import { netFetch } from './compose-guides.ts';
import { etiquette } from './compose-notices.ts';
import type { Services } from './compose-services.ts';
import { inUserData, newId, type Stores } from './compose-stores.ts';
import type { GuideLibrary } from './services/guide-library.ts';
import { createGuideRatings, type GuideRatings } from './services/guide-ratings.ts';
import { createHubAccess, type HubAccess } from './services/hub-access.ts';
import { createIncidentCounts } from './services/incident-counts.ts';
import { createRequestFollower } from './services/request-follower.ts';
import { createRequestSender } from './services/request-sender.ts';
import { createRequestNews } from './services/request-news.ts';
import { requestMessage } from './services/request-message.ts';
import { createUsageSender } from './services/usage-sender.ts';
import type { OsNotification } from './shell/os-notification.ts';

/** The organisation's hub, wherever the policy and the knowledge base say it is. */
export function composeHubAccess({ policy }: Stores, library: GuideLibrary): HubAccess {
  const userAgent = `Zeroline/${app.getVersion()}`;
  return createHubAccess({
    place: () => hubPlace(policy.policy(), library.head().organisation),
    apiOf: (url) => createHubApi({ url, userAgent, fetch: netFetch(userAgent, 'hub') }),
    file: atomicFile(inUserData('hub-token.json')),
  });
}

/** What goes to the hub and comes from it. */
export interface HubTraffic {
  view(): HubView | undefined;
  affectedBy(notice: string): NoticeView['affected'];
  ratings: GuideRatings;
  /** The network is back, or the machine. */
  wake(): void;
  /** Somebody looks. */
  panelShown(): void;
  panelHidden(): void;
  onChange(listener: () => void): void;
  stop(): void;
}

interface HubParts {
  notification: OsNotification;
  isPanelVisible(): boolean;
  sendsCounts(): boolean;
  goTo(place: Place): void;
}

function schedule(delayMs: number, wake: () => void): () => void {
  const timer = setTimeout(wake, delayMs);
  return () => clearTimeout(timer);
}

export function composeHub(
  stores: Stores,
  services: Services,
  { notification, isPanelVisible, sendsCounts, goTo }: HubParts,
): HubTraffic {
  const { clock, log, outbox, files, policy, state, usage, notes } = stores;
  const { hub, signIn, campaigns, t } = services;
  const login = userInfo().username;
  const news = createRequestNews({
    ...{ clock, log, schedule, state, outbox },
    ...etiquette(stores, services),
    async show(request) {
      const open = (): void => goTo({ screen: 'request', id: request.id });
      // Without a service for messages nobody is told, now or later; with one that failed it is tried again.
      return (await notification.show(requestMessage(request, t()), open)).kind !== 'error';
    },
  });
  const common = {
    ...{ outbox, hub, clock, newId, schedule, onNews: (request: Request) => news.tell(request) },
    random: () => Math.random(),
    isOnline: () => net.isOnline(),
  };
  const sender = createRequestSender({
    ...common,
    ...{ log, signIn, attachments: (request: Request) => files.of(request) },
    requester: () => ({ login }),
    linesOff: () => policy.policy().requestLinesOff ?? [],
  });
  const follower = createRequestFollower({ ...common, isPanelVisible });
  const counts = createIncidentCounts({
    ...{ hub, clock, isOnline: common.isOnline },
    isWanted: () =>
      hub.place() !== undefined && campaigns.notices().some(({ campaign }) => campaign.joinable === true),
  });
  const areCountsSent = (): boolean => hub.place() !== undefined && sendsCounts();
  const usageSender = createUsageSender({ ...{ ...common, usage, notes }, isAllowed: areCountsSent });
  sender.wake();

  return {
    ratings: createGuideRatings({ state, notes, clock, newId, canArrive: areCountsSent }),
    view() {
      const place = hub.place();
      const holdup = sender.holdup();
      if (!place) return undefined;
      const signedIn = signIn.view();
      return {
        ...{ server: new URL(place.url).host, sentAs: signedIn?.as ?? login },
        ...(signedIn && { signIn: signedIn }),
        ...(holdup && { holdup }),
      };
    },
    affectedBy: (notice) => counts.of(notice),
    wake() {
      sender.wake();
      follower.look();
      news.look();
    },
    panelShown() {
      follower.look();
      counts.refresh();
    },
    panelHidden: () => news.look(),
    onChange(listener) {
      sender.onChange(listener);
      counts.onChange(listener);
      signIn.onChange(listener);
    },
    stop() {
      sender.stop();
      signIn.stop();
      follower.stop();
      news.stop();
      usageSender.stop();
    },
  };
}
