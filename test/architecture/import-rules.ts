import type { Import, SourceFile } from './source-tree.ts';

/** What a room may import. A name ending in `/` is a folder; the first room that holds a file speaks for it. */
interface Room {
  holds: string[];
  files: string[];
  /** Files it may take types from, and nothing else. */
  types?: string[];
  /** Packages and Node's modules; `node:` stands for all of the latter. */
  packages: string[] | 'any';
}

const core = ['zod', 'i18next', '@orama/stemmers', 'stemmer'];
const ports = ['ports.ts', 'hub-ports.ts', 'sign-in-ports.ts'].map((name) => `electron/services/${name}`);

export const rooms: Room[] = [
  { holds: ['shared/'], files: ['shared/'], packages: core },
  {
    holds: ['renderer/'],
    files: ['renderer/', 'shared/'],
    packages: ['react', 'react-dom', 'react-i18next', 'lucide-react', 'uqr', ...core],
  },
  {
    holds: ['electron/preload.ts'],
    files: ['shared/ipc/channels.ts'],
    types: ['shared/ipc/'],
    packages: ['electron'],
  },
  { holds: ['electron/services/'], files: ['electron/services/', 'shared/'], packages: core },
  {
    holds: ['electron/shell/'],
    files: ['electron/shell/', 'shared/'],
    types: ports,
    packages: ['electron', 'node:', ...core],
  },
  {
    holds: ['electron/adapters/'],
    files: ['electron/adapters/', 'shared/'],
    types: ports,
    packages: ['electron', 'node:', 'axios', 'crc-32', 'electron-log', 'oauth4webapi', 'tuf-js', ...core],
  },
  {
    holds: ['electron/ipc/'],
    files: ['electron/ipc/', 'shared/'],
    types: ['electron/services/', 'electron'],
    packages: core,
  },
  { holds: ['electron/'], files: ['electron/', 'shared/'], packages: ['electron', 'node:', ...core] },
  {
    holds: ['hub/'],
    files: ['hub/', 'shared/'],
    packages: [
      'node:',
      '@tufjs/models',
      'aws4fetch',
      'axios',
      'date-holidays',
      'fastify',
      'hast-util-from-html',
      'hast-util-to-mdast',
      'jose',
      'libsql',
      'mdast',
      'mdast-util-from-markdown',
      'mdast-util-to-markdown',
      'nodemailer',
      'pg',
      'yaml',
      ...core,
    ],
  },
  { holds: ['scripts/', 'bin/'], files: ['scripts/'], packages: 'any' },
  {
    holds: ['test/', 'bench/'],
    files: ['test/', 'bench/', 'shared/', 'electron/', 'renderer/', 'hub/', 'scripts/'],
    packages: 'any',
  },
];

const within = (path: string, places: string[]): boolean =>
  places.some((place) => (place.endsWith('/') ? path.startsWith(place) : path === place));

const packageOf = (specifier: string): string =>
  specifier.startsWith('node:')
    ? 'node:'
    : specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/');

export const roomOf = (path: string): Room | undefined => rooms.find((room) => within(path, room.holds));

/** Whether a file of a room may import this. */
export function allows(room: Room, { file, specifier, typeOnly }: Import): boolean {
  const asType = typeOnly ? (room.types ?? []) : [];
  if (file !== undefined) return within(file, [...room.files, ...asType]);
  return room.packages === 'any' || within(packageOf(specifier), [...room.packages, ...asType]);
}

/** Import cycles at run time, each as the path that closes it; imports of types alone vanish from the bundle. */
export function cycles(tree: SourceFile[]): string[] {
  const next = new Map(
    tree.map(({ path, imports }) => [path, imports.flatMap((i) => (i.file && !i.typeOnly ? [i.file] : []))]),
  );
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (path: string, trail: string[]): void => {
    const seenAt = trail.indexOf(path);
    if (seenAt !== -1) found.push([...trail.slice(seenAt), path].join(' -> '));
    if (seenAt !== -1 || done.has(path)) return;
    for (const file of next.get(path) ?? []) walk(file, [...trail, path]);
    done.add(path);
  };
  for (const path of next.keys()) walk(path, []);
  return found;
}
