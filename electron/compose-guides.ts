import { performance } from 'node:perf_hooks';
import { app, session } from 'electron';
import type { Language } from '../shared/language.ts';
import { toError } from '../shared/result.ts';
import { busReader } from './adapters/dbus/properties.ts';
import { createHttp } from './adapters/http-download.ts';
import { imageStore } from './adapters/kb-files.ts';
import { libraryHost, type LibraryHost } from './adapters/library-host.ts';
import { meteredReader } from './adapters/metered.ts';
import { packFiles } from './adapters/pack-files.ts';
import { programRunner } from './adapters/program-output.ts';
import { listenTo, noServerWord, type ServerWord } from './adapters/server-word.ts';
import { readTrustedServer, type TrustedServer } from './adapters/trusted-server.ts';
import { inApp, inUserData, type Stores } from './compose-stores.ts';
import { createGuideLibrary, type GuideLibrary } from './services/guide-library.ts';
import { createLocalGuides } from './services/local-guides.ts';
import { createPackSync, type PackSync } from './services/pack-sync.ts';
import type { Http } from './services/ports.ts';

/** Where guides come from; what the switches of the command line say is not honoured by a package. */
export interface GuideOrigin {
  /** A compiled knowledge base to look at instead of the embedded one. */
  previewKbDir: string | undefined;
  /** A file with the central knowledge base to use, as `zeroline keys trust` writes it. */
  kbTrustPath: string | undefined;
}

/** The knowledge base on this machine, and how it stays the newest. */
export interface Guides {
  library: GuideLibrary;
  updates: PackSync;
  /** The central knowledge base's server by name. */
  server: string | undefined;
  serverWord: ServerWord;
  problems: TrustedServer['problems'];
  /** A picture of the guides, whole and as it was published. */
  kbImage(file: string): Promise<Uint8Array | undefined>;
  /** Shows the newest guides of a language that are on this machine. */
  load(): ReturnType<GuideLibrary['load']>;
  stop(): Promise<void>;
}

/** More begun guides than a person comes back to. */
const keptBegunMax = 20;

const noNetwork: Http = {
  get: (path) => Promise.resolve({ ok: false, error: { kind: 'offline', detail: `${path}: no server` } }),
};

/**
 * Chromium's network, with the system's proxy and certificates. Its session is not the panel's, which reaches nothing,
 * and it tells a server nothing that it need not know: neither cookies nor the person's languages.
 */
export function netFetch(userAgent: string, partition = 'knowledge-base'): typeof globalThis.fetch {
  const own = session.fromPartition(partition, { cache: false });
  own.setUserAgent(userAgent, '*');
  return (input, init) =>
    own.fetch(input instanceof URL ? input.href : input, { ...init, credentials: 'omit' });
}

export async function composeGuides(
  { os, clock, log, state, policy }: Stores,
  { previewKbDir, kbTrustPath }: GuideOrigin,
  language: () => Language,
): Promise<Guides> {
  const preview = app.isPackaged ? undefined : previewKbDir;
  const switched = app.isPackaged || kbTrustPath === undefined ? [] : [kbTrustPath];
  const seed =
    preview === undefined
      ? ({ dir: inApp('dist', 'kb'), kind: 'embedded' } as const)
      : ({ dir: preview, kind: 'preview' } as const);
  const { knowledgeBase: ordered } = policy.policy();
  const { knowledgeBase, problems }: TrustedServer = ordered
    ? { knowledgeBase: ordered, problems: [] }
    : await readTrustedServer([inApp('dist', 'kb', 'trust.json'), ...switched]);
  const central = preview === undefined ? knowledgeBase : undefined;

  const steadyMs = (): number => performance.now();
  const userAgent = `Zeroline/${app.getVersion()}`;
  const heard =
    central && listenTo(netFetch(userAgent), { baseUrl: central.url, nowMs: () => clock.nowMs() });
  const engine: LibraryHost = libraryHost({
    scriptPath: inApp('dist', 'worker', 'index.cjs'),
    start: {
      ...{ os, appVersion: app.getVersion(), seed },
      ...(central && { central: { folder: inUserData('kb'), root: central.root } }),
    },
    http: heard ? createHttp({ baseUrl: central.url, fetch: heard.fetch, userAgent }) : noNetwork,
    ...{ steadyMs, log },
  });
  const library = createGuideLibrary({ engine, os });
  const begun = (): string[] =>
    Object.values(state.get().progress)
      .sort((a, b) => b.updatedAtMs - a.updatedAtMs)
      .slice(0, keptBegunMax)
      .map(({ guideId }) => guideId);

  async function load(): ReturnType<GuideLibrary['load']> {
    const loaded = await library.load(language());
    // Without begun guides at hand the app starts all the same: each is asked for again when it is opened.
    if (loaded.ok)
      await library
        .keep(begun())
        .catch((thrown: unknown) => log.error('begun-guides-not-kept', toError(thrown)));
    else log.warn('kb-unusable', { kind: loaded.error.kind, detail: loaded.error.detail });
    return loaded;
  }

  const updates = central
    ? createPackSync({
        ...{ engine, clock, steadyMs, language, log },
        random: () => Math.random(),
        isEmpty: () => library.source() !== 'central',
        isMetered: meteredReader(os, { run: programRunner(), readBus: busReader(process.env), steadyMs }),
        async reload() {
          await load();
        },
        record: {
          get: () => state.get().sync,
          set: (sync) => state.update((s) => ({ ...s, sync })),
        },
        schedule(delayMs, wake) {
          const timer = setTimeout(wake, delayMs);
          return () => clearTimeout(timer);
        },
      })
    : createLocalGuides({ clock, load });

  const pictures = imageStore(inUserData('kb', 'images'));
  const seedFiles = packFiles(seed);
  return {
    ...{ library, updates, problems, load },
    server: central && new URL(central.url).host,
    serverWord: heard?.word ?? noServerWord,
    kbImage: async (file) => (central && (await pictures.read(file))) ?? seedFiles.readImage(file),
    async stop() {
      updates.stop();
      await engine.stop();
    },
  };
}
