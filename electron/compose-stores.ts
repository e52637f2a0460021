import { randomBytes } from 'node:crypto';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import { osOfPlatform, type Os } from '../shared/os.ts';
import type { Problem } from '../shared/ipc/views.ts';
import type { Language } from '../shared/language.ts';
import { attachmentFiles } from './adapters/attachment-files.ts';
import { nodeDisk } from './adapters/disk.ts';
import { atomicFile } from './adapters/atomic-file.ts';
import { journalFile } from './adapters/journal.ts';
import { createLog, logUncaughtErrors, type Log } from './adapters/log.ts';
import { policyReader, policySources } from './adapters/policy.ts';
import { policyPath } from './adapters/policy-file.ts';
import { watchPolicy } from './adapters/policy-watch.ts';
import { programRunner } from './adapters/program-output.ts';
import { createAppState, type AppState } from './services/app-state.ts';
import { createPolicyKeeper, type PolicyKeeper } from './services/policy-keeper.ts';
import type { AttachmentFiles, Clock } from './services/ports.ts';
import { createRequestOutbox, type RequestOutbox } from './services/request-outbox.ts';
import { uuidV7 } from '../shared/delivery/uuid-v7.ts';
import { sweepAttachments } from './services/attachment-sweep.ts';
import { createUsageLog, type UsageLog } from './services/usage-log.ts';
import { createUsageNotes, type UsageNotes } from './services/usage-notes.ts';

/** Everything that is read from and kept on the disk. */
export interface Stores {
  os: Os;
  clock: Clock;
  log: Log;
  policy: PolicyKeeper;
  state: AppState;
  outbox: RequestOutbox;
  files: AttachmentFiles;
  usage: UsageLog;
  notes: UsageNotes;
  /** What was not right with any of it. */
  problems(): Problem[];
  flush(): Promise<void>;
}

/** A file of the app itself, in a checkout as in a package. */
export const inApp = (...path: string[]): string => join(app.getAppPath(), ...path);
export const inUserData = (...path: string[]): string => join(app.getPath('userData'), ...path);

/** An id that sorts by the time it was made. */
export const newId = (): string => uuidV7(Date.now(), randomBytes(10));

/** A policy to try in place of the machine's file; a package does not honour it. */
export interface TriedPolicy {
  policyPath: string | undefined;
}

export async function composeStores(language: () => Language, tried: TriedPolicy): Promise<Stores> {
  const os = osOfPlatform(process.platform);
  const clock = { nowMs: () => Date.now() };
  const log = createLog(inUserData('logs'));
  logUncaughtErrors(process, log);
  const sources = policySources({
    ...{ os, run: programRunner() },
    filePath: (app.isPackaged ? undefined : tried.policyPath) ?? policyPath(os, process.env),
    user: userInfo().username,
  });
  const ofCounts = { clock, app: app.getVersion(), language };
  const [policy, state, outbox, usage, notes] = await Promise.all([
    createPolicyKeeper({
      read: policyReader(sources),
      watch: (onChange) => {
        const paths = sources.flatMap(({ path }) => path ?? []);
        const watching = watchPolicy({ paths, onChange });
        return () => watching.stop();
      },
    }),
    createAppState({ file: atomicFile(inUserData('state.json')), clock }),
    createRequestOutbox({ journal: journalFile(inUserData('requests.jsonl')), clock, newId }),
    createUsageLog({ journal: journalFile(inUserData('usage.jsonl')), ...ofCounts }),
    createUsageNotes({ journal: journalFile(inUserData('usage-notes.jsonl')), ...ofCounts }),
  ]);
  const files = attachmentFiles(inUserData('attachments'), nodeDisk());
  sweepAttachments({ outbox, files, log, schedule: (ms, work) => void setTimeout(work, ms).unref() });
  return {
    ...{ os, clock, log, policy, state, outbox, files, usage, notes },
    problems: () => [...policy.problems(), ...state.problems(), ...outbox.problems(), ...usage.problems()],
    flush: async () => {
      await Promise.all([state.flush(), outbox.flush(), usage.flush(), notes.flush()]);
    },
  };
}
