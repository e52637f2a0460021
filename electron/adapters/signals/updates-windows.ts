import { z } from 'zod';
import type { Question } from './powershell.ts';
import { known } from './source.ts';

const answerSchema = z.object({ Count: z.number().int().nonnegative() });

/** New signatures of Defender, several times a day, by themselves. */
const definitionUpdates = 'e0789628-ce08-4437-be74-2495b842f43b';

/** Updates that wait to be installed, out of what Windows Update last fetched: its servers are not asked. */
export const updatesQuestion: Question = {
  name: 'updates',
  ids: ['updates.pending'],
  script:
    '$searcher = (New-Object -ComObject Microsoft.Update.Session).CreateUpdateSearcher(); $searcher.Online = $false; ' +
    "$found = $searcher.Search('IsInstalled=0 and IsHidden=0 and BrowseOnly=0 and Type=''Software''').Updates; " +
    `@{ Count = @($found | Where-Object { -not ($_.Categories | Where-Object { $_.CategoryID -eq '${definitionUpdates}' }) }).Count }`,
  read: (answer) => ({ 'updates.pending': known(answerSchema.parse(answer).Count) }),
};
