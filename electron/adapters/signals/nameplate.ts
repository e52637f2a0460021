import { known, unknown, type Reading } from './source.ts';

/** What a computer says it is; empty where it does not. */
export interface Nameplate {
  vendor?: string | undefined;
  model?: string | undefined;
  serial?: string | undefined;
  assetTag?: string | undefined;
}

export const nameplateIds = ['computer.model', 'computer.serial', 'computer.assetTag'] as const;

/** What makers leave in the fields that they forgot, or that nobody has written. */
const fillers =
  /^$|^(to be filled by o\.?e\.?m\.?|default string|system (manufacturer|product name|serial number|version)|(product|chassis) ?(name|asset tag)|not (specified|applicable|available|set)|no asset (tag|information)|none|null|unknown|invalid|empty|asset[ -]?(tag|number)|oem|n\/?a|o\.e\.m\.)$|^([0x.\-_ ]+|1234567890?|0123456789|123456789)$/i;
const charsMax = 80;

function told(text: string | undefined): string | undefined {
  const plain = (text ?? '').replace(/\p{C}/gu, ' ').replace(/\s+/g, ' ').trim();
  return fillers.test(plain) || plain.length > charsMax ? undefined : plain;
}

const reading = (value: string | undefined): Reading =>
  value === undefined ? unknown('not-present') : known(value);

/** The readings of what a computer says it is, without what its maker only left there. */
export function nameplateReadings(plate: Nameplate): Record<(typeof nameplateIds)[number], Reading> {
  const vendor = told(plate.vendor)?.replace(/,? (inc|corp|corporation|co|ltd|gmbh)\.?(, ltd\.?)?$/i, '');
  const model = told(plate.model);
  const isNamed = vendor !== undefined && model?.toLowerCase().startsWith(vendor.toLowerCase());
  return {
    'computer.model': reading(
      model === undefined ? undefined : isNamed || vendor === undefined ? model : `${vendor} ${model}`,
    ),
    'computer.serial': reading(told(plate.serial)),
    'computer.assetTag': reading(told(plate.assetTag)),
  };
}
