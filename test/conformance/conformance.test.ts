import { expect, it } from 'vitest';
import { electronExecutable } from '../../scripts/electron-runtime.mjs';
import { missingForConformance, runConformance } from './run.mjs';

const folder = process.env['TUF_CONFORMANCE_DIR'];
const missing = missingForConformance(folder);
if (missing) console.log(`The public conformance suite of TUF was left out: ${missing}.`);

const runtimes = [
  { name: 'Node', executable: () => Promise.resolve(process.execPath) },
  { name: 'the oldest Electron', executable: () => electronExecutable() },
];

it.skipIf(missing !== undefined).each(runtimes)(
  'the client passes the public conformance suite of TUF in $name',
  async ({ executable }) => {
    const runtime = await executable();
    const { code, output } = await runConformance({ folder: folder ?? '', runtime, words: [] });
    expect(output).toMatch(/\b113 passed\b/);
    expect(code, output).toBe(0);
  },
  1_800_000,
);
