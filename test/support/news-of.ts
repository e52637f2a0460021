import { newsPath } from '../../shared/packs/repository-layout.ts';
import { bytesOf, packed, type Files } from './tuf-repository.ts';

/** A bundle as machines get it. */
export const packedNews = (texts: Readonly<Record<string, string>>): Uint8Array =>
  packed(bytesOf(JSON.stringify(texts)));

/** All texts that a server has, also those that an honest bundle never holds, by their path. */
export const textsOf = (files: Files): Record<string, string> =>
  Object.fromEntries(
    [...files]
      .filter(([path]) => /^(metadata|targets)\//.test(path))
      .map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]),
  );

/** Puts a bundle beside every snapshot. */
export function addNews(files: Files, texts: Readonly<Record<string, string>> = textsOf(files)): void {
  for (const path of [...files.keys()]) {
    const version = /^metadata\/(\d+)\.snapshot\.json$/.exec(path)?.[1];
    if (version !== undefined) files.set(newsPath(version), packedNews(texts));
  }
}
