import { nameplateIds, nameplateReadings } from './nameplate.ts';
import { textOf, unknown, type SignalSource } from './source.ts';

const hourMs = 60 * 60_000;

/**
 * DMI, and the device tree of machines without it. The kernel lets only root read DMI's serial number; the asset tag is
 * everybody's.
 */
export function linuxNameplateSource(root: string): SignalSource {
  const dmi = (name: string): Promise<string | undefined> => textOf(`${root}/sys/class/dmi/id/${name}`);
  const tree = async (name: string): Promise<string | undefined> =>
    (await textOf(`${root}/proc/device-tree/${name}`))?.replace(/\0+$/, '');
  return {
    source: '/sys/class/dmi/id, /proc/device-tree',
    ids: nameplateIds,
    async read() {
      const vendor = await dmi('sys_vendor');
      // Lenovo writes the type into the name, and what people call it into the version.
      const name = await dmi(/^lenovo$/i.test(vendor ?? '') ? 'product_version' : 'product_name');
      const serial = (await dmi('product_serial')) ?? (await tree('serial-number'));
      const assetTag = await dmi('chassis_asset_tag');
      const readings = nameplateReadings({ vendor, model: name ?? (await tree('model')), serial, assetTag });
      return serial === undefined ? { ...readings, 'computer.serial': unknown('not-supported') } : readings;
    },
    keepMs: 24 * hourMs,
    keepsOverWake: true,
  };
}
