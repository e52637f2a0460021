import { describe, expect, it } from 'vitest';
import { isOpened, linuxCameraSource } from '../../../../electron/adapters/signals/camera-linux.ts';
import { linuxMediaSource, recordsSound } from '../../../../electron/adapters/signals/media-linux.ts';
import { parsePipeWire } from '../../../../electron/adapters/signals/media-pipewire.ts';
import { parsePulse } from '../../../../electron/adapters/signals/media-pulse.ts';
import { programs, recorded, said } from './fixture.ts';
import { treeOf } from './tree.ts';

const node = (props: Record<string, unknown>, state = 'running'): string =>
  JSON.stringify([{ id: 1, type: 'PipeWire:Interface:Node', info: { state, props } }]);
const pulse = { info: 'pactl-info.txt', sinks: 'pactl-sinks.txt', sources: 'pactl-sources.txt' };
const pulseAnswers = (sourceOutputs: string) => ({
  info: recorded(pulse.info),
  sinks: recorded(pulse.sinks),
  sources: recorded(pulse.sources),
  sourceOutputs,
});

describe('PipeWire', () => {
  it('names the default devices as people see them', () => {
    expect(parsePipeWire(recorded('pw-dump-idle.json'))).toEqual({
      output: 'Jabra\\ Évolve\\ 65',
      input: 'Desk\\ microphone',
      isMicrophoneInUse: false,
      isScreenShared: false,
      hasSound: true,
    });
  });

  it('knows who listens to a microphone from who listens to a loudspeaker', () => {
    expect(parsePipeWire(recorded('pw-dump-recording.json')).isMicrophoneInUse).toBe(true);
    expect(parsePipeWire(recorded('pw-dump-loopback.json')).isMicrophoneInUse).toBe(false);
    const meter = recorded('pw-dump-recording.json').replace(
      '"media.name": "recording"',
      '"media.name": "Peak detect"',
    );
    expect(meter).toContain('Peak detect');
    expect(parsePipeWire(meter).isMicrophoneInUse).toBe(false);
  });

  it('knows a shared screen from a camera', () => {
    const shared = (json: string) => parsePipeWire(json).isScreenShared;
    expect(shared(recorded('pw-dump-screen.json'))).toBe(true);
    expect(shared(recorded('pw-dump-screen.json').replace('running', 'suspended'))).toBe(false);
    const portal = { 'media.class': 'Video/Source', 'node.name': 'xdg-desktop-portal-wlr' };
    expect(shared(node(portal))).toBe(true);
    expect(shared(node({ 'media.class': 'Video/Source', 'device.api': 'v4l2' }))).toBe(false);
  });

  it('without sound is not the server of sound', () => {
    expect(parsePipeWire(recorded('pw-dump-screen.json'))).toMatchObject({
      hasSound: false,
      output: undefined,
    });
  });
});

describe('PulseAudio', () => {
  const listening = recorded('pactl-source-outputs.txt');
  it('says the same', () => {
    expect(parsePulse(pulseAnswers(listening))).toEqual({
      output: 'Jabra\\ Évolve\\ 65',
      input: 'Desk\\ microphone',
      isMicrophoneInUse: true,
      isScreenShared: undefined,
    });
  });

  it('does not count what is paused, a meter, or a loudspeaker', () => {
    const inUse = (outputs: string) => parsePulse(pulseAnswers(outputs)).isMicrophoneInUse;
    expect(inUse('')).toBe(false);
    expect(inUse(listening.replace('Corked: no', 'Corked: yes'))).toBe(false);
    expect(inUse(listening.replace('media.name = "recording.wav"', 'media.name = "Peak detect"'))).toBe(
      false,
    );
    const monitor = /Source #(\d+)\n\tState: \w+\n\tName: headset\.monitor/.exec(
      recorded(pulse.sources),
    )?.[1];
    expect(inUse(listening.replace(/^\tSource: \d+/m, `\tSource: ${monitor}`))).toBe(false);
  });

  it('has no device where it made one up', () => {
    const info = 'Default Sink: auto_null\nDefault Source: auto_null.monitor\n';
    expect(parsePulse({ ...pulseAnswers(''), info })).toMatchObject({ output: undefined, input: undefined });
  });
});

