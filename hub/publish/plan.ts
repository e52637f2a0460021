import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Destination, DestinationRefusal } from '../destination/destination.ts';
import { targetsOf, type SignedState } from '../sign/signed-state.ts';
import type { CompiledKb } from './compile-kb.ts';
import {
  blobFiles,
  createPacker,
  downloadsOf,
  publishedBlobs,
  targetFiles,
  type ContentFile,
  type Downloads,
} from './content-files.ts';
import { sha256Of } from './digest.ts';
import { greatLoss, guideChanges, type GreatLoss, type GuideChanges } from './guide-changes.ts';
import { readHistory, type DamagedCatalog } from './history.ts';
import { noticesContent, repositoryContent, type RepositoryContent } from './repository-content.ts';

export interface PlanOptions {
  /** One half alone: the other stays as it is, and its key is not needed. */
  only?: 'guides' | 'notices';
  /** Publishes though a language loses more guides than usual. */
  allowFewer?: boolean;
  /** Reads every file, also of the last publication, and writes anew what is gone or damaged. */
  checkAll?: boolean;
  /** Brotli's, for tests with thousands of guides. */
  quality?: number;
  progress(text: string): void;
}

/** What a publication means for machines in one language. */
export type LanguagePlan = GuideChanges & Omit<Downloads, 'deltas'>;

export interface Plan {
  languages: LanguagePlan[];
  noticesChanged: boolean;
  files: ContentFile[];
  guideTargets: ReadonlyMap<string, Uint8Array> | undefined;
  campaignTargets: ReadonlyMap<string, Uint8Array> | undefined;
}

/** Whether machines will see anything new. */
export const isNews = ({ languages, noticesChanged }: Plan): boolean =>
  noticesChanged || languages.some(({ updateBytes }) => updateBytes !== 0);

export async function planPublication(
  kb: CompiledKb,
  destination: Destination,
  state: SignedState | undefined,
  options: PlanOptions,
): Promise<Result<Plan, DestinationRefusal | GreatLoss | DamagedCatalog>> {
  const { only, progress } = options;
  const content =
    only === 'notices'
      ? noticesContent(kb)
      : repositoryContent(kb, { onLanguage: (language) => progress(`indexing ${language}`) });
  const campaignTargets = only === 'guides' ? undefined : content.campaignTargets;
  const published = state ? targetsOf(state.campaigns) : new Map<string, { sha256: string }>();
  const noticesChanged = [...(campaignTargets ?? [])].some(
    ([path, bytes]) => published.get(path)?.sha256 !== sha256Of(bytes),
  );
  const noticeFiles = campaignTargets ? targetFiles(campaignTargets) : [];
  const notices = { noticesChanged, campaignTargets };
  if (only === 'notices') {
    return ok({ ...notices, languages: [], files: noticeFiles, guideTargets: undefined });
  }
  const guides = await planGuides(content, destination, state, options);
  if (!guides.ok) return guides;
  const { languages, files } = guides.value;
  return ok({ ...notices, languages, files: [...files, ...noticeFiles], guideTargets: content.guideTargets });
}

async function planGuides(
  content: RepositoryContent,
  destination: Destination,
  state: SignedState | undefined,
  { allowFewer, checkAll, quality, progress }: PlanOptions,
): Promise<Result<Pick<Plan, 'languages' | 'files'>, DestinationRefusal | GreatLoss | DamagedCatalog>> {
  const again = checkAll === true;
  const history = await readHistory(destination, state, again ? content.catalogs : undefined);
  if (!history.ok) return history;
  const changes = guideChanges(history.value, content);
  const loss = greatLoss(changes);
  if (loss && allowFewer !== true) return refuse(loss);
  const pack = createPacker(content.pieces, quality);
  progress('compressing');
  const options = { pieces: content.pieces, pack, quality, again };
  const planned = await Promise.all(
    changes.map(async (change) => {
      const after = content.catalogs.get(change.language);
      const before = history.value.get(change.language) ?? [];
      const downloads = after && (await downloadsOf(after, before, options));
      return { change, ...(downloads ?? { deltas: [] }) };
    }),
  );
  const languages = planned.map(({ change, deltas: _files, ...downloads }) => ({ ...change, ...downloads }));
  const deltaFiles = planned
    .flatMap(({ deltas }) => deltas)
    .map(({ path, bytes }): ContentFile => ({ path, bytes: () => Promise.resolve(bytes) }));
  const newest = [...history.value.values()].flatMap(([catalog]) => catalog ?? []);
  const known = again ? new Set<string>() : publishedBlobs(newest);
  const blobs = blobFiles(content.pieces, pack).filter(({ path }) => !known.has(path));
  return ok({ languages, files: [...blobs, ...deltaFiles, ...targetFiles(content.guideTargets)] });
}
