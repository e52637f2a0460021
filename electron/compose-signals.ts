import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';
import { app, screen } from 'electron';
import { workdaysBeside } from '../shared/context/workday.ts';
import type { Language } from '../shared/language.ts';
import { programRunner } from './adapters/program-output.ts';
import { signalSources } from './adapters/signals/read-signals.ts';
import { signalReader } from './adapters/signals/signal-reader.ts';
import type { Guides } from './compose-guides.ts';
import type { Stores } from './compose-stores.ts';
import type { MachineSignals } from './services/ports.ts';

/** Everything that is read of this machine, but for what IT has switched off. */
export function composeSignals(
  { os, state, policy, log }: Stores,
  { library, server, serverWord }: Guides,
  language: () => Language,
): MachineSignals {
  const sources = signalSources({
    ...{ os, environment: process.env, language, serverWord },
    home: homedir(),
    configDir: process.env.XDG_CONFIG_HOME || join(homedir(), '.config'),
    user: userInfo().username,
    activity: () => state.get().activity,
    workdays: () => workdaysBeside(policy.policy().quietHours?.days),
    app: {
      version: app.getVersion(),
      guidesFromMs: () => library.head().contentFromMs,
      displayCount: () => screen.getAllDisplays().length,
      site: () => policy.policy().site,
      group: () => policy.policy().group,
    },
    camera: {
      lastSeenMs: () => state.get().cameraSeenAtMs,
      saw: (cameraSeenAtMs) => state.update((s) => ({ ...s, cameraSeenAtMs })),
    },
    run: programRunner(),
    serverHost: server === undefined ? undefined : new URL(`https://${server}`).hostname,
  });
  return signalReader(sources, log, { signalsOff: () => policy.policy().signalsOff ?? [] });
}
