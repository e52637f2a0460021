import { unknown, type SignalSource } from './source.ts';

/** When a camera was last there, over restarts of the app. */
export interface CameraMemory {
  lastSeenMs(): number | undefined;
  saw(nowMs: number): void;
}

const dayMs = 24 * 60 * 60_000;
/** One that has not been there for longer was somebody else's, or is not missed. */
const missedForMs = 30 * dayMs;

/** A machine that never had a camera lacks none: "there is none" is known only of one that had one of late. */
export function withCameraMemory(source: SignalSource, memory: CameraMemory): SignalSource {
  if (!source.ids.includes('camera.present')) return source;
  return {
    ...source,
    async read(nowMs) {
      const readings = await source.read(nowMs);
      const camera = readings['camera.present'];
      if (camera?.kind !== 'known') return readings;
      const sinceMs = Math.abs(nowMs - (memory.lastSeenMs() ?? Number.NEGATIVE_INFINITY));
      if (camera.value === true) {
        if (sinceMs >= dayMs) memory.saw(nowMs);
        return readings;
      }
      return sinceMs < missedForMs ? readings : { ...readings, 'camera.present': unknown('not-present') };
    },
  };
}
