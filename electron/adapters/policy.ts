import type { Problem } from '../../shared/ipc/views.ts';
import type { Os } from '../../shared/os.ts';
import {
  emptyPolicy,
  mergePolicies,
  type MergedPolicy,
  type PolicyPlace,
} from '../../shared/policy/policy.ts';
import { readPolicy, type PolicyReading } from '../../shared/policy/read-policy.ts';
import { errorCode } from './durable-write.ts';
import { readPolicyFile, UnusablePolicy } from './policy-file.ts';
import { managedPreferencesPath, readManagedPreferences } from './policy-macos.ts';
import { readRegistryPolicy, registryName } from './policy-windows.ts';
import type { RunCommand } from './signals/source.ts';

/** A place of this machine where IT can leave a policy. */
export interface PolicySource {
  place: PolicyPlace;
  /** For people in IT; without the name of a person. */
  name: string;
  /** The file to watch; what is no file is asked for again each hour. */
  path?: string;
  /** What stands there; nothing where IT left nothing. */
  read(): Promise<unknown>;
}

export interface PolicyMachine {
  os: Os;
  filePath: string;
  /** The person's login name. */
  user: string;
  run: RunCommand;
}

const managedPreferences = '/Library/Managed Preferences';

/** All places of a machine, whatever their order: which counts most is decided when they are merged. */
export function policySources({ os, filePath: path, user, run }: PolicyMachine): PolicySource[] {
  const file: PolicySource = { place: 'file', name: 'policy.json', path, read: () => readPolicyFile(path) };
  if (os === 'windows') {
    const inRegistry = (place: 'registry-machine' | 'registry-user'): PolicySource => ({
      ...{ place, name: registryName(place) },
      read: () => readRegistryPolicy(place, run),
    });
    return [inRegistry('registry-machine'), file, inRegistry('registry-user')];
  }
  if (os === 'macos') {
    const managed = (place: 'managed-machine' | 'managed-user', plist: string): PolicySource => ({
      ...{ place, path: plist },
      name: place === 'managed-machine' ? 'configuration profile' : 'configuration profile of the user',
      read: () => readManagedPreferences(plist, run),
    });
    return [
      managed('managed-machine', managedPreferencesPath(managedPreferences)),
      file,
      managed('managed-user', managedPreferencesPath(managedPreferences, user)),
    ];
  }
  return [file];
}

/** A machine's policy, and what in it was not used, each with its remedy. */
export interface FoundPolicy extends MergedPolicy {
  problems: Problem[];
}

const ignored = (name: string, what: string): Problem => ({
  kind: 'policy-ignored',
  detail: `${name}: ${what}`,
});

function whyUnread(thrown: unknown): string {
  if (thrown instanceof UnusablePolicy) return thrown.message;
  if (thrown instanceof SyntaxError) return 'is not JSON; write the profile anew';
  // The message of a program that failed holds its arguments, and with them the person's name.
  const code = errorCode(thrown);
  return `can't be read (${/^E[A-Z]+$/.test(code) ? code : 'the system gave no answer'}); check its permissions`;
}

/**
 * One policy out of all places, read anew each time. A place that can't be read takes none of the others along, and
 * what was read there before goes on counting: nothing is switched on by a file that is being written.
 */
export function policyReader(sources: readonly PolicySource[]): () => Promise<FoundPolicy> {
  const lastGood = new Map<PolicySource, PolicyReading>();

  async function readOne(source: PolicySource): Promise<Problem[]> {
    try {
      const raw = await source.read();
      const reading = raw === undefined ? { policy: emptyPolicy, mistakes: [] } : readPolicy(raw);
      lastGood.set(source, reading);
      return reading.mistakes.map((mistake) => ignored(source.name, mistake));
    } catch (thrown) {
      return [ignored(source.name, whyUnread(thrown))];
    }
  }

  return async () => {
    const problems = await Promise.all(sources.map(readOne));
    const found = [...lastGood].map(([{ place }, { policy }]) => ({ place, policy }));
    return { ...mergePolicies(found), problems: problems.flat() };
  };
}
