import { readFile } from 'node:fs/promises';
import type { Signal, SignalId, Signals } from '../../shared/context/signal.ts';
import { parsePolicyText } from '../../shared/policy/parse-policy-text.ts';
import { emptyPolicy, type Policy } from '../../shared/policy/policy.ts';
import { readPolicy, type PolicyReading } from '../../shared/policy/read-policy.ts';
import { ok, refuse, toError, type Result } from '../../shared/result.ts';

export interface PolicyRefused {
  kind: 'unusable-policy';
  detail: string;
}

const unusable = (detail: string) => refuse<PolicyRefused>({ kind: 'unusable-policy', detail });

/** What a machine makes of a `policy.json`: what of it counts, and each mistake. */
export async function readPolicyAt(path: string): Promise<Result<PolicyReading, PolicyRefused>> {
  try {
    const parsed = parsePolicyText(await readFile(path));
    if (parsed.ok) return ok(readPolicy(parsed.value));
    const { detail, engineSays } = parsed.error;
    return unusable(`${path} ${engineSays === undefined ? detail : `is not JSON: ${engineSays}`}`);
  } catch (thrown) {
    return unusable(toError(thrown).message);
  }
}

/** The policy of a machine that is asked about. A mistake is refused here: a machine leaves it out. */
export async function policyIn(path: string | undefined): Promise<Result<Policy, PolicyRefused>> {
  if (path === undefined) return ok(emptyPolicy);
  const read = await readPolicyAt(path);
  if (!read.ok) return read;
  const { policy, mistakes } = read.value;
  return mistakes.length === 0 ? ok(policy) : unusable(`${path}: ${mistakes.join('; ')}`);
}

/** The signals as a machine under this policy has them: its place is known, and what is switched off is not. */
export function signalsUnder(
  { site, group, signalsOff = [] }: Policy,
  signals: Signals,
  nowMs: number,
): Signals {
  const told = (id: SignalId, reading: Signal['reading']): [SignalId, Signal] => [
    id,
    { id, reading, source: 'policy', observedAtMs: nowMs },
  ];
  return new Map([
    ...signals,
    ...(site === undefined ? [] : [told('organisation.site', { kind: 'known', value: site })]),
    ...(group === undefined ? [] : [told('organisation.group', { kind: 'known', value: group })]),
    ...signalsOff.map((id) => told(id, { kind: 'unknown', reason: 'switched-off' })),
  ]);
}
