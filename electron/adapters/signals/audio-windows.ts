import { z } from 'zod';
import type { Question } from './powershell.ts';
import { known, unknown, type Reading } from './source.ts';

const answerSchema = z.object({ Output: z.string().nullable(), Input: z.string().nullable() });

const deviceReading = (name: string | null): Reading =>
  name === null ? unknown('not-present') : known(name);

/** The name of an endpoint, whose id is `\\?\SWD#MMDEVAPI#{0.0.0.00000000}.{...}#{...}`. */
const nameOf = (kind: 'Render' | 'Capture'): string =>
  `$id = [Windows.Media.Devices.MediaDevice, Windows.Media.Devices, ContentType=WindowsRuntime]::GetDefaultAudio${kind}Id(0); ` +
  `$${kind} = if ($id) { (Get-ItemProperty -LiteralPath ('HKLM:\\SYSTEM\\CurrentControlSet\\Enum\\SWD\\MMDEVAPI\\' + ($id -split '#')[2])).FriendlyName } else { $null }; `;

/** Where sound comes out and goes in by default. */
export const audioQuestion: Question = {
  name: 'audio',
  ids: ['audio.output', 'audio.input'],
  script: `${nameOf('Render')}${nameOf('Capture')}@{ Output = $Render; Input = $Capture }`,
  read(answer) {
    const { Output, Input } = answerSchema.parse(answer);
    return { 'audio.output': deviceReading(Output), 'audio.input': deviceReading(Input) };
  },
};
