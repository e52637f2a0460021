import { z } from 'zod';
import type { Question } from './powershell.ts';
import { known } from './source.ts';

const answerSchema = z.object({
  Free: z.number().nonnegative(),
  Total: z.number().positive(),
  CommitFree: z.number().nonnegative(),
  CommitTotal: z.number().positive(),
});

/** Below these shares Windows pages all the time, or programs begin to be refused memory. */
const levels = [
  ['critical', { free: 3, commit: 3 }],
  ['warning', { free: 8, commit: 10 }],
] as const;

/** Physical memory that can be had, and whether the machine is about to run out of it or of the page file's promise. */
export const memoryQuestion: Question = {
  name: 'memory',
  ids: ['memory.freePercent', 'memory.pressure'],
  script:
    '$o = Get-CimInstance -ClassName Win32_OperatingSystem; ' +
    '@{ Free = $o.FreePhysicalMemory; Total = $o.TotalVisibleMemorySize; ' +
    'CommitFree = $o.FreeVirtualMemory; CommitTotal = $o.TotalVirtualMemorySize }',
  read(answer) {
    const { Free, Total, CommitFree, CommitTotal } = answerSchema.parse(answer);
    const free = (Free / Total) * 100;
    const commit = (CommitFree / CommitTotal) * 100;
    const level = levels.find(([, below]) => free < below.free || commit < below.commit);
    return { 'memory.freePercent': known(free), 'memory.pressure': known(level?.[0] ?? 'normal') };
  },
};
