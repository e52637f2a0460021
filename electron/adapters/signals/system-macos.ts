import { known, unknown, type Reading, type RunCommand, type SignalSource } from './source.ts';

/** `sw_vers`: ProductVersion, the supplement of a rapid security response in ProductVersionExtra, BuildVersion. */
export function parseVersion(output: string): { version: string | undefined; build: string | undefined } {
  const field = (name: string): string | undefined =>
    new RegExp(`^${name}:\\s*(\\S.*?)\\s*$`, 'm').exec(output)?.[1];
  const extra = field('ProductVersionExtra');
  const version = field('ProductVersion');
  return {
    version: version !== undefined && extra !== undefined ? `${version} ${extra}` : version,
    build: field('BuildVersion'),
  };
}

const reading = (value: string | undefined): Reading =>
  value === undefined ? unknown('failed') : known(value);

export const macVersionSource = (run: RunCommand): SignalSource => ({
  source: 'sw_vers',
  ids: ['os.version', 'os.build'],
  async read() {
    const { version, build } = parseVersion(await run('/usr/bin/sw_vers', []));
    return { 'os.version': reading(version), 'os.build': reading(build) };
  },
  keepMs: 60 * 60_000,
});
