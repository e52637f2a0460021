import { join } from 'node:path';
import { ok } from '../../shared/result.ts';
import type { ReportFiles } from '../services/ports.ts';
import { replaceFile, saving } from './durable-write.ts';
import type { Disk } from './disk.ts';

/** Text files in a folder that people look into, such as Downloads. */
export function reportFiles(folder: string, disk: Disk): ReportFiles {
  return {
    async write(reference, text) {
      const name = `Zeroline ${reference}.txt`;
      const path = join(folder, name);
      const saved = await saving(path, () => replaceFile(disk, path, Buffer.from(`${text}\n`, 'utf8')));
      return saved.ok ? ok(name) : saved;
    },
  };
}
