import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

// A plain user's PATH often lacks the folders of system tools such as ip.
const systemFolders = ['/usr/sbin', '/sbin', '/usr/local/sbin'];

/** Where a command is, or null. @param {string} name */
export function findCommand(name) {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...systemFolders];
  for (const folder of folders.filter(Boolean)) {
    const file = join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      continue;
    }
  }
  return null;
}

/** @param {readonly string[]} names */
export const missingCommands = (names) => names.filter((name) => findCommand(name) === null);

export const isRoot = () => process.getuid?.() === 0;
