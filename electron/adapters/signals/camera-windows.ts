import { z } from 'zod';
import type { Question } from './powershell.ts';
import { known } from './source.ts';

const answerSchema = z.object({ Works: z.array(z.boolean()) });

/** Cameras that work: neither switched off in the device manager nor in trouble. Older ones count as "imaging". */
export const cameraQuestion: Question = {
  name: 'camera',
  ids: ['camera.present'],
  script:
    "$cameras = @(Get-CimInstance -ClassName Win32_PnPEntity -Filter 'PNPClass=''Camera'' OR (PNPClass=''Image'' AND Service=''usbvideo'')'); " +
    '@{ Works = @($cameras | ForEach-Object { $_.ConfigManagerErrorCode -eq 0 }) }',
  read: (answer) => ({ 'camera.present': known(answerSchema.parse(answer).Works.includes(true)) }),
};
