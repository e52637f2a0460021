import { describe, expect, it } from 'vitest';
import {
  doNotDisturbQuestion,
  lockQuestion,
  notificationStateQuestion,
} from '../../../../electron/adapters/signals/attention-windows.ts';
import { audioQuestion } from '../../../../electron/adapters/signals/audio-windows.ts';
import { cameraQuestion } from '../../../../electron/adapters/signals/camera-windows.ts';
import { captureQuestion } from '../../../../electron/adapters/signals/capture-windows.ts';
import {
  chartOffset,
  statusOffset,
  windowsClockSource,
} from '../../../../electron/adapters/signals/clock-windows.ts';
import { connectionQuestion } from '../../../../electron/adapters/signals/connection-windows.ts';
import { memoryQuestion } from '../../../../electron/adapters/signals/memory-windows.ts';
import { powerSaverQuestion } from '../../../../electron/adapters/signals/power-saver-windows.ts';
import { printingQuestion } from '../../../../electron/adapters/signals/printing-windows.ts';
import { proxyQuestion } from '../../../../electron/adapters/signals/proxy-windows.ts';
import { versionQuestion } from '../../../../electron/adapters/signals/system-windows.ts';
import { updatesQuestion } from '../../../../electron/adapters/signals/updates-windows.ts';
import { volumesQuestion } from '../../../../electron/adapters/signals/volumes-windows.ts';
import { signalPercent, wifiQuestion } from '../../../../electron/adapters/signals/wifi-windows.ts';
import { answered, exit, plainly, programs, recorded } from './recorded.ts';
import type { RunCommand } from '../../../../electron/adapters/signals/source.ts';

const nowMs = Date.UTC(2026, 10, 22, 9);
const minutesAgo = (minutes: number): string =>
  String((BigInt(nowMs - minutes * 60_000) + 11_644_473_600_000n) * 10_000n);
const lines = (name: string): string[] => recorded('windows', name).split('\n');

/** Answers in the form that the scripts give them; made after Microsoft's documentation, not recorded. */
describe('what PowerShell answers', () => {
  it.each([
    ['Windows 11', { Build: '26100', Revision: 2314, Release: '24H2' }, '11 24H2', '26100.2314'],
    ['Windows 10', { Build: '19045', Revision: 5131, Release: '22H2' }, '10 22H2', '19045.5131'],
    ['an old one', { Build: '10240', Revision: null, Release: null }, '10', '10240'],
  ])('version: %s', (_name, answer, version, build) => {
    expect(answered(versionQuestion, answer)).toEqual({ 'os.version': version, 'os.build': build });
  });

  it('volumes: the fullest, without locked and tiny ones', () => {
    const gb = 1024 ** 3;
    const volumes = [
      { Size: 200 * gb, Free: 50 * gb },
      { Size: 100 * gb, Free: 10 * gb },
      { Size: null, Free: null },
      { Size: 500_000_000, Free: 0 },
    ];
    expect(answered(volumesQuestion, { Volumes: volumes })).toEqual({ 'disk.fullestFreePercent': 10 });
    expect(answered(volumesQuestion, { Volumes: [] })).toEqual({ 'disk.fullestFreePercent': 'failed' });
  });

  it.each([
    [40, 50, 'normal'],
    [7, 50, 'warning'],
    [40, 9, 'warning'],
    [2, 50, 'critical'],
    [40, 2, 'critical'],
  ])('memory: %i %% free, %i %% of the commit limit', (free, commit, level) => {
    const answer = { Free: free * 1e5, Total: 1e7, CommitFree: commit * 2e5, CommitTotal: 2e7 };
    const readings = answered(memoryQuestion, answer);
    expect(readings['memory.freePercent']).toBeCloseTo(free);
    expect(readings['memory.pressure']).toBe(level);
  });

  it('memory: nothing of a system that counts none', () => {
    const answer = { Free: 0, Total: 0, CommitFree: 0, CommitTotal: 0 };
    expect(answered(memoryQuestion, answer)['memory.freePercent']).toBe('failed');
  });

  it('power saver', () => {
    expect([0, 1, 2, 3].map((Status) => answered(powerSaverQuestion, { Status })['battery.saver'])).toEqual([
      false,
      false,
      true,
      'failed',
    ]);
  });

  it.each([
    [false, false, 'none'],
    [true, false, 'manual'],
    [false, true, 'automatic'],
    [true, true, 'automatic'],
  ])('proxy: %s, %s', (IsManual, HasScript, kind) => {
    expect(answered(proxyQuestion, { IsManual, HasScript })['proxy.kind']).toBe(kind);
  });

  it('connection: only a sign-in page is one', () => {
    const portals = [0, 1, 2, 3].map(
      (Level) => answered(connectionQuestion, { Level })['network.captivePortal'],
    );
    expect(portals).toEqual(['not-present', 'not-supported', true, false]);
  });

  it('devices', () => {
    const audio = { Output: 'Høyttalere (Realtek(R) Audio)', Input: null };
    expect(answered(audioQuestion, audio)).toEqual({
      'audio.output': audio.Output,
      'audio.input': 'not-present',
    });
    expect(answered(cameraQuestion, { Works: [false, true] })['camera.present']).toBe(true);
    expect(answered(cameraQuestion, { Works: [false] })['camera.present']).toBe(false);
  });

  it('updates', () => expect(answered(updatesQuestion, { Count: 3 })['updates.pending']).toBe(3));
});

