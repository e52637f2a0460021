/** The outcome of anything that can be refused: a value, or an error with a `kind` from a closed union. */
export type Result<T, E extends { kind: string }> = { ok: true; value: T } | { ok: false; error: E };

export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

export const refuse = <E extends { kind: string }>(error: E): { ok: false; error: E } => ({
  ok: false,
  error,
});

/** Anything that was thrown, as an `Error` that keeps what it was in `cause`. */
export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown), { cause: thrown });
}

/** For the `default` of a switch over a closed union: a new member fails to compile here. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
