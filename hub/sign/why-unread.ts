import { toError } from '../../shared/result.ts';

/** Why a file could not be read, as a sentence that names it. */
export function whyUnread(path: string, thrown: unknown): string {
  const { code, message } = toError(thrown) as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return `There is no file ${path}`;
    case 'EISDIR':
      return `${path} is a folder`;
    case 'EACCES':
    case 'EPERM':
      return `This account may not read ${path}`;
    default:
      return `${path} can't be read (${message})`;
  }
}