describe('the source of sound and screens', () => {
  const read = async (answers: Parameters<typeof programs>[0], environment = {}, files = {}) => {
    const root = await treeOf({ 'proc/': '', ...files });
    const readings = await linuxMediaSource({ root, environment, run: programs(answers) }).read(0);
    return Object.fromEntries(Object.entries(readings).map(([id, reading]) => [id, said(reading)]));
  };
  const dump = { 'pw-dump': recorded('pw-dump-recording.json') };

  it('says that no screen is shared only where it would see it', async () => {
    expect((await read(dump, { WAYLAND_DISPLAY: 'wayland-0' }))['screen.shared']).toBe(false);
    expect((await read(dump, { DISPLAY: ':0' }))['screen.shared']).toBe('? not-supported');
    expect((await read({ 'pw-dump': recorded('pw-dump-screen.json') }))['screen.shared']).toBe(true);
  });

  it('asks PulseAudio where PipeWire has no sound, and the kernel where neither is', async () => {
    const old = {
      'pw-dump': recorded('pw-dump-screen.json'),
      'pactl info': recorded(pulse.info),
      'pactl list sinks': recorded(pulse.sinks),
      'pactl list sources': recorded(pulse.sources),
      'pactl list source-outputs': '',
    };
    expect(await read(old)).toMatchObject({
      'audio.output': 'Jabra\\ Évolve\\ 65',
      'microphone.inUse': false,
    });
    const recording = { 'proc/asound/card0/pcm0c/sub0/status': 'state: RUNNING\nowner_pid   : 4711' };
    expect(await read({}, {}, recording)).toMatchObject({
      'audio.output': '? not-supported',
      'microphone.inUse': true,
    });
    expect(await read({})).toMatchObject({ 'microphone.inUse': '? not-supported' });
  });

  it('does not take what is played for what is recorded', async () => {
    const root = await treeOf({
      'proc/asound/card0/pcm0p/sub0/status': 'state: RUNNING',
      'proc/asound/card0/pcm0c/sub0/status': 'closed',
    });
    expect(await recordsSound(root)).toBe(false);
  });
});

describe('a camera', () => {
  const camera = {
    'sys/class/video4linux/video0/name': 'Integrated_Webcam_HD: Integrate',
    'sys/class/video4linux/video0/device/driver': '-> ../../../bus/usb/drivers/uvcvideo',
  };
  const read = async (files: Record<string, string>) => {
    const readings = await linuxCameraSource(await treeOf({ 'proc/': '', ...files })).read(0);
    return [said(readings['camera.present']), said(readings['camera.inUse'])];
  };

  it('is not there, or only looks like one', async () => {
    expect(await read({})).toEqual([false, '? not-present']);
    expect(await read({ 'sys/class/video4linux/video10/name': 'bcm2835-codec-decode' })).toEqual([
      false,
      '? not-present',
    ]);
  });

  it('films when a program of this person holds it', async () => {
    const held = { 'proc/4711/fd/9': '-> /dev/video0' };
    expect(await read(camera)).toEqual([true, false]);
    expect(await read({ ...camera, ...held })).toEqual([true, true]);
    expect(await read({ ...camera, 'proc/4711/fd/9': '-> /dev/video1' })).toEqual([true, false]);
  });

  it('needs no look into programs while its driver counts nobody', async () => {
    const held = { 'proc/4711/fd/9': '-> /dev/video0' };
    expect(await read({ ...camera, ...held, 'sys/module/uvcvideo/refcnt': '0' })).toEqual([true, false]);
    expect(await read({ ...camera, ...held, 'sys/module/uvcvideo/refcnt': '1' })).toEqual([true, true]);
  });

  it('is looked for among many programs', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 40 }, (_, at) => [`proc/${at + 1}/fd/0`, '-> /dev/null']),
    );
    expect(await isOpened(await treeOf({ ...many, 'proc/99/fd/3': '-> /dev/video2' }), ['video2'])).toBe(
      true,
    );
    expect(await isOpened(await treeOf(many), ['video2'])).toBe(false);
  });
});
