import { z } from 'zod';
import type { SignalId } from '../../../shared/context/signal.ts';
import { unknown, type Reading, type RunCommand, type SignalSource } from './source.ts';

type Readings = Partial<Record<SignalId, Reading>>;

/**
 * One question to Windows. PowerShell takes half a second to start, so that the questions of a class are asked in one
 * start; each fails alone.
 */
export interface Question {
  /** The key of its answer. */
  name: string;
  ids: readonly SignalId[];
  /** Statements that end in a hashtable. Without double quotes, which the command line would need to escape. */
  script: string;
  /** Parses the answer; what it throws makes all its ids `failed`. */
  read(answer: unknown, nowMs: number): Readings;
  /** What an error with this HRESULT means, where it means anything. */
  readError?(hresult: number): Readings | undefined;
}

const errorSchema = z.strictObject({ HResult: z.number() });

// A restricted PowerShell (AppLocker, WDAC) allows neither methods nor setters: then only what needs them fails.
const preamble = [
  "$ProgressPreference = 'SilentlyContinue'",
  "$ErrorActionPreference = 'Stop'",
  'try { [Console]::OutputEncoding = [Text.Encoding]::UTF8 } catch { }',
  '$answers = @{}',
];
const asked = ({ name, script }: Question): string =>
  `try { $answers['${name}'] = & { ${script} } } catch { ` +
  '$e = $_.Exception; while ($e.InnerException) { $e = $e.InnerException }; ' +
  `$answers['${name}'] = @{ HResult = $e.HResult } }`;

/** The script of several questions, which prints one JSON object. */
export const scriptOf = (questions: readonly Question[]): string =>
  [...preamble, ...questions.map(asked), '$answers | ConvertTo-Json -Compress -Depth 5'].join('; ');

/** The readings of all questions out of what the script printed. */
export function readAnswers(questions: readonly Question[], output: string, nowMs: number): Readings {
  const answers = z.record(z.string(), z.unknown()).parse(JSON.parse(output.replace(/^\uFEFF/, '')));
  const readingsOf = (question: Question): Readings => {
    const failed = Object.fromEntries(question.ids.map((id) => [id, unknown('failed')]));
    const answer = answers[question.name];
    const error = errorSchema.safeParse(answer);
    if (error.success) return { ...failed, ...question.readError?.(error.data.HResult) };
    try {
      return question.read(answer, nowMs);
    } catch {
      return failed;
    }
  };
  return Object.assign({}, ...questions.map(readingsOf)) as Readings;
}

/** One start of PowerShell for several questions. */
export function powershellSource(
  run: RunCommand,
  {
    timeoutMs,
    questions,
    ...source
  }: Pick<SignalSource, 'source' | 'keepMs'> & {
    timeoutMs: number;
    questions: readonly Question[];
  },
): SignalSource {
  const script = scriptOf(questions);
  return {
    ...source,
    ids: questions.flatMap(({ ids }) => ids),
    async read(nowMs) {
      const output = await run(
        'powershell.exe',
        ['-NoProfile', '-NonInteractive', '-Command', script],
        timeoutMs,
      );
      return readAnswers(questions, output, nowMs);
    },
    // The program is ended first, so that a slow answer is an error of this source rather than a dangling process.
    timeoutMs: timeoutMs + 1_000,
  };
}
