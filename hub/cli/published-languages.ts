import { languages, type Language } from '../../shared/language.ts';
import { parseCatalog } from '../../shared/packs/catalog.ts';
import { catalogTarget } from '../../shared/packs/repository-layout.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { targetFilePath } from '../publish/history.ts';
import type { Place } from '../sign/read-roots.ts';
import { destinationRefused, type SignRefusal } from '../sign/sign-refusal.ts';
import { targetsOf, type PublishedState } from '../sign/signed-state.ts';
import { sha256Of } from '../publish/digest.ts';

export interface LanguageStatus {
  language: Language;
  guides: number;
  contentFrom: string;
}

/** What each language holds, out of its signed catalog. */
export async function languagesIn(
  place: Place,
  state: PublishedState,
): Promise<Result<LanguageStatus[], SignRefusal>> {
  const targets = targetsOf(state.targets);
  const found: LanguageStatus[] = [];
  for (const language of languages) {
    const target = catalogTarget(language);
    const identity = targets.get(target);
    if (!identity) continue;
    const read = await place.read(targetFilePath(target, identity.sha256), identity.sizeBytes);
    if (!read.ok && read.error.kind !== 'missing') return refuse(destinationRefused(read.error));
    const isRight = read.ok && sha256Of(read.value) === identity.sha256;
    const catalog = isRight ? parseCatalog(new TextDecoder().decode(read.value)) : undefined;
    if (!catalog?.ok) {
      const detail = `${target} at ${place.name} is missing or damaged. Publish again with --check-all.`;
      return refuse({ kind: 'damaged', detail });
    }
    const { guides, contentFromMs } = catalog.value;
    found.push({ language, guides: guides.length, contentFrom: new Date(contentFromMs).toISOString() });
  }
  return ok(found);
}
