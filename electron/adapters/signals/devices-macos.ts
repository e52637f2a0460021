import { z } from 'zod';
import { known, unknown, type Reading, type RunCommand, type SignalSource } from './source.ts';

const networkSchema = z.object({ spairport_signal_noise: z.string().optional() });
const airportSchema = z.array(
  z.object({
    spairport_airport_interfaces: z
      .array(z.object({ spairport_current_network_information: networkSchema.optional() }))
      .optional(),
  }),
);
const audioDeviceSchema = z.object({
  _name: z.string(),
  coreaudio_default_audio_output_device: z.string().optional(),
  coreaudio_default_audio_input_device: z.string().optional(),
});
const audioSchema = z.array(z.object({ _items: z.array(audioDeviceSchema).optional() }));
const cameraSchema = z.array(z.object({ _name: z.string() }));

/** Made by programs, such as OBS: there is nothing to plug in and nothing to look into. */
const isVirtualCamera = (name: string): boolean => /virtual|\bOBS\b|snap camera/i.test(name);

/** `-63 dBm / -89 dBm`, as a percentage in the way Windows counts: -50 dBm and better is 100, -100 dBm is 0. */
export function signalPercent(signalAndNoise: string): number | undefined {
  const dbm = /^(-\d+) dBm\b/.exec(signalAndNoise)?.[1];
  return dbm === undefined ? undefined : Math.max(0, Math.min(100, 2 * (Number(dbm) + 100)));
}

function wifiReading(part: unknown): Reading {
  const networks = airportSchema
    .parse(part)
    .flatMap(({ spairport_airport_interfaces: interfaces = [] }) =>
      interfaces.flatMap(({ spairport_current_network_information: network }) => (network ? [network] : [])),
    );
  if (networks.length === 0) return unknown('not-present');
  const [percent] = networks.flatMap(
    ({ spairport_signal_noise: signal = '' }) => signalPercent(signal) ?? [],
  );
  return percent === undefined ? unknown('failed') : known(percent);
}

function audioReadings(part: unknown): { output: Reading; input: Reading } {
  const devices = audioSchema.parse(part).flatMap(({ _items: items = [] }) => items);
  const named = (device: z.infer<typeof audioDeviceSchema> | undefined): Reading =>
    device ? known(device._name) : unknown('not-present');
  return {
    output: named(devices.find((device) => device.coreaudio_default_audio_output_device === 'spaudio_yes')),
    input: named(devices.find((device) => device.coreaudio_default_audio_input_device === 'spaudio_yes')),
  };
}

const cameraReading = (part: unknown): Reading =>
  known(cameraSchema.parse(part).some(({ _name }) => !isVirtualCamera(_name)));

const parts = ['SPAirPortDataType', 'SPAudioDataType', 'SPCameraDataType'];
const ids = ['wifi.signalPercent', 'audio.output', 'audio.input', 'camera.present'] as const;

/** One answer of `system_profiler -json` about all three; a part that can't be read takes no other along. */
export function deviceReadings(json: string): Record<(typeof ids)[number], Reading> {
  const report = z.record(z.string(), z.unknown()).parse(JSON.parse(json));
  if (!parts.some((part) => part in report)) throw new Error('No report of system_profiler.');
  const orFailed = <T>(read: () => T, failed: T): T => {
    try {
      return read();
    } catch {
      return failed;
    }
  };
  const failed = unknown('failed');
  const audio = orFailed(() => audioReadings(report.SPAudioDataType), { output: failed, input: failed });
  return {
    'wifi.signalPercent': orFailed(() => wifiReading(report.SPAirPortDataType), failed),
    'audio.output': audio.output,
    'audio.input': audio.input,
    // A Mac without a camera has no such part.
    'camera.present': orFailed(() => cameraReading(report.SPCameraDataType ?? []), failed),
  };
}

/** Without more than the basics, so that the card is not made to look for networks around. */
export const macDevicesSource = (run: RunCommand): SignalSource => ({
  source: `system_profiler ${parts.join(' ')}`,
  ids,
  read: async () =>
    deviceReadings(
      await run('/usr/sbin/system_profiler', ['-json', '-detailLevel', 'basic', ...parts], 15_000),
    ),
  keepMs: 10 * 60_000,
  timeoutMs: 16_000,
});
