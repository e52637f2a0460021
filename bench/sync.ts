import { gzipSync } from 'node:zlib';
import { measureChecks, type MeasuredCheck } from './sync/checks.ts';
import { generatedKb, withEdits } from './sync/generated-kb.ts';
import { measureIndex } from './sync/index-ready.ts';
import { isMet, type Row } from './sync/measure.ts';
import { measureVerify } from './sync/verify.ts';

// npm run bench:sync -- [--json]: what a sync costs on the wire and on the machine, beside the naive way.

const guides = 1_000;
const manyGuides = 10_000;
const edits = 10;
const say = (line: string) => console.error(line);

function wireRows(install: MeasuredCheck, edit: MeasuredCheck, packJson: string): Row[] {
  const naive = {
    naive: gzipSync(packJson, { level: 6 }).length,
    naiveWay: `the pack as JSON, gzipped by the server (${Buffer.byteLength(packJson)} bytes without)`,
  };
  const delta = edit.each.filter(({ what }) => what.startsWith('/deltas/'));
  const bytes = (each: MeasuredCheck['each']) => each.reduce((sum, one) => sum + one.bytes, 0);
  const unit = 'bytes' as const;
  return [
    {
      name: `delta of ${edits} edits in ${guides} guides, with the new catalog`,
      unit,
      value: bytes(delta),
      goal: 20_000,
      ...naive,
    },
    {
      name: `all that is asked after ${edits} edits, ${edit.requests} requests`,
      unit,
      value: edit.bytes,
      goal: 40_000,
      ...naive,
    },
    {
      name: `first install of ${guides} guides, ${install.requests} requests`,
      unit,
      value: install.bytes,
      goal: 1_600_000,
      ...naive,
    },
    { name: 'first install, verified and written', unit: 'ms', value: install.ms },
    { name: `${edits} edits, verified, patched and written`, unit: 'ms', value: edit.ms },
  ];
}

const small = generatedKb(guides);
const { install, everything, incidents } = await measureChecks({ guides, edits }, say);
const packJson = JSON.stringify(small.packs.get('en'));
const rows = wireRows(install, everything.guides, packJson);
for (const count of [guides, manyGuides]) {
  say(`index of ${count} guides`);
  const before = count === guides ? small : generatedKb(count);
  const after = withEdits(before, edits, 1);
  const guidesOf = (kb: typeof before) => kb.packs.get('en')?.guides ?? [];
  rows.push(...(await measureIndex(guidesOf(before), guidesOf(after))));
  if (count === guides) continue;
  say(`verifying ${count} guides`);
  rows.push(...(await measureVerify(before, after)));
}

if (!process.argv.includes('--json')) {
  const verdicts = new Map([
    [true, 'met   '],
    [false, 'MISSED'],
    [undefined, '      '],
  ]);
  for (const row of rows) {
    const naive = row.naive === undefined ? '' : `, naive ${row.naive} (${row.naiveWay})`;
    const goal = row.goal === undefined ? '' : `, goal ${row.goal}`;
    const best = row.fastest === undefined ? '' : ` (best ${row.fastest})`;
    console.log(`${verdicts.get(isMet(row))} ${row.name}: ${row.value} ${row.unit}${best}${goal}${naive}`);
  }
}
const numbered = rows.map((row) => ({ ...row, met: isMet(row) }));
console.log(JSON.stringify({ rows: numbered, checks: { install, everything, incidents } }));