describe('print jobs', () => {
  const job = (Status: number | null, minutes: number) => ({ Status, SubmittedAt: minutesAgo(minutes) });
  const stuck = (...Jobs: unknown[]) =>
    answered(printingQuestion, { Default: 'HP', Jobs }, nowMs)['printer.stuckJobs'];

  it.each([
    ['printing', job(0x10, 1), 0],
    ['in trouble at once: out of paper', job(0x10 | 0x40, 1), 1],
    ['waiting for long', job(0, 30), 1],
    ['waiting for long without a status', job(null, 30), 1],
    ['being deleted for long', job(0x4, 30), 0],
    ['kept after printing', job(0x80, 3000), 0],
    ['of an unknown time', { Status: 0, SubmittedAt: null }, 0],
  ])('%s', (_name, one, count) => expect(stuck(one)).toBe(count));

  it('are counted, and a machine without a printer has none', () => {
    expect(stuck(job(0x2, 1), job(0x10, 1), job(0x20, 1))).toBe(2);
    expect(answered(printingQuestion, { Default: null, Jobs: [] }, nowMs)).toEqual({
      'printer.default': 'not-present',
      'printer.stuckJobs': 0,
    });
  });
});

describe('devices in use', () => {
  const read = (part: object) =>
    answered(
      captureQuestion,
      { BootedAt: minutesAgo(600), Camera: [], Microphone: [], Screen: [], ...part },
      nowMs,
    );
  const use = (minutes: number, Runs: boolean | null) => ({ StartedAt: minutesAgo(minutes), Runs });

  it('nothing', () => {
    expect(read({})).toEqual({
      'camera.inUse': false,
      'microphone.inUse': false,
      'screen.shared': 'not-supported',
    });
  });

  it('by a program that runs, and by an app', () => {
    expect(read({ Camera: [use(10, true)] })['camera.inUse']).toBe(true);
    expect(read({ Microphone: [use(10, null)] })['microphone.inUse']).toBe(true);
    expect(read({ Screen: [use(10, true)] })['screen.shared']).toBe(true);
  });

  it('not by what a crash left behind', () => {
    expect(read({ Camera: [use(10, false)], Microphone: [use(900, null)] })).toMatchObject({
      'camera.inUse': false,
      'microphone.inUse': false,
    });
  });

  it('unknown where Windows keeps no record', () => {
    expect(read({ Camera: null, Screen: null })).toMatchObject({
      'camera.inUse': 'not-supported',
      'screen.shared': 'not-supported',
    });
  });
});

