import { networkInterfaces, uptime } from 'node:os';
import type { Activity } from '../../../shared/app-state.ts';
import { daysAway } from '../../../shared/context/activity.ts';
import { firstWorkdayAfterAbsence } from '../../../shared/context/workday.ts';
import type { Os } from '../../../shared/os.ts';
import { busReader } from '../dbus/properties.ts';
import type { ServerWord } from '../server-word.ts';
import { appSources, type AppFacts } from './app-facts.ts';
import { batterySource } from './battery.ts';
import { withCameraMemory, type CameraMemory } from './camera-seen.ts';
import { diskSource } from './disk.ts';
import { dnsSource, resolveOnce } from './dns.ts';
import { localeSource } from './locale.ts';
import { networkSource, reachingInterfaces } from './network.ts';
import { restartSource } from './restart.ts';
import { withServerWord } from './server-heard.ts';
import { known, type RunCommand, type SignalSource } from './source.ts';
import { linuxSources } from './sources-linux.ts';
import { macSources } from './sources-macos.ts';
import { windowsSources } from './sources-windows.ts';
import { startInTurn } from './start-in-turn.ts';

export interface SignalSourceDeps {
  os: Os;
  environment: Readonly<Record<string, string | undefined>>;
  home: string;
  /** Where the desktop keeps its settings. */
  configDir: string;
  /** The person's login name. */
  user: string;
  /** The machine's own record of use. */
  activity(): Activity;
  /** Days of the week, 0 for Sunday, on which people here work. */
  workdays(): readonly number[];
  app: AppFacts;
  /** The language that the panel speaks. */
  language(): string;
  /** The organisation's own server for guides, by name; none where guides only come with the app. */
  serverHost: string | undefined;
  serverWord: ServerWord;
  camera: CameraMemory;
  run: RunCommand;
}

const secondsPerDay = 24 * 60 * 60;

/** What is read in the same way on every system. */
function commonSources(deps: SignalSourceDeps, run: RunCommand): SignalSource[] {
  const { os, home, environment, activity, workdays, language, serverHost } = deps;
  return [
    {
      source: "the app's own record of use",
      ids: ['days.away', 'workday.firstAfterAbsence'],
      read: (nowMs) =>
        Promise.resolve({
          'days.away': daysAway(activity()),
          'workday.firstAfterAbsence': firstWorkdayAfterAbsence(activity(), nowMs, workdays()),
        }),
    },
    {
      source: 'process platform',
      ids: ['os.family'],
      read: () => Promise.resolve({ 'os.family': known(os) }),
    },
    {
      source: 'time since the last start',
      ids: ['uptime.days'],
      read: () => Promise.resolve({ 'uptime.days': known(uptime() / secondsPerDay) }),
    },
    diskSource(os, home),
    restartSource(os, { root: '/', run }),
    networkSource(os, { sys: '/sys', run, interfaces: networkInterfaces }),
    dnsSource({
      serverHost: () => serverHost,
      isConnected: () => reachingInterfaces(networkInterfaces()).length > 0,
      resolve: resolveOnce,
    }),
    batterySource(os, { sys: '/sys', run }),
    localeSource(os, { root: '', environmentZone: environment.TZ, language }),
    ...appSources(deps.app),
  ];
}

/** The sources of this machine; what docs/signals.md lists. */
export function signalSources(deps: SignalSourceDeps): SignalSource[] {
  const { environment, configDir, user } = deps;
  const run = startInTurn(deps.run);
  const own: Record<Os, () => SignalSource[]> = {
    linux: () =>
      linuxSources({ root: '', environment, configDir, user, run, readBus: busReader(environment) }),
    windows: () => windowsSources({ run, environment }),
    macos: () => macSources({ run, home: deps.home, user }),
  };
  return [...commonSources(deps, run), ...own[deps.os]()].map((source) =>
    withCameraMemory(withServerWord(source, deps.serverWord), deps.camera),
  );
}
