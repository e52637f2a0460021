import { describe, expect, it } from 'vitest';
import { nameplateReadings } from '../../../../electron/adapters/signals/nameplate.ts';
import { linuxNameplateSource } from '../../../../electron/adapters/signals/nameplate-linux.ts';
import { macNameplateSource } from '../../../../electron/adapters/signals/nameplate-macos.ts';
import { nameplateQuestion } from '../../../../electron/adapters/signals/nameplate-windows.ts';
import { allPlainly, answered, programs, recorded } from './recorded.ts';
import { treeOf } from './tree.ts';

const plate = (model: string, serial: string, assetTag: string) => ({
  ...{ 'computer.model': model, 'computer.serial': serial, 'computer.assetTag': assetTag },
});
const linux = async (files: Record<string, string>) =>
  allPlainly(await linuxNameplateSource(await treeOf(files)).read(0));

describe('on Linux', () => {
  const dmi = (files: Record<string, string>) =>
    Object.fromEntries(Object.entries(files).map(([name, text]) => [`sys/class/dmi/id/${name}`, text]));

  it('is in DMI, without the serial number, which only root may read', async () => {
    const dell = { sys_vendor: 'Dell Inc.', product_name: 'Latitude 5440', chassis_asset_tag: 'IT-0412' };
    expect(await linux(dmi(dell))).toEqual(plate('Dell Latitude 5440', 'not-supported', 'IT-0412'));
  });

  it('has the name that people know, where the maker writes a type into the field', async () => {
    const lenovo = {
      ...{ sys_vendor: 'LENOVO', product_name: '20XW0055GE', chassis_asset_tag: 'No Asset Information' },
      product_version: 'ThinkPad X1 Carbon Gen 9',
    };
    expect(await linux(dmi(lenovo))).toEqual(
      plate('LENOVO ThinkPad X1 Carbon Gen 9', 'not-supported', 'not-present'),
    );
  });

  it('is in the device tree of machines without DMI', async () => {
    const files = {
      'proc/device-tree/model': 'Raspberry Pi 4 Model B Rev 1.4\0',
      'proc/device-tree/serial-number': '10000000abcdef01\0',
    };
    expect(await linux(files)).toEqual(
      plate('Raspberry Pi 4 Model B Rev 1.4', '10000000abcdef01', 'not-present'),
    );
    expect(await linux({})).toEqual(plate('not-present', 'not-supported', 'not-present'));
  });
});

/** In the form that our own script gives it, made after Microsoft's documentation of the classes. */
describe('on Windows', () => {
  it.each([
    [
      { Vendor: 'HP', Name: 'HP EliteBook 840 G9', Version: 'SBKPF', Serial: '5CG0000000', Asset: 'A-7' },
      plate('HP EliteBook 840 G9', '5CG0000000', 'A-7'),
    ],
    [
      { Vendor: 'LENOVO', Name: '20XW0055GE', Version: 'ThinkPad T14', Serial: 'PF000000', Asset: '' },
      plate('LENOVO ThinkPad T14', 'PF000000', 'not-present'),
    ],
    [
      { Vendor: null, Name: null, Version: null, Serial: null, Asset: null },
      plate('not-present', 'not-present', 'not-present'),
    ],
    [{ Vendor: 'HP' }, plate('failed', 'failed', 'failed')],
  ])('%j', (answer, expected) => expect(answered(nameplateQuestion, answer)).toEqual(expected));
});

it('on macOS is what ioreg prints', async () => {
  const source = macNameplateSource(programs({ ioreg: recorded('macos', 'ioreg-platform.txt') }));
  expect(allPlainly(await source.read(0))).toEqual(plate('Apple Mac14,2', 'ZL0AA1B2CD', 'not-supported'));
});

it.each([
  'To Be Filled By O.E.M.',
  'Default string',
  'System Product Name',
  'Not Specified',
  'None',
  '0',
  '00000000',
  ' ',
  'Chassis Asset Tag',
  'x'.repeat(81),
])('what a maker leaves there says nothing: %s', (text) => {
  const nothing = plate('not-present', 'not-present', 'not-present');
  expect(allPlainly(nameplateReadings({ vendor: text, model: text, serial: text, assetTag: text }))).toEqual(
    nothing,
  );
});
