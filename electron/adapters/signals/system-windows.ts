import { z } from 'zod';
import type { Question } from './powershell.ts';
import { known } from './source.ts';

const answerSchema = z.object({
  Build: z.string().regex(/^\d+$/),
  Revision: z.number().nullable(),
  /** `23H2`; Windows 10 had `2009` in another value before. */
  Release: z.string().nullable(),
});

/** The version as people know it ("11 24H2") and the build with its updates ("26100.2314"). */
export const versionQuestion: Question = {
  name: 'version',
  ids: ['os.version', 'os.build'],
  script:
    "$v = Get-ItemProperty -Path 'HKLM:\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion'; " +
    '@{ Build = $v.CurrentBuild; Revision = $v.UBR; ' +
    'Release = if ($v.DisplayVersion) { $v.DisplayVersion } else { $v.ReleaseId } }',
  read(answer) {
    const { Build, Revision, Release } = answerSchema.parse(answer);
    // Windows 11 still calls itself 10 there.
    const major = Number(Build) >= 22_000 ? '11' : '10';
    return {
      'os.version': known([major, ...(Release === null ? [] : [Release])].join(' ')),
      'os.build': known([Build, ...(Revision === null ? [] : [Revision])].join('.')),
    };
  },
};
