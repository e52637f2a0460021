import { z } from 'zod';
import type { Question } from './powershell.ts';
import { known } from './source.ts';

/** Windows.System.Power.EnergySaverStatus: 0 disabled (as on mains), 1 off, 2 on. */
const answerSchema = z.object({ Status: z.union([z.literal(0), z.literal(1), z.literal(2)]) });

/** Battery saver, which Windows 11 calls energy saver. */
export const powerSaverQuestion: Question = {
  name: 'powerSaver',
  ids: ['battery.saver'],
  script:
    '@{ Status = [int][Windows.System.Power.PowerManager, Windows.System.Power, ContentType=WindowsRuntime]::EnergySaverStatus }',
  read: (answer) => ({ 'battery.saver': known(answerSchema.parse(answer).Status === 2) }),
};
