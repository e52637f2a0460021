import { describe, expect, it } from 'vitest';
import { captureReadings } from '../../../../electron/adapters/signals/capture-macos.ts';
import {
  macClockSource,
  ownTimeServer,
  parseSntp,
} from '../../../../electron/adapters/signals/clock-macos.ts';
import { captiveReading } from '../../../../electron/adapters/signals/connection-macos.ts';
import { deviceReadings, signalPercent } from '../../../../electron/adapters/signals/devices-macos.ts';
import { focusReading, macFocusSource } from '../../../../electron/adapters/signals/focus-macos.ts';
import { lockReading } from '../../../../electron/adapters/signals/lock-macos.ts';
import { macMemorySource } from '../../../../electron/adapters/signals/memory-macos.ts';
import { lowPowerReading } from '../../../../electron/adapters/signals/power-saver-macos.ts';
import { proxyReading } from '../../../../electron/adapters/signals/proxy-macos.ts';
import { inEnglish, macSources } from '../../../../electron/adapters/signals/sources-macos.ts';
import { macVersionSource, parseVersion } from '../../../../electron/adapters/signals/system-macos.ts';
import { updatesReading } from '../../../../electron/adapters/signals/updates-macos.ts';
import { macVolumesSource, parseVolumes } from '../../../../electron/adapters/signals/volumes-macos.ts';
import { allPlainly, exit, plainly, programs, recorded } from './recorded.ts';
import { treeOf } from './tree.ts';

const told = (name: string): string => recorded('macos', name);

it('version and build', async () => {
  expect(parseVersion(told('sw_vers.txt'))).toEqual({ version: '13.3.1 (a)', build: '22E772610a' });
  const plain = 'ProductName:\t\tmacOS\nProductVersion:\t\t26.1\nBuildVersion:\t\t25B78\n';
  const source = macVersionSource(programs({ sw_vers: plain }));
  expect(allPlainly(await source.read(0))).toEqual({ 'os.version': '26.1', 'os.build': '25B78' });
  expect(parseVersion('')).toEqual({ version: undefined, build: undefined });
});

describe('updates', () => {
  const read = (xml: string, day: string) => plainly(updatesReading(xml, Date.parse(day)));

  it('as macOS found them last', () => {
    expect(read(told('softwareupdate-none.xml'), '2023-05-06')).toBe(0);
    expect(read(told('softwareupdate-some.xml'), '2026-09-25')).toBe(2);
  });

  it('are unknown when nobody looked of late, or ever', () => {
    expect(read(told('softwareupdate-some.xml'), '2026-12-01')).toBe('not-read-yet');
    expect(read('<plist><dict><key>AutomaticDownload</key><true/></dict></plist>', '2026-12-01')).toBe(
      'not-read-yet',
    );
    expect(() => read('The file does not exist', '2026-12-01')).toThrow();
  });
});

describe('volumes', () => {
  it('are those that people write to', () => {
    expect(parseVolumes(told('mount.txt'))).toEqual(['/System/Volumes/Data', '/Volumes/Work (2)']);
  });

  it('tell the fullest; one that is gone takes no other along', async () => {
    const volume = (path: string) =>
      path.startsWith('/System')
        ? Promise.resolve({ blocks: 1e6, bfree: 2e5, bavail: 2e5, bsize: 4096 })
        : Promise.reject(new Error('gone'));
    const source = macVolumesSource({ run: programs({ mount: told('mount.txt') }), volume });
    expect(allPlainly(await source.read(0))).toEqual({ 'disk.fullestFreePercent': 20 });
    const none = macVolumesSource({ run: programs({ mount: '' }), volume });
    expect(allPlainly(await none.read(0))).toEqual({ 'disk.fullestFreePercent': 'failed' });
  });
});

it.each([
  ['1\n', 'normal'],
  ['2\n', 'warning'],
  ['4\n', 'critical'],
  ['', 'failed'],
])('memory, level %j', async (level, pressure) => {
  const run = programs({ memory_pressure: told('memory_pressure.txt'), vm_pressure_level: level });
  expect(allPlainly(await macMemorySource(run).read(0))).toEqual({
    'memory.freePercent': 40,
    'memory.pressure': pressure,
  });
});

it('memory: one of two tools is missing', async () => {
  const run = programs({ vm_pressure_level: '1' });
  expect(allPlainly(await macMemorySource(run).read(0))).toEqual({
    'memory.freePercent': 'failed',
    'memory.pressure': 'normal',
  });
});

