import { constants } from 'node:fs';
import * as fs from 'node:fs/promises';

/** An open file, as far as durable writing needs one. */
export interface DiskFile {
  sizeBytes(): Promise<number>;
  read(position: number, lengthBytes: number): Promise<Uint8Array>;
  /** Answers how much was written, which may be less than asked: a full disk writes what fits. */
  write(bytes: Uint8Array, position: number): Promise<number>;
  truncate(sizeBytes: number): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** The few file system calls that durability rests on; tests make each of them fail in turn. */
export interface Disk {
  /** Windows refuses to touch a file that a virus scanner or a backup has open; others don't. */
  readonly refusesWhileBusy: boolean;
  /** `replace` starts empty, `update` keeps what is there; both make a missing file. */
  open(path: string, mode: 'replace' | 'update'): Promise<DiskFile>;
  readWhole(path: string): Promise<Uint8Array>;
  exists(path: string): Promise<boolean>;
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  makeFolder(path: string): Promise<void>;
  /** Makes names in a folder durable; Windows has no such call and needs none. */
  syncFolder(path: string): Promise<void>;
}

/** What whole folders that are swapped need besides. */
export interface FolderDisk extends Disk {
  /** Names in a folder; none when it is not there. */
  namesIn(folder: string): Promise<string[]>;
  /** Removes a folder with all that is in it, and is content when it is not there. */
  removeFolder(path: string): Promise<void>;
}

const openFlags = {
  replace: constants.O_RDWR | constants.O_CREAT | constants.O_TRUNC,
  update: constants.O_RDWR | constants.O_CREAT,
};
/** What a person types and searches is nobody else's on a shared machine. */
const ownerOnly = 0o600;

function diskFile(handle: fs.FileHandle): DiskFile {
  return {
    sizeBytes: async () => (await handle.stat()).size,
    async read(position, lengthBytes) {
      const { buffer, bytesRead } = await handle.read(new Uint8Array(lengthBytes), 0, lengthBytes, position);
      return buffer.subarray(0, bytesRead);
    },
    write: async (bytes, position) => (await handle.write(bytes, 0, bytes.length, position)).bytesWritten,
    truncate: (sizeBytes) => handle.truncate(sizeBytes),
    sync: () => handle.sync(),
    close: () => handle.close(),
  };
}

/** The machine's own disk. */
export function nodeDisk(platform: string = process.platform): FolderDisk {
  const isWindows = platform === 'win32';
  return {
    refusesWhileBusy: isWindows,
    open: async (path, mode) => diskFile(await fs.open(path, openFlags[mode], ownerOnly)),
    readWhole: (path) => fs.readFile(path),
    exists: (path) =>
      fs.access(path).then(
        () => true,
        () => false,
      ),
    rename: (from, to) => fs.rename(from, to),
    remove: (path) => fs.rm(path, { force: true }),
    async makeFolder(path) {
      await fs.mkdir(path, { recursive: true });
    },
    async syncFolder(path) {
      if (isWindows) return;
      const folder = await fs.open(path, 'r');
      try {
        await folder.sync();
      } finally {
        await folder.close();
      }
    },
    namesIn: (folder) =>
      fs.readdir(folder).catch((thrown: unknown) => {
        if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return [];
        throw thrown;
      }),
    removeFolder: (path) => fs.rm(path, { recursive: true, force: true }),
  };
}
