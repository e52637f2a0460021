import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { batterySource } from '../../../../electron/adapters/signals/battery.ts';
import { linuxSources } from '../../../../electron/adapters/signals/sources-linux.ts';
import { macSources } from '../../../../electron/adapters/signals/sources-macos.ts';
import { windowsSources } from '../../../../electron/adapters/signals/sources-windows.ts';
import type { Reading, RunCommand, SignalSource } from '../../../../electron/adapters/signals/source.ts';
import { signalValues, type SignalId } from '../../../../shared/context/signal.ts';
import { osNames, type Os } from '../../../../shared/os.ts';
import { temporaryFolder } from '../temp-folder.ts';
import { said } from './fixture.ts';

const nowMs = Date.UTC(2026, 10, 22, 9);

/** All sources of a system that ask programs, with programs that all print the same. */
async function sourcesOf(os: Os, run: RunCommand): Promise<SignalSource[]> {
  const root = await temporaryFolder();
  const environment = { DISPLAY: ':0', XDG_CURRENT_DESKTOP: 'GNOME', WAYLAND_DISPLAY: '' };
  const all: Record<Os, () => SignalSource[]> = {
    linux: () =>
      linuxSources({
        ...{ root, environment, configDir: root, user: 'anna', run },
        readBus: () => Promise.resolve(undefined),
      }),
    macos: () => macSources({ run, home: root, user: 'anna' }),
    windows: () => windowsSources({ run, environment }),
  };
  return [...all[os](), batterySource(os, { sys: join(root, 'sys'), run })];
}

/** What is known although all programs printed `output`; what a source throws is unknown. */
async function knownFrom(os: Os, output: string): Promise<Partial<Record<SignalId, unknown>>> {
  const found: Partial<Record<SignalId, unknown>> = {};
  for (const source of await sourcesOf(os, () => Promise.resolve(output))) {
    const none: Awaited<ReturnType<SignalSource['read']>> = {};
    const readings = await source.read(nowMs).catch(() => none);
    for (const [id, reading] of Object.entries(readings) as [SignalId, Reading | undefined][]) {
      if (reading?.kind !== 'known') continue;
      expect(signalValues[id].safeParse(reading.value).success, `${id}: ${String(said(reading))}`).toBe(true);
      found[id] = reading.value;
    }
  }
  return found;
}

/** Known without any program, or where silence is an answer: no line for a job or a stream is none. */
const withoutPrograms: Record<Os, readonly SignalId[]> = {
  linux: ['os.build', 'camera.present', 'printer.stuckJobs', 'proxy.kind'],
  macos: ['printer.stuckJobs'],
  windows: [],
};

const megabyte = 1024 * 1024;
const long = (part: string): string => part.repeat(Math.ceil(megabyte / part.length));
const hostile: Record<string, string> = {
  ...{ nothing: '', 'a blank line': '\n', 'a word': 'perhaps', 'half of JSON': '{"now":{"a":', JSON: '{}' },
  ...{ 'a list': '[]', null: 'null', bytes: '\0\ufffd\u202e\ud800', 'an error': 'Zugriff verweigert (5)' },
  ...{
    'a megabyte of letters': long('x'),
    'of spaces': long(' '),
    'of digits': long('9'),
    'of lines': long('\n'),
  },
  ...{ 'of colons': long(': '), 'of tags': long('<dict>'), 'of brackets': long('['), 'of quotes': long('"') },
  ...{
    'of pids': long('\n pid 1('),
    'of keys': long('<key>a'),
    'of semicolons': long(';'),
    'of dates': long('1+'),
  },
  ...{ 'of names': long('a-1 b 2 c '), 'of tabs': long('\t:'), 'of indented words': long('    a : b\n') },
};

describe.each(osNames)('on %s', (os) => {
  it.each(Object.entries(hostile))('programs that print %s tell nothing, and soon', async (_name, output) => {
    const startMs = performance.now();
    const found = await knownFrom(os, output);
    expect(Object.keys(found).filter((id) => !withoutPrograms[os].includes(id as SignalId))).toEqual([]);
    expect(performance.now() - startMs).toBeLessThan(4_000);
  });
});

const folder = join(import.meta.dirname, '../../../fixtures/signals');
const recordings = osNames.flatMap((os) =>
  readdirSync(join(folder, os))
    .filter((name) => name !== 'README.md')
    .map((name) => [os, name] as const),
);

it.each(recordings)(
  '%s: %s, cut off or from another program, gives no value of a wrong type',
  async (os, name) => {
    const text = readFileSync(join(folder, os, name), 'utf8');
    for (const part of [1, 0.9, 0.7, 0.5, 0.3, 0.1])
      await knownFrom(os, text.slice(text.indexOf('\n') + 1, Math.floor(text.length * part)));
  },
);
