import type { Refusal } from '../../../shared/ipc/contract.ts';
import type { ScreenSource, Taken } from '../../../shared/ipc/screenshot.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { Routes } from '../handle.ts';

interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface ScreenshotRouteDeps {
  capture: {
    sources(ownWindow: string): Promise<ScreenSource[]>;
    obstacle(): Promise<Exclude<Taken['kind'], 'taken'> | undefined>;
    take(source: string | undefined, near: Place): Promise<Taken>;
  };
  panel: {
    /** Runs something while the panel can't be seen, with where it was. */
    outOfSight<T>(task: (place: Place) => Promise<T>): Promise<T>;
    /** As the system's list of windows calls it. */
    sourceId(): string;
  };
}

type ScreenshotRoutes = Pick<Routes, `screenshot.${'take' | 'sources'}`>;

/** Pictures of the screen: into the panel's editor and nowhere else. */
export function screenshotRoutes({ capture, panel }: ScreenshotRouteDeps): ScreenshotRoutes {
  return {
    'screenshot.take': async ({ source }): Promise<Result<Taken, Refusal>> => {
      const obstacle = await capture.obstacle();
      if (obstacle) return ok({ kind: obstacle });
      return ok(await panel.outOfSight((place) => capture.take(source, place)));
    },
    'screenshot.sources': async () => ok({ sources: await capture.sources(panel.sourceId()) }),
  };
}
