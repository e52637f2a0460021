import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { temporaryFolder } from '../temp-folder.ts';

/** A tree of small files below a new folder, as `/sys` has them. A path that ends in `/` is a folder. */
export async function treeOf(files: Record<string, string>): Promise<string> {
  const root = await temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    const target = join(root, path);
    await mkdir(path.endsWith('/') ? target : dirname(target), { recursive: true });
    if (text.startsWith('-> ')) await symlink(text.slice(3), target);
    else if (!path.endsWith('/')) await writeFile(target, `${text}\n`);
  }
  return root;
}
