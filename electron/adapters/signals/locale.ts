import { readlink } from 'node:fs/promises';
import type { Os } from '../../../shared/os.ts';
import { known, unknown, type SignalSource } from './source.ts';

/** The zone that a link to `/usr/share/zoneinfo/Europe/Oslo` names. */
export const zoneOfLink = (target: string): string | undefined =>
  /\/zoneinfo\/(?:posix\/|right\/)?(.+)$/.exec(target)?.[1];

const ofProcess = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/**
 * Where the machine's clock thinks it is, and the language the panel speaks. The link is read first: a process keeps
 * the zone it was started in, and people travel with their laptop open.
 */
export function localeSource(
  os: Os,
  {
    root,
    environmentZone,
    language,
  }: { root: string; environmentZone: string | undefined; language(): string },
): SignalSource {
  async function zone(): Promise<string> {
    if (os === 'windows' || environmentZone) return ofProcess();
    const target = await readlink(`${root}/etc/localtime`).catch(() => '');
    return zoneOfLink(target) ?? ofProcess();
  }
  return {
    source: os === 'windows' ? 'Intl, the language in use' : '/etc/localtime or Intl, the language in use',
    ids: ['locale.timeZone', 'locale.language'],
    async read() {
      const name = await zone();
      return {
        'locale.timeZone': name === '' ? unknown('failed') : known(name),
        'locale.language': known(language()),
      };
    },
  };
}