describe('attention', () => {
  it('full screen, by what Windows says of notifications', () => {
    const found = [1, 2, 3, 4, 5, 6, 7, 9].map(
      (State) => answered(notificationStateQuestion, { State })['screen.fullScreen'],
    );
    expect(found).toEqual(['not-present', true, true, true, false, false, true, 'failed']);
  });

  it('locked', () => {
    expect(answered(lockQuestion, { IsLocked: true })['screen.locked']).toBe(true);
    expect(answered(lockQuestion, { IsLocked: 'yes' })['screen.locked']).toBe('failed');
  });

  it('do not disturb is known only when it is on', () => {
    const found = ['PriorityOnly', 'AlarmsOnly', 'Unrestricted', null].map(
      (Profile) => answered(doNotDisturbQuestion, { Profile })['focus.doNotDisturb'],
    );
    expect(found).toEqual([true, true, 'not-supported', 'not-supported']);
  });
});

describe('Wi-Fi', () => {
  const withPercent = (name: string): string[] => lines(name).filter((line) => line.includes('%'));
  const read = (Lines: string[], Bars: number | null) =>
    answered(wifiQuestion, { Lines, Bars })['wifi.signalPercent'];

  it('reads netsh in any language', () => {
    expect(read(withPercent('netsh-en.txt'), 4)).toBe(87);
    expect(read(withPercent('netsh-de.txt'), null)).toBe(94);
  });

  it('goes by the bars where netsh is refused or not asked', () => {
    expect(read(withPercent('netsh-refused.txt'), 3)).toBe(60);
    expect(read([], 5)).toBe(100);
    expect(read([], null)).toBe('not-present');
  });

  it('does not take the name of a network for its signal', () => {
    expect(signalPercent(['    SSID : 50%', '    Signal : 87%'])).toBeUndefined();
    expect(signalPercent(['    Signal : 187%'])).toBeUndefined();
  });
});

describe('the clock', () => {
  it('reads the offset wherever the labels are', () => {
    expect(statusOffset(recorded('windows', 'w32tm-status.txt'))).toBe(-0.0038147);
    expect(statusOffset(recorded('windows', 'w32tm-status.txt').replace('-0.0038147', '-312,5'))).toBe(
      -312.5,
    );
  });

  it('knows nothing before the first synchronisation, and of a service that does not run', () => {
    expect(statusOffset(recorded('windows', 'w32tm-status-ja.txt'))).toBeUndefined();
    expect(
      statusOffset('The following error occurred: The service has not been started. (0x80070426)'),
    ).toBeUndefined();
  });

  it('reads the last answer of a chart', () => {
    expect(chartOffset(recorded('windows', 'w32tm-chart.txt'))).toBe(0.0932805);
    expect(chartOffset('10:22:33, -312.0000345s\r\n')).toBe(-312.0000345);
    expect(chartOffset('10:22:33, error: 0x800705B4\r\n')).toBeUndefined();
  });

  it("asks the domain where there is one, and nobody's server elsewhere", async () => {
    const skew = async (run: RunCommand, domain?: string) =>
      plainly((await windowsClockSource({ run, domain }).read(0))['clock.skewSeconds']);
    const chart = (text: string) => programs({ '/computer:example.org /samples:1': text });
    expect(await skew(chart(recorded('windows', 'w32tm-chart.txt')), 'example.org')).toBe(0.0932805);
    expect(await skew(chart('10:22:33, error: 0x800705B4'), 'example.org')).toBe('failed');
    const status = programs({ '/query /status': recorded('windows', 'w32tm-status.txt') });
    expect(await skew(status)).toBe(0.0038147);
    expect(await skew(programs({ w32tm: exit(5) }))).toBe('not-supported');
  });
});
