/** Why newer content was not taken. What is there stays in use whatever the kind. */
export const syncRefusalKinds = [
  /** No network, the name is not known, nobody answers. */
  'offline',
  'timeout',
  /** The server says that it can't now: 429 or 5xx. */
  'server-error',
  /** A file that must be there is not: 403, 404, 410. */
  'missing',
  /** A page for people instead of our files: a sign-in page of a hotel or a guest network. */
  'captive-portal',
  'not-json',
  'bad-signature',
  /** Older than what was accepted before. */
  'rollback',
  /** Metadata past its date: somebody must sign again. */
  'expired',
  'too-big',
  'wrong-hash',
  'needs-newer-app',
  /** Signed, but not in the form we agreed on. */
  'invalid',
  /** The disk is full or read-only. */
  'could-not-save',
] as const;
export type SyncRefusalKind = (typeof syncRefusalKinds)[number];

export interface SyncRefusal {
  kind: SyncRefusalKind;
  /** What happened, in English for logs and diagnostics: file and numbers, never a person's name. */
  detail: string;
  /** How long the server asks to wait. */
  retryAfterMs?: number;
}

/** Whether nobody answered who could have been the server. */
export const isUnreachable = ({ kind }: Pick<SyncRefusal, 'kind'>): boolean =>
  ['offline', 'timeout', 'captive-portal'].includes(kind);
