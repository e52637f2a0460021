import { z } from 'zod';
import { fileTimeMs } from './file-time.ts';
import type { Question } from './powershell.ts';
import { known, unknown } from './source.ts';

const jobSchema = z.object({ Status: z.number().nullable(), SubmittedAt: z.string().nullable() });
const answerSchema = z.object({ Default: z.string().nullable(), Jobs: z.array(jobSchema) });

/** Bits of Win32_PrintJob's StatusMask: error, printer offline, out of paper, queue blocked, needs somebody. */
const troubles = 0x2 | 0x20 | 0x40 | 0x200 | 0x400;
/** Being deleted, printed, deleted: on their way out. */
const endings = 0x4 | 0x80 | 0x100;
/** A job that stands longer than this is stuck, whatever it says. */
const patienceMs = 10 * 60_000;

export function isStuck({ Status, SubmittedAt }: z.infer<typeof jobSchema>, nowMs: number): boolean {
  const status = Status ?? 0;
  if ((status & troubles) !== 0) return true;
  return (status & endings) === 0 && nowMs - fileTimeMs(SubmittedAt ?? '') > patienceMs;
}

/** The default printer, and this person's print jobs that don't get on. */
export const printingQuestion: Question = {
  name: 'printing',
  ids: ['printer.default', 'printer.stuckJobs'],
  script:
    "$default = Get-CimInstance -ClassName Win32_Printer -Filter 'Default=TRUE' | Select-Object -First 1; " +
    '$jobs = @(Get-CimInstance -ClassName Win32_PrintJob | Where-Object { $_.Owner -eq $env:USERNAME } | ForEach-Object { ' +
    '@{ Status = $_.StatusMask; SubmittedAt = if ($_.TimeSubmitted) { [string]$_.TimeSubmitted.ToFileTimeUtc() } else { $null } } }); ' +
    '@{ Default = if ($default) { $default.Name } else { $null }; Jobs = $jobs }',
  read(answer, nowMs) {
    const { Default, Jobs } = answerSchema.parse(answer);
    return {
      'printer.default': Default === null ? unknown('not-present') : known(Default),
      'printer.stuckJobs': known(Jobs.filter((job) => isStuck(job, nowMs)).length),
    };
  },
};
