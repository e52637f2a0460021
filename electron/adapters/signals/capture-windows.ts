import { z } from 'zod';
import { fileTimeMs } from './file-time.ts';
import type { Question } from './powershell.ts';
import { known, unknown, type Reading } from './source.ts';

/** A program that began to use a device and did not end. */
const useSchema = z.object({
  StartedAt: z.string(),
  /** Whether the program runs; nothing for a packaged app, whose process has another name. */
  Runs: z.boolean().nullable(),
});
/** Nothing where this Windows keeps no record (before 1903). */
const usesSchema = z.array(useSchema).nullable();
const answerSchema = z.object({
  BootedAt: z.string(),
  Camera: usesSchema,
  Microphone: usesSchema,
  Screen: usesSchema,
});

/** After a crash or a power cut the record never ends: what began before this start, or by a program that is gone. */
export const isInUse = (uses: readonly z.infer<typeof useSchema>[], bootedAtMs: number): boolean =>
  uses.some(({ StartedAt, Runs }) => fileTimeMs(StartedAt) >= bootedAtMs && Runs !== false);

const store = 'HKCU:\\Software\\Microsoft\\Windows\\CurrentVersion\\CapabilityAccessManager\\ConsentStore\\';

/**
 * Programs are kept by their path, with `#` for the backslashes. A list goes into its variable as it is: out of a block
 * it would be written as `{ value, Count }`.
 */
const usesOf = (capability: string): string =>
  `$p = '${store}${capability}'; $${capability} = $null; ` +
  `if (Test-Path -Path $p) { $${capability} = ` +
  "@(Get-ItemProperty -Path ($p + '\\*'), ($p + '\\NonPackaged\\*') -ErrorAction SilentlyContinue | " +
  'Where-Object { $_.LastUsedTimeStop -eq 0 -and $_.LastUsedTimeStart } | ForEach-Object { ' +
  "$path = $_.PSChildName; $runs = $null; if ($path -like '*#*') { " +
  "$runs = [bool]@(Get-Process -Name (($path -split '#')[-1] -replace '\\.exe$') -ErrorAction SilentlyContinue) }; " +
  '@{ StartedAt = [string]$_.LastUsedTimeStart; Runs = $runs } }) }; ';

/** What Windows itself shows by the little camera, microphone and frame in its corner. */
export const captureQuestion: Question = {
  name: 'capture',
  ids: ['camera.inUse', 'microphone.inUse', 'screen.shared'],
  script:
    ['webcam', 'microphone', 'graphicsCaptureProgrammatic'].map(usesOf).join('') +
    '$boot = (Get-CimInstance -ClassName Win32_OperatingSystem).LastBootUpTime; ' +
    '@{ BootedAt = [string]$boot.ToFileTimeUtc(); Camera = $webcam; Microphone = $microphone; Screen = $graphicsCaptureProgrammatic }',
  read(answer) {
    const { BootedAt, Camera, Microphone, Screen } = answerSchema.parse(answer);
    const bootedAtMs = fileTimeMs(BootedAt);
    const inUse = (uses: typeof Camera): Reading =>
      uses === null ? unknown('not-supported') : known(isInUse(uses, bootedAtMs));
    return {
      'camera.inUse': inUse(Camera),
      'microphone.inUse': inUse(Microphone),
      // There are older ways to capture a screen, which no record is kept of: only "yes" is sure.
      'screen.shared': isInUse(Screen ?? [], bootedAtMs) ? known(true) : unknown('not-supported'),
    };
  },
};
