import { assertNever } from '../../shared/result.ts';

/** Why a source gave nothing. Whatever the reason, the knowledge base stays as it was. */
export type ImportRefusal =
  | { kind: 'no-answer'; url: string; reason: string }
  | { kind: 'timeout'; url: string; seconds: number }
  | { kind: 'not-signed-in'; url: string; variable: string }
  | { kind: 'not-found'; url: string }
  | { kind: 'moved'; url: string; to: string }
  | { kind: 'busy'; url: string; status: number }
  | { kind: 'status'; url: string; status: number }
  | { kind: 'too-big'; url: string; bytesMax: number }
  | { kind: 'not-understood'; url: string; reason: string }
  | { kind: 'no-file'; file: string; reason: string }
  | { kind: 'no-folder'; folder: string; reason: string };

/** The refusal as a sentence that says what to do. */
export function refusalText(refusal: ImportRefusal): string {
  switch (refusal.kind) {
    case 'no-answer':
      return `${refusal.url} does not answer (${refusal.reason}). Check the address and the network.`;
    case 'timeout':
      return `${refusal.url} took longer than ${refusal.seconds} s. Try again when the server is less busy.`;
    case 'not-signed-in':
      return `${refusal.url} wants a sign-in. Set ${refusal.variable} to credentials that may read the articles.`;
    case 'not-found':
      return `${refusal.url} does not exist, or these credentials may not see it.`;
    case 'moved':
      return `${refusal.url} sends on to ${refusal.to}. If you trust that address, name it instead.`;
    case 'busy':
      return `${refusal.url} is busy (${refusal.status}) and stayed so. Try again later.`;
    case 'status':
      return `${refusal.url} answered ${refusal.status}. Look into the server's log.`;
    case 'too-big':
      return `${refusal.url} sent more than ${refusal.bytesMax / 1000} kB. Split the article.`;
    case 'not-understood':
      return `${refusal.url} did not answer as expected: ${refusal.reason}. Is it the right address?`;
    case 'no-file':
      return `${refusal.file} can't be read (${refusal.reason}). Put the file itself into the folder, and check its rights.`;
    case 'no-folder':
      return `${refusal.folder} can't be read (${refusal.reason}). Name the folder that holds the .md files.`;
    default:
      return assertNever(refusal);
  }
}
