import type { Action } from '../../shared/guides/action.ts';
import type { Language } from '../../shared/language.ts';
import type { Campaign } from '../../shared/campaigns/campaign.ts';
import type { Guide } from '../../shared/guides/guide.ts';
import type { Problem } from '../../shared/ipc/views.ts';
import type { Catalog, Piece } from '../../shared/packs/catalog.ts';
import type { CampaignFile } from '../../shared/packs/repository-layout.ts';
import type { Pack, PackHead, PackRefusal } from '../../shared/packs/pack.ts';
import type { SyncRefusal } from '../../shared/packs/sync-refusal.ts';
import type { Answer } from '../../shared/search/search.ts';
import type { Request } from '../../shared/requests/request.ts';
import type { Attachment } from '../../shared/requests/wire.ts';
import type { Result } from '../../shared/result.ts';
import type { Signal, SignalId } from '../../shared/context/signal.ts';

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

/** Packs in a folder: the ones that came with the app, or an editor's own to look at. */
export interface PackSource {
  readonly kind: 'embedded' | 'preview';
  load(language: Language): Promise<Result<Pack, PackRefusal>>;
}

/** What came with the app, as the engine needs it: the third copy, and bytes that need not be fetched. */
export interface Seed extends PackSource {
  /** What was wrong with the files of the last load, also when the English pack stood in. */
  problems(): Problem[];
  readImage(file: string): Promise<Uint8Array | undefined>;
}

/** One language of the central knowledge base as bytes. */
export interface SlotContent {
  catalog: string;
  head: string;
  /** In the catalog's order, each followed by a line feed. */
  guides: Uint8Array;
  index: Uint8Array;
}

/** A slot whose every byte is as it was written. */
export interface StoredSlot extends SlotContent {
  catalogSha256: string;
  indexSha256: string;
  /** The version of the app that checked the content before it was written. */
  checkedBy: string;
}

/** Two copies of each language's knowledge base: the newest, and the one before it. */
export interface PackSlots {
  /** Whole slots only, newest first. */
  whole(language: Language): AsyncIterable<StoredSlot>;
  /** Takes the place of the older slot, or of a damaged one. */
  write(language: Language, content: SlotContent): Promise<Result<void, CouldNotSave>>;
  /** The names of the images that any slot of any language needs; unknown while one of them can't be read. */
  imagesInUse(): Promise<ReadonlySet<string> | 'unknown'>;
}

/** The last verified notices and incidents. */
export interface CampaignStore {
  read(language: Language, file: CampaignFile): Promise<{ sha256: string; text: string } | undefined>;
  write(language: Language, file: CampaignFile, text: string): Promise<Result<void, CouldNotSave>>;
}

/** Images named after their content. */
export interface ImageStore {
  names(): Promise<string[]>;
  read(file: string): Promise<Uint8Array | undefined>;
  write(file: string, bytes: Uint8Array): Promise<Result<void, CouldNotSave>>;
  remove(file: string): Promise<void>;
}

/** Gets files of the central knowledge base; nothing it answers is trusted before it is verified. */
export interface Http {
  /**
   * `path` is below the knowledge base's address. Caps are over what comes over the wire. `onProgress` counts the bytes
   * of an answer that says how long it is.
   */
  get(
    path: string,
    limits: { bytesMax: number; timeoutMs: number },
    onProgress?: (done: number, total: number) => void,
  ): Promise<Result<Uint8Array, SyncRefusal>>;
}

/** A target of the signed metadata. */
export interface SignedTarget {
  path: string;
  /** At least one of the two; what is fetched has every one of them. */
  digests: { sha256?: string; sha512?: string };
  sizeBytes: number;
}

/** What one verified refresh of the metadata says. */
export interface SignedMetadata {
  /** The asked targets that exist, by path. */
  targets: ReadonlyMap<string, SignedTarget>;
  /** When the first of the roles goes out of date. */
  expiresAtMs: number;
  rootVersion: number;
  timestampVersion: number;
}

/** The verified door to the central knowledge base: every byte it answers has the signed hash. */
export interface PackClient {
  /** Asks for newer metadata. `root: 'known'` saves the question for a newer root when it was asked within the day. */
  refresh(paths: readonly string[], root: 'ask' | 'known'): Promise<Result<SignedMetadata, SyncRefusal>>;
  fetchTarget(target: SignedTarget): Promise<Result<Uint8Array, SyncRefusal>>;
  /** `blobs/...`: decompressed and verified. `onProgress` counts bytes as they come, compressed. */
  fetchPiece(
    piece: Piece,
    onProgress?: (done: number, total: number) => void,
  ): Promise<Result<Uint8Array, SyncRefusal>>;
  /**
   * `deltas/...`: decompressed to at most `bytesMax`, not verified: what comes of it is. `missing` is an ordinary answer.
   */
  fetchDelta(from: string, to: string, bytesMax: number): Promise<Result<Uint8Array, SyncRefusal>>;
}

/** A guide as lists need it; the whole of it stays with the engine. */
export type GuideSummary = Pick<
  Guide,
  'id' | 'title' | 'area' | 'minutes' | 'worksOffline' | 'language' | 'appliesTo'
