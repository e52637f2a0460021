import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { copyCommandLine, type OneFile } from '../support/one-file.ts';

let cli: OneFile;
test.beforeEach(() => void (cli = copyCommandLine()));
test.afterEach(() => cli.remove());

test('the command line is one file: from nothing to packs, without anything beside it', () => {
  const kb = join(cli.folder, 'kb');
  expect(cli.zeroline('help')).toContain('zeroline publish');
  expect(cli.zeroline('publish', '--help')).toContain('--dry-run');
  expect(cli.zeroline('init', kb, '--name', 'Contoso')).toContain('written to');
  expect(cli.zeroline('check', kb)).toContain('0 errors, 0 warnings');
  cli.zeroline('build', kb, '--out', join(cli.folder, 'packs'));
  expect(existsSync(join(cli.folder, 'packs', 'en.json'))).toBe(true);
});

test('the preview needs nothing beside it, and ends with Ctrl-C', async () => {
  const kb = join(cli.folder, 'kb');
  cli.zeroline('init', kb);
  const preview = await cli.preview(kb);
  for (const path of ['', 'panel', 'preview.js', 'preview.css', 'state', 'pack/nb']) {
    expect((await fetch(new URL(path, preview.url))).status).toBe(200);
  }
  expect(await preview.end()).toBe(0);
});
