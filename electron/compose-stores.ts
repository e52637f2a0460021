import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { app } from 'electron';
import { osOfPlatform, type Os } from '../shared/os.ts';
import type { Problem } from '../shared/ipc/views.ts';
import type { Language } from '../shared/language.ts';
import type { Policy } from '../shared/settings.ts';
import { atomicFile } from './adapters/atomic-file.ts';
import { journalFile } from './adapters/journal.ts';
import { createLog, logUncaughtErrors, type Log } from './adapters/log.ts';
import { packFiles, type PackFiles } from './adapters/pack-files.ts';
import { policyPath, readPolicy } from './adapters/policy.ts';
import { createAppState, type AppState } from './services/app-state.ts';
import { createGuideLibrary, type GuideLibrary } from './services/guide-library.ts';
import type { Clock } from './services/ports.ts';
import { createRequestOutbox, type RequestOutbox } from './services/request-outbox.ts';
import { createUsageLog, type UsageLog } from './services/usage-log.ts';

/** Everything that is read from and kept on the disk. */
export interface Stores {
  os: Os;
  clock: Clock;
  log: Log;
  policy: Policy;
  state: AppState;
  outbox: RequestOutbox;
  usage: UsageLog;
  packs: PackFiles;
  library: GuideLibrary;
  /** What was not right with any of it. */
  problems(): Problem[];
  flush(): Promise<void>;
}

export interface StoresDeps {
  /** A compiled knowledge base to look at instead of the embedded one; a package does not honour it. */
  previewKbDir: string | undefined;
  language(): Language;
}

/** A file of the app itself, in a checkout as in a package. */
export const inApp = (...path: string[]): string => join(app.getAppPath(), ...path);
export const inUserData = (...path: string[]): string => join(app.getPath('userData'), ...path);

export async function composeStores({ previewKbDir, language }: StoresDeps): Promise<Stores> {
  const os = osOfPlatform(process.platform);
  const clock = { nowMs: () => Date.now() };
  const log = createLog(inUserData('logs'));
  logUncaughtErrors(process, log);
  const [{ policy, problems: policyProblems }, state, outbox, usage] = await Promise.all([
    readPolicy(policyPath(os, process.env)),
    createAppState({ file: atomicFile(inUserData('state.json')), clock }),
    createRequestOutbox({ journal: journalFile(inUserData('requests.jsonl')), clock, newId: randomUUID }),
    createUsageLog({
      journal: journalFile(inUserData('usage.jsonl')),
      clock,
      app: app.getVersion(),
      language,
    }),
  ]);
  const packs = packFiles(
    previewKbDir !== undefined && !app.isPackaged
      ? { dir: previewKbDir, kind: 'preview' }
      : { dir: inApp('dist', 'kb'), kind: 'embedded' },
  );
  const library = createGuideLibrary({ source: packs, os });
  return {
    ...{ os, clock, log, policy, state, outbox, usage, packs, library },
    problems: () => [
      ...policyProblems,
      ...state.problems(),
      ...outbox.problems(),
      ...usage.problems(),
      ...packs.problems(),
    ],
    flush: async () => {
      await Promise.all([state.flush(), outbox.flush(), usage.flush()]);
    },
  };
}
