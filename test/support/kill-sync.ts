import { writeSync } from 'node:fs';
import { createHttp } from '../../electron/adapters/http-download.ts';
import type { LibraryThreadStart } from '../../electron/adapters/library-host.ts';
import { composeLibrary } from '../../electron/compose-library.ts';

// Syncs once and says when it begins and ends; the test kills it somewhere between.
const { url, start } = JSON.parse(process.argv[2] ?? '') as { url: string; start: LibraryThreadStart };
const engine = composeLibrary(start, createHttp({ baseUrl: url, fetch, userAgent: 'Zeroline-test' }));
await engine.open('en');
writeSync(1, 'begin\n');
const outcome = await engine.sync({ language: 'en', depth: 'everything' }, () => undefined);
writeSync(1, outcome.ok ? 'end\n' : `${JSON.stringify(outcome.error)}\n`);
process.exit();
