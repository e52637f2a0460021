/** An error as Node's file system throws it. */
export function errnoError(code: string): Error {
  return Object.assign(new Error(`${code}: as a test wants it`), { code });
}
