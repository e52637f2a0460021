/** One thing an editor has to put right: where, what, and what to do about it. */
export interface Mistake {
  /** Path below the knowledge base's folder, with forward slashes. */
  file: string;
  /** 1-based; 1 when the whole file is meant. */
  line: number;
  problem: string;
  remedy: string;
  /** An error stops the build, a warning does not. */
  severity: 'error' | 'warning';
}

/** Collects the mistakes of one file, so that all of them are told at once. */
export interface Report {
  error(line: number, problem: string, remedy: string): void;
  warning(line: number, problem: string, remedy: string): void;
}

/** A report on `file` that adds to `mistakes`. */
export function reportOn(file: string, mistakes: Mistake[]): Report {
  const add =
    (severity: Mistake['severity']) =>
    (line: number, problem: string, remedy: string): void => {
      mistakes.push({ file, line, problem, remedy, severity });
    };
  return { error: add('error'), warning: add('warning') };
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** By file and line, the order in which an editor works through them; each mistake once. */
export function sortMistakes(mistakes: readonly Mistake[]): Mistake[] {
  const once = new Map(mistakes.map((mistake) => [JSON.stringify(mistake), mistake]));
  return [...once.values()].sort((a, b) => compareText(a.file, b.file) || a.line - b.line);
}

const shownCharsMax = 60;

/** Text out of a file as it can be shown in a message: one line, short, without control characters. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const plain = text.replace(/[\p{Cc}\p{Cf}\p{Cs}]+/gu, ' ').trim();
  return plain.length > shownCharsMax ? `${plain.slice(0, shownCharsMax)}...` : plain;
}
