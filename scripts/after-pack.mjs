import { rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Called by electron-builder when an app's folder is complete. A runtime folder named by electronDist is copied
 * whole, with two files that the official archive's handling would have dropped.
 * @param {{ appOutDir: string }} context
 */
export default function afterPack({ appOutDir }) {
  for (const file of ['version', join('resources', 'default_app.asar')])
    rmSync(join(appOutDir, file), { force: true });
}