it('low power mode', () => {
  const on = told('pmset-low-power.txt');
  expect(plainly(lowPowerReading(on))).toBe(true);
  expect(plainly(lowPowerReading(on.replace('lowpowermode         1', 'lowpowermode         0')))).toBe(
    false,
  );
  // Macs with a high power mode, which is 2.
  const modes = ['0', '1', '2'].map((mode) =>
    plainly(lowPowerReading(on.replace('lowpowermode         1', `powermode            ${mode}`))),
  );
  expect(modes).toEqual([false, true, false]);
  expect(plainly(lowPowerReading('Currently in use:\n womp 1\n'))).toBe('not-present');
});

it('proxy', () => {
  const manual = told('scutil-proxy.txt');
  expect(plainly(proxyReading(manual))).toBe('manual');
  expect(plainly(proxyReading(manual.replaceAll('Enable : 1', 'Enable : 0')))).toBe('none');
  expect(
    plainly(proxyReading(manual.replace('ProxyAutoConfigEnable : 0', 'ProxyAutoConfigEnable : 1'))),
  ).toBe('automatic');
  expect(plainly(proxyReading('<dictionary> {\n  ProxyAutoDiscoveryEnable : 1\n}\n'))).toBe('automatic');
  expect(plainly(proxyReading('<dictionary> {\n}\n'))).toBe('none');
  expect(plainly(proxyReading(''))).toBe('failed');
});

it('a page before the network', () => {
  const online = told('scutil-captive.txt');
  expect(plainly(captiveReading(online))).toBe(false);
  expect(plainly(captiveReading(online.replace('Online', 'WebSheet')))).toBe(true);
  expect(plainly(captiveReading(online.replace('FALSE', 'TRUE')))).toBe(true);
  expect(plainly(captiveReading(online.replace('Online', 'Evaluate')))).toBe('not-read-yet');
  expect(plainly(captiveReading('<dictionary> {\n}\n'))).toBe('not-present');
});

describe('devices', () => {
  const json = told('system_profiler.json');

  it('in one answer', () => {
    expect(allPlainly(deviceReadings(json))).toEqual({
      'wifi.signalPercent': 74,
      'audio.output': 'MacBook Pro høyttalere',
      'audio.input': 'MacBook Pro mikrofon',
      'camera.present': true,
    });
  });

  it('that are not there', () => {
    const mini = {
      SPAirPortDataType: [{ spairport_airport_interfaces: [{ _name: 'en1' }] }],
      SPAudioDataType: [],
    };
    expect(allPlainly(deviceReadings(JSON.stringify(mini)))).toEqual({
      'wifi.signalPercent': 'not-present',
      'audio.output': 'not-present',
      'audio.input': 'not-present',
      'camera.present': false,
    });
    const onlyVirtual = { ...mini, SPCameraDataType: [{ _name: 'OBS Virtual Camera' }] };
    expect(plainly(deviceReadings(JSON.stringify(onlyVirtual))['camera.present'])).toBe(false);
  });

  it('of which one part changed its form', () => {
    const found = allPlainly(deviceReadings(json.replace('"_items" : [', '"_items" : 3, "x" : [')));
    expect(found).toMatchObject({
      'audio.output': 'failed',
      'wifi.signalPercent': 74,
      'camera.present': true,
    });
  });

  it('signal between the ends of the scale', () => {
    const found = ['-30 dBm / -90 dBm', '-50 dBm', '-75 dBm', '-100 dBm', '-110 dBm', '0', ''].map(
      signalPercent,
    );
    expect(found).toEqual([100, 100, 50, 0, 0, undefined, undefined]);
  });
});

describe('devices in use', () => {
  it('in a call', () => {
    expect(allPlainly(captureReadings(told('pmset-assertions-call.txt')))).toEqual({
      'camera.inUse': true,
      'microphone.inUse': true,
    });
  });

  it('not by music, nor by what WhatsApp forgot', () => {
    expect(allPlainly(captureReadings(told('pmset-assertions-music.txt')))).toEqual({
      'camera.inUse': 'not-supported',
      'microphone.inUse': false,
    });
  });

  it('by a headset for both directions', () => {
    const both = told('pmset-assertions-music.txt').replace(
      'Resources: audio-out',
      'Resources: audio-in audio-out',
    );
    expect(plainly(captureReadings(both)['microphone.inUse'])).toBe(true);
  });

  it('with nothing that keeps the Mac awake, or no answer', () => {
    const none =
      'Assertion status system-wide:\n   PreventUserIdleSystemSleep     0\nNo kernel assertions.\n';
    expect(plainly(captureReadings(none)['microphone.inUse'])).toBe(false);
    expect(plainly(captureReadings('')['microphone.inUse'])).toBe('failed');
  });
});

