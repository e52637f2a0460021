import type { Problem } from '../../shared/ipc/views.ts';
import type { MergedPolicy, Policy } from '../../shared/policy/policy.ts';

export interface PolicyKeeperDeps {
  /** Reads every place where IT can leave a policy. */
  read(): Promise<MergedPolicy & { problems: Problem[] }>;
  /** Calls back when it may have changed; answers how to stop. */
  watch(onChange: () => void): () => void;
}

/** IT's policy as it is now. */
export interface PolicyKeeper {
  policy(): Policy;
  merged(): MergedPolicy;
  problems(): Problem[];
  /** Told only when something in it is different. */
  onChange(listener: () => void): void;
  stop(): void;
}

/** Reads the policy once before anything rests on it, and again whenever it may have changed. */
export async function createPolicyKeeper({ read, watch }: PolicyKeeperDeps): Promise<PolicyKeeper> {
  const listeners: (() => void)[] = [];
  let found = await read();
  let latest = 0;

  async function refresh(): Promise<void> {
    latest += 1;
    const mine = latest;
    const next = await read();
    // A slow answer must not put an older policy over a newer one.
    if (mine !== latest || JSON.stringify(next) === JSON.stringify(found)) return;
    found = next;
    for (const listener of listeners) listener();
  }

  const stop = watch(() => void refresh());
  return {
    policy: () => found.policy,
    merged: () => found,
    problems: () => found.problems,
    onChange: (listener) => void listeners.push(listener),
    stop,
  };
}
