import { writeSync } from 'node:fs';
import { journalFile } from '../../../electron/adapters/journal.ts';

// Appends without end and says on stdout what was acknowledged; the journal's test kills it.
const journal = journalFile(process.argv[2] ?? '');
for (let n = Number(process.argv[3]); ; n += 3) {
  const outcomes = await Promise.all(
    [n, n + 1, n + 2].map((id) => journal.append({ id, text: 'x'.repeat(id % 700) })),
  );
  outcomes.forEach((outcome, i) => outcome.ok && writeSync(1, `${n + i}\n`));
}
