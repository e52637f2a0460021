import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { playwrightCounts, sum, vitestCounts } from '../../../scripts/test/counts.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'counts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function report(content: unknown): string {
  const file = join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

describe('the count of tests', () => {
  it('reads what vitest reports', () => {
    const file = report({ numPassedTests: 5, numFailedTests: 2, numPendingTests: 1, numTodoTests: 1 });
    expect(vitestCounts(file, 1)).toEqual({ passed: 5, failed: 2, skipped: 2 });
  });

  it('reads what Playwright reports, and takes errors outside tests for failures', () => {
    const file = report({ stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 4 }, errors: [{}] });
    expect(playwrightCounts(file, 1)).toEqual({ passed: 4, failed: 2, skipped: 4 });
  });

  it('counts a run that failed without a failed test as one failure', () => {
    const file = report({ numPassedTests: 5, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 });
    expect(vitestCounts(file, 1).failed).toBe(1);
    expect(vitestCounts(file, 0).failed).toBe(0);
  });

  it('counts a run that left no report as one failure', () => {
    expect(playwrightCounts(join(folder, 'none.json'), 134)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it('adds runs up', () => {
    const runs = [
      { passed: 1, failed: 2, skipped: 3 },
      { passed: 10, failed: 20, skipped: 30 },
    ];
    expect(sum(runs)).toEqual({ passed: 11, failed: 22, skipped: 33 });
  });
});
