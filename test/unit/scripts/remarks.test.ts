import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inRoot } from '../../../scripts/paths.mjs';
import { playwrightRemarks, vitestRemarks } from '../../../scripts/test/remarks.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'remarks-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('what the end of a run tells', () => {
  it('names a test of vitest that failed, and one that passed at the second try only, as this checkout is set', async () => {
    const vitest = JSON.stringify(inRoot('node_modules', 'vitest', 'dist', 'index.js'));
    const tests = `
      import { expect, it } from ${vitest};
      let tries = 0;
      it('is well', () => {});
      it('is moody', () => expect(++tries).toBe(2));
      it('is broken', () => expect('this').toBe('that'));
      let draws = 0;
      it('has a counterexample', () => {
        if (++draws === 1) throw new Error('Property failed after 7 tests');
      });`;
    writeFileSync(join(folder, 'moods.test.ts'), tests);
    writeFileSync(join(folder, 'unreadable.test.ts'), 'import "./nowhere.ts";');
    const config = `
      import ours from ${JSON.stringify(inRoot('vite.config.ts'))};
      export default { test: { retry: ours.test.retry } };`;
    writeFileSync(join(folder, 'vitest.config.ts'), config);
    const report = join(folder, 'vitest.json');
    const words = ['run', '--reporter=json', `--outputFile=${report}`];
    await new Promise((done) => {
      const program = inRoot('node_modules', 'vitest', 'vitest.mjs');
      execFile(process.execPath, [program, ...words], { cwd: folder }, done);
    });

    const { failed, again, leftOut } = vitestRemarks(report);
    expect(again).toEqual([expect.stringContaining('is moody\n    AssertionError: expected 1 to be 2')]);
    expect(failed).toHaveLength(3);
    expect(failed.join('\n')).toMatch(/is broken\n {4}AssertionError: expected 'this' to be 'that'/);
    expect(failed.join('\n')).toMatch(/counterexample\n {4}Error: Property failed after 7 tests/);
    expect(failed.join('\n')).toMatch(/unreadable\.test\.ts\n {4}.*nowhere\.ts/);
    expect(leftOut).toEqual([]);
  });

  it('names the same of Playwright, and each reason why tests left themselves out once', () => {
    const skip = { type: 'skip', description: 'no root' };
    const spec = (title: string, status: string, message?: string, annotations: object[] = []) => ({
      file: 'journeys/a.spec.ts',
      title,
      tests: [{ status, annotations, results: [{ error: message && { message } }, {}] }],
    });
    const inner = [
      spec('moody', 'flaky', '\u001b[31mtoo late\u001b[39m'),
      spec('left', 'skipped', undefined, [skip, skip]),
    ];
    const specs = [spec('well', 'expected'), spec('broken', 'unexpected', 'not there')];
    const report = join(folder, 'playwright.json');
    const content = { suites: [{ specs, suites: [{ specs: inner }] }], errors: [{ message: 'no desktop' }] };
    writeFileSync(report, JSON.stringify(content));
    expect(playwrightRemarks(report)).toEqual({
      failed: ['Outside the tests\n    no desktop', 'journeys/a.spec.ts: broken\n    not there'],
      again: ['journeys/a.spec.ts: moody\n    too late'],
      leftOut: ['no root'],
    });
  });

  it('has nothing to tell where no report is', () => {
    const nothing = { failed: [], again: [], leftOut: [] };
    expect(vitestRemarks(join(folder, 'none.json'))).toEqual(nothing);
    expect(playwrightRemarks(join(folder, 'none.json'))).toEqual(nothing);
  });
});