it('locked, but not by somebody behind', () => {
  expect(plainly(lockReading(told('ioreg-locked.txt')))).toBe(true);
  expect(plainly(lockReading(told('ioreg-unlocked.txt')))).toBe(false);
  const without = (name: string): string => told(name).replace(/.*IOConsoleLocked.*\n/, '');
  expect(plainly(lockReading(without('ioreg-locked.txt')))).toBe(true);
  expect(plainly(lockReading(without('ioreg-unlocked.txt')))).toBe(false);
  expect(plainly(lockReading('"IOConsoleLocked" = No'))).toBe(false);
  expect(plainly(lockReading(''))).toBe('failed');
});

describe('a Focus', () => {
  const on = told('focus-assertions.json');

  it('is known only when it is on', () => {
    expect(plainly(focusReading(on))).toBe(true);
    expect(plainly(focusReading('{"data":[{"storeAssertionRecords":[]}]}'))).toBe('not-supported');
    expect(plainly(focusReading('{"data":[{}]}'))).toBe('not-supported');
    expect(() => focusReading('{"data":"x"}')).toThrow();
  });

  it('is not told to an app without access to the disk', async () => {
    const home = await treeOf({ 'Library/DoNotDisturb/DB/Assertions.json': on });
    expect(plainly((await macFocusSource(home).read(0))['focus.doNotDisturb'])).toBe(true);
    expect(plainly((await macFocusSource('/nowhere').read(0))['focus.doNotDisturb'])).toBe('not-supported');
  });
});

describe('the clock', () => {
  it('is read from sntp', () => {
    expect(parseSntp(told('sntp.txt'))).toBe(2.343002);
    expect(
      parseSntp('2026-04-19 19:45:00.123456 (-0700) -0.004321 +/- 0.023456 time.example.org 192.0.2.1\n'),
    ).toBe(-0.004321);
    expect(parseSntp('sntp: Exchange failed: Timeout\n')).toBeUndefined();
  });

  it("asks the organisation's server, and no other", async () => {
    expect(ownTimeServer('server time.apple.com.\nserver time.example.org\n')).toBe('time.example.org');
    expect(ownTimeServer('server time.euro.apple.com\nserver 0.pool.ntp.org\n')).toBeUndefined();
    expect(ownTimeServer('server -x\nserver notapple.com\n')).toBe('notapple.com');
    const skew = async (config: string, answer: string | Error = told('sntp.txt')) => {
      const root = await treeOf({ 'etc/ntp.conf': config });
      const source = macClockSource({ run: programs({ 'sntp -t 2 time.example.org': answer }), root });
      return plainly((await source.read(0))['clock.skewSeconds']);
    };
    expect(await skew('server time.example.org')).toBe(2.343002);
    expect(await skew('server time.example.org', '-0.004321 +/- 0.023456 time.example.org 192.0.2.1')).toBe(
      0.004321,
    );
    expect(await skew('server time.example.org', 'sntp: Exchange failed: Timeout')).toBe('failed');
    expect(await skew('server time.apple.com')).toBe('not-supported');
    await expect(skew('server time.example.org', exit(1))).rejects.toThrow();
  });
});

describe('all of them', () => {
  it('are each from one place, and fail without taking others along', async () => {
    const sources = macSources({ run: programs({}), user: 'anna', home: '/nowhere' });
    const ids = sources.flatMap((source) => source.ids);
    expect(new Set(ids).size).toBe(ids.length);
    const answers = await Promise.allSettled(sources.map((source) => source.read(0)));
    const readings = answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : {}));
    const found = readings.flatMap((all) => Object.values(all)).filter((reading) => reading.kind === 'known');
    expect(found).toEqual([]);
  });

  it('have printers speak English', async () => {
    const lines: string[] = [];
    const run = inEnglish((file, args) => {
      lines.push([file, ...args].join(' '));
      return Promise.resolve('');
    });
    await run('lpstat', ['-d']);
    expect(lines).toEqual(['/usr/bin/env SOFTWARE=1 LANG=C LC_ALL=C lpstat -d']);
  });
});
