import type { Action } from '../../shared/guides/action.ts';
import type { Language } from '../../shared/language.ts';
import type { Pack, PackRefusal } from '../../shared/packs/pack.ts';
import type { Result } from '../../shared/result.ts';
import type { Signal } from '../../shared/context/signal.ts';

/** The wall clock, so that tests have a time of their own. */
export interface Clock {
  nowMs(): number;
}

/** What reading a state file gave. A damaged file was moved aside, never overwritten. */
export type FileReading =
  { kind: 'read'; value: unknown } | { kind: 'missing' } | { kind: 'damaged'; keptAs: string };

/** Why something is not on the disk; `detail` names the file and the system's error, never a whole path. */
export interface CouldNotSave {
  kind: 'could-not-save';
  detail: string;
}

/** One JSON file written whole or not at all. */
export interface StateFile {
  /** The file's name without its folder, for messages. */
  readonly name: string;
  read(): Promise<FileReading>;
  write(value: unknown): Promise<Result<void, CouldNotSave>>;
  /** Keeps what the file holds now under a name of its own beside it, and answers that name. */
  keepCopy(): Promise<Result<string, CouldNotSave>>;
}

/** Append-only records that are on the disk when `append` resolves. */
export interface Journal {
  /** The file's name without its folder, for messages. */
  readonly name: string;
  /** All whole records, oldest first; `damaged` tells how many torn or altered ones were set aside, and where. */
  read(): Promise<{ records: unknown[]; damaged: number; keptAs?: string }>;
  append(record: unknown): Promise<Result<void, CouldNotSave>>;
  /** Replaces the content by `records`, whole or not at all. */
  compact(records: readonly unknown[]): Promise<Result<void, CouldNotSave>>;
}

/** Where packs come from: now the ones that came with the app, later the verified copy of the central KB. */
export interface PackSource {
  readonly kind: 'embedded' | 'preview';
  load(language: Language): Promise<Result<Pack, PackRefusal>>;
}

export type OpenOutcome = Result<
  { kind: 'opened' } | { kind: 'in-words' },
  { kind: 'not-allowed' | 'could-not-open'; detail: string }
>;

/** The seam to the operating system: the only thing that opens anything outside the panel. */
export interface Opener {
  openAction(action: Exclude<Action, { kind: 'guide' }>, linkHosts: readonly string[]): Promise<OpenOutcome>;
  /** A link made by our own code out of the organisation's configuration. */
  openLink(url: string, linkHosts: readonly string[]): Promise<OpenOutcome>;
}

/** Gathers every signal; a source that fails or is slow gives `unknown` with its reason. Never rejects. */
export interface SignalReader {
  read(nowMs: number): Promise<Signal[]>;
}

export interface Clipboard {
  writeText(text: string): void;
}

/** A place where the person finds a request's whole text, to attach it. */
export interface ReportFiles {
  /** Answers the file's name, or why there is none. */
  write(reference: string, text: string): Promise<Result<string, CouldNotSave>>;
}
