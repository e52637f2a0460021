import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { app, clipboard, shell } from 'electron';
import type { Who } from '../shared/campaigns/audience.ts';
import { nextActivity } from '../shared/context/activity.ts';
import { returnedAtMs } from '../shared/context/welcome.ts';
import { createI18n, type Translate } from '../shared/i18n/create-i18n.ts';
import type { Language } from '../shared/language.ts';
import { localDate } from '../shared/local-date.ts';
import { machineFacts } from '../shared/requests/facts.ts';
import { nodeDisk } from './adapters/disk.ts';
import { createOpener } from './adapters/opener.ts';
import { reportFiles } from './adapters/report-files.ts';
import { readSystemName } from './adapters/system-name.ts';
import type { Guides } from './compose-guides.ts';
import { composeSignals } from './compose-signals.ts';
import { composeHubAccess } from './compose-hub.ts';
import { composeSignIn } from './compose-sign-in.ts';
import { newId, type Stores } from './compose-stores.ts';
import { createCampaignRunner, type CampaignRunner } from './services/campaign-runner.ts';
import type { HubAccess } from './services/hub-access.ts';
import { createJourneyLog, type JourneyLog } from './services/journey-log.ts';
import type { Clipboard, MachineSignals, Opener } from './services/ports.ts';
import { createRequestDesk, type RequestDesk } from './services/request-desk.ts';
import type { SignIn } from './services/sign-in.ts';
import { createSuggestionFeed, type SuggestionFeed } from './services/suggestion-feed.ts';

/** What works on the stores and needs no window. */
export interface Services {
  journey: JourneyLog;
  opener: Opener;
  clipboard: Clipboard;
  desk: RequestDesk;
  hub: HubAccess;
  signIn: SignIn;
  /** What is read of the machine, for those who can't wait for the next reading. */
  signals: MachineSignals;
  suggestions: SuggestionFeed;
  campaigns: CampaignRunner;
  /** Of the language in use; asked for anew each time, since it changes. */
  t(): Translate;
  /** The system with its version, for diagnostics. */
  systemName: string;
  recordActivity(nowMs: number): void;
}

export async function composeServices(
  stores: Stores,
  guides: Guides,
  language: () => Language,
): Promise<Services> {
  const { os, clock, state, outbox, policy } = stores;
  const { library } = guides;
  const { osName, osVersion } = await readSystemName(os, process.getSystemVersion());

  let i18n = createI18n(language());
  const t = (): Translate => {
    if (i18n.language !== language()) i18n = createI18n(language());
    return i18n.t;
  };

  const journey = createJourneyLog({ clock });
  const signals = composeSignals(stores, guides, language);
  const { installId = randomUUID() } = state.get();
  if (state.get().installId === undefined) state.update((s) => ({ ...s, installId }));
  const who = (): Who => {
    const { site, group, country } = policy.policy();
    return {
      ...{ os, installId, language: language() },
      ...(site !== undefined && { site }),
      ...(group !== undefined && { group }),
      ...(country !== undefined && { country }),
    };
  };
  const suggestions = createSuggestionFeed({
    ...{ clock, signals, who, language },
    rules: () => library.head().rules,
    guideExists: (id) => library.ref(id) !== undefined,
    solvedAtMs: () => state.get().solvedAtMs,
    isWelcomePutAway() {
      const { activity, welcomePutAway } = state.get();
      return welcomePutAway !== undefined && welcomePutAway === returnedAtMs(activity);
    },
  });
  signals.onLate(() => void suggestions.refresh());
  const campaigns = createCampaignRunner({
    ...{ clock, who },
    campaigns: () => library.campaigns(),
    state: {
      get: () => state.get().notices,
      set: ({ dismissed, later, told }) =>
        state.update((s) => ({
          ...s,
          notices: { dismissed: [...dismissed], later: { ...later }, told: [...told] },
        })),
    },
    schedule(delayMs, wake) {
      const timer = setTimeout(wake, delayMs);
      return () => clearTimeout(timer);
    },
  });
  const opener = createOpener({
    os,
    desktop: process.env.XDG_CURRENT_DESKTOP ?? '',
    openExternal: (url) => shell.openExternal(url),
  });
  const hub = composeHubAccess(stores, library);
  const signIn = composeSignIn(stores, opener, { t, language });
  const desk = createRequestDesk({
    ...{ library, journey, outbox, opener, clipboard, language, t, newId },
    hasHub: () => hub.place() !== undefined,
    linesOff: () => policy.policy().requestLinesOff ?? [],
    reports: reportFiles(app.getPath('downloads'), nodeDisk()),
    facts: () =>
      machineFacts(
        new Map(suggestions.signals().map((signal) => [signal.id, signal])),
        {
          ...{ osName, osVersion },
          hostName: hostname(),
          appVersion: app.getVersion(),
          guidesFrom: localDate(library.head().contentFromMs),
          organisation: library.head().organisation.name,
          interfaceLanguage: language(),
          nowMs: clock.nowMs(),
        },
        t(),
      ),
  });
  return {
    ...{ journey, opener, clipboard, desk, hub, signIn, signals, suggestions, campaigns, t },
    systemName: `${osName} ${osVersion}`,
    recordActivity: (nowMs) => state.update((s) => ({ ...s, activity: nextActivity(s.activity, nowMs) })),
  };
}
