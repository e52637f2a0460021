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
import { policyPath, readPolicy } from './adapters/policy.ts';
import { createAppState, type AppState } from './services/app-state.ts';
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
  /** What was not right with any of it. */
  problems(): Problem[];
  flush(): Promise<void>;
}

/** A file of the app itself, in a checkout as in a package. */
export const inApp = (...path: string[]): string => join(app.getAppPath(), ...path);
export const inUserData = (...path: string[]): string => join(app.getPath('userData'), ...path);

export async function composeStores(language: () => Language): Promise<Stores> {
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
  return {
    ...{ os, clock, log, policy, state, outbox, usage },
    problems: () => [...policyProblems, ...state.problems(), ...outbox.problems(), ...usage.problems()],
    flush: async () => {
      await Promise.all([state.flush(), outbox.flush(), usage.flush()]);
    },
  };
}