>;

/** What the main process has of a pack's head; words to search with stay with the engine. */
export type OpenedHead = Omit<PackHead, 'synonyms'>;

/** A knowledge base in one language, opened. */
export interface OpenedLibrary {
  source: 'embedded' | 'preview' | 'central';
  head: OpenedHead;
  campaigns: Campaign[];
  guides: GuideSummary[];
  problems: Problem[];
}

export interface SyncAsk {
  language: Language;
  /**
   * `everything`; `metadata`: on a metered network, guides wait; `incidents`: a short look that leaves guides to their
   * own time.
   */
  depth: 'everything' | 'metadata' | 'incidents';
}

export interface SyncOutcome {
  /** `waiting`: there are newer ones, and the depth asked did not fetch them. */
  guides: 'same' | 'new' | 'waiting';
  campaigns: 'same' | 'new';
  /** What came is to be shown; the rest was refused, so this was no good check. */
  refused?: SyncRefusal;
  expiresAtMs: number;
  /** As the newest accepted catalog says. */
  checkMinutes: Catalog['checkMinutes'];
  bytes: number;
  requests: number;
}

/** What a search is for, beside its words. */
export interface SearchFor {
  /** A person is typing: their next keystroke makes this search needless. */
  isKeystroke?: boolean;
  /** Guides that are likelier now than their words say: by id, how many times as much they count. */
  lifts?: ReadonlyMap<string, number>;
}

/** `overtaken`: the next keystroke came before this one's turn. */
export interface SearchRefusal {
  kind: 'overtaken';
}

/** The half of the library that works off the main thread: files, hashes, the index, the sync. */
export interface LibraryEngine {
  /** Opens the newest whole copy: a slot of the central knowledge base, the one before it, else what came with the app. */
  open(language: Language): Promise<Result<OpenedLibrary, PackRefusal>>;
  /** Guides of the opened library, in the order asked; unknown ones are left out. */
  guides(ids: readonly string[]): Promise<Guide[]>;
  /** Best first, only guides for this machine's system. */
  search(text: string, limit: number, reason?: SearchFor): Promise<Result<Answer, SearchRefusal>>;
  /** `open` afterwards shows what is new. `onProgress` counts bytes. */
  sync(
    ask: SyncAsk,
    onProgress: (done: number, total: number) => void,
  ): Promise<Result<SyncOutcome, SyncRefusal>>;
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

/** Opens the page on which a person signs in, wherever the policy's issuer has it. */
export interface SignInOpener {
  openSignIn(url: string): Promise<OpenOutcome>;
}

/** Gathers every signal; a source that fails or is slow gives `unknown` with its reason. Never rejects. */
export interface SignalReader {
  read(nowMs: number): Promise<Signal[]>;
}

/** The same, for those who know more of the machine. */
export interface MachineSignals extends SignalReader {
  /**
   * Waits a moment for all sources, and gives what is known of those that are slower. With `only` it asks just the
   * sources that give these, and waits for them: for a decision between two readings.
   */
  read(nowMs: number, only?: readonly SignalId[]): Promise<Signal[]>;
  /** The machine woke up, its clock moved, or it is on another network: nothing that was found before counts. */
  forget(): void;
  /** Calls back when a slower source has answered; the next reading has it. */
  onLate(listener: () => void): void;
}

/** What a person pressed on a message: a button by its id, or nothing for the message itself. */
export type PressListener = (button: string | undefined) => void;

/** A message of the operating system's own kind. */
export interface DesktopMessage {
  title: string;
  body: string;
  /** What a press on the message itself does, where a desktop shows that as a button. */
  clickLabel: string;
  buttons: readonly { id: string; label: string }[];
}

/** A desktop's own service for messages; rejects where there is none. */
export interface DesktopNotifications {
  show(message: DesktopMessage, onPressed: PressListener): Promise<{ close(): void }>;
}

export interface Clipboard {
  writeText(text: string): void;
}

/** The bytes of what goes along with requests. */
export interface AttachmentFiles {
  /** Answers the content's hash, once it is on the disk. */
  keep(bytes: Uint8Array): Promise<Result<string, CouldNotSave>>;
  /** The files of a request, unaltered, or the name of one that is not there any more. */
  of(request: Request): Promise<Result<Attachment[], { kind: 'missing'; detail: string }>>;
  /** At the start, when nothing can be undone any more: files of requests that are gone. Answers why some stay. */
  removeAllBut(requests: readonly Request[]): Promise<string[]>;
  /**
   * Later on: what no request named at the sweep before either. `isNew`: there is something for the next one. A file
   * that was just kept, or whose removal may still be undone, outlives this one.
   */
  sweep(requests: readonly Request[]): Promise<{ left: string[]; isNew: boolean }>;
}

/** A place where the person finds a request's whole text, to attach it. */
export interface ReportFiles {
  /** Answers the file's name, or why there is none. */
  write(reference: string, text: string): Promise<Result<string, CouldNotSave>>;
}
