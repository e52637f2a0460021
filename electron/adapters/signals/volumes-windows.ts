import { z } from 'zod';
import type { Question } from './powershell.ts';
import { known, unknown } from './source.ts';

const size = z.number().nullable();
const answerSchema = z.object({ Volumes: z.array(z.object({ Size: size, Free: size })) });

/** Smaller ones are no place for files: what makers leave for recovery has a letter on some machines. */
const smallestBytes = 1_000_000_000;

/** Local disks with a letter. A locked or damaged one tells no size. */
export const volumesQuestion: Question = {
  name: 'volumes',
  ids: ['disk.fullestFreePercent'],
  script:
    "@{ Volumes = @(Get-CimInstance -ClassName Win32_LogicalDisk -Filter 'DriveType=3' | " +
    'ForEach-Object { @{ Size = $_.Size; Free = $_.FreeSpace } }) }',
  read(answer) {
    const percents = answerSchema
      .parse(answer)
      .Volumes.flatMap(({ Size, Free }) =>
        Size !== null && Free !== null && Size >= smallestBytes ? [(Free / Size) * 100] : [],
      );
    return {
      'disk.fullestFreePercent': percents.length === 0 ? unknown('failed') : known(Math.min(...percents)),
    };
  },
};
