import { z } from 'zod';
import { parsePlist } from './plist.ts';
import { known, unknown, type Reading, type RunCommand, type SignalSource } from './source.ts';

const recordSchema = z.object({
  RecommendedUpdates: z.array(z.unknown()).optional(),
  LastSuccessfulDate: z.string().optional(),
});

const record = '/Library/Preferences/com.apple.SoftwareUpdate.plist';
const dayMs = 24 * 60 * 60_000;
/** What was found so long ago tells nothing of today. */
const recordMaxMs = 14 * dayMs;

/** macOS' own record of its last look for updates. */
export function updatesReading(xml: string, nowMs: number): Reading {
  const { RecommendedUpdates, LastSuccessfulDate } = recordSchema.parse(parsePlist(xml));
  if (nowMs - Date.parse(LastSuccessfulDate ?? '') > recordMaxMs) return unknown('not-read-yet');
  if (RecommendedUpdates) return known(RecommendedUpdates.length);
  // The list is only left out when a look found none.
  return LastSuccessfulDate === undefined ? unknown('not-read-yet') : known(0);
}

/** Updates that macOS recommends, without asking Apple: `softwareupdate -l` would, for half a minute. */
export const macUpdatesSource = (run: RunCommand): SignalSource => ({
  source: record,
  ids: ['updates.pending'],
  read: async (nowMs) => ({
    'updates.pending': updatesReading(
      await run('/usr/bin/plutil', ['-convert', 'xml1', '-o', '-', record]),
      nowMs,
    ),
  }),
  keepMs: 60 * 60_000,
  keepsOverWake: true,
});
