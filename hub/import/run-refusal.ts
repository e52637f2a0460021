import type { DestinationRefusal } from '../destination/destination.ts';
import { refusalText, type ImportRefusal } from './import-refusal.ts';
import type { LedgerRefusal } from './ledger.ts';

/** Why a run brought nothing. The knowledge base is as it was. */
export type RunRefusal =
  | ImportRefusal
  | LedgerRefusal
  | DestinationRefusal
  | { kind: 'kb-broken'; file: string }
  | { kind: 'no-area'; areas: string[] }
  | { kind: 'unknown-guide'; ids: string[]; known: string[] }
  | { kind: 'shrunk'; known: number; listed: number };

const namesShownMax = 20;

/** The first of many names, and how many more there are. */
function someOf(names: readonly string[]): string {
  const shown = names.slice(0, namesShownMax).join(', ');
  const left = names.length - namesShownMax;
  return left > 0 ? `${shown} and ${left} more, which imports.json names` : shown;
}

/** The refusal as a sentence that says what to do. */
export function runRefusalText(refusal: RunRefusal): string {
  switch (refusal.kind) {
    case 'kb-broken':
      return `${refusal.file} has mistakes, so nothing can be imported yet. Run zeroline check first.`;
    case 'no-area':
      return `There is no such area. Use one of ${refusal.areas.join(', ')}, or add it to areas.yaml.`;
    case 'unknown-guide': {
      const problem = `No guide of this source is called ${refusal.ids.join(', ')}`;
      return refusal.known.length === 0
        ? `${problem}: nothing was imported from it yet. Leave out --mine and --theirs.`
        : `${problem}. It has ${someOf(refusal.known)}.`;
    }
    case 'shrunk':
      return (
        `The source lists ${refusal.listed} articles and ${refusal.known} were imported from it: too many are gone to ` +
        'believe it, an expired token or another folder of the same name looks like this. Check the credentials and ' +
        'the address. Is it meant? Then add --allow-fewer, and --prune to remove their guides.'
      );
    case 'ledger-unreadable':
      return `${refusal.detail}. Take the file out of version control again.`;
    default:
      return 'detail' in refusal ? refusal.detail : refusalText(refusal);
  }
}
