import { afterEach, beforeEach } from 'vitest';

/** Zones whose clocks change in spring, in autumn, at midnight, by half an hour, or never. */
export const timeZones = [
  'Europe/Oslo',
  'America/New_York',
  'America/Santiago',
  'Australia/Lord_Howe',
  'Asia/Tokyo',
];

/** Lets the tests of a block run as on a machine in `timeZone`. */
export function inTimeZone(timeZone: string): void {
  let before: string | undefined;
  beforeEach(() => {
    before = process.env.TZ;
    process.env.TZ = timeZone;
    if (new Intl.DateTimeFormat().resolvedOptions().timeZone !== timeZone)
      throw new Error(`Not in ${timeZone}`);
  });
  afterEach(() => {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  });
}
