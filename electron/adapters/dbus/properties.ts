import { BusRefused, connectBus, socketPath } from './bus.ts';
import type { BusValue } from './values.ts';

/** Properties on a bus of D-Bus: whose, of what. */
export interface BusProperties {
  bus: 'system' | 'session';
  service: string;
  path: string;
  interface: string;
  names: readonly string[];
}

/**
 * Asks for properties; nothing when there is no such service, or no bus. No service is started only because somebody
 * asked, and a bus or a service that hangs rejects.
 */
export type ReadBus = (asked: BusProperties) => Promise<BusValue[] | undefined>;

const systemBus = 'unix:path=/run/dbus/system_bus_socket';

/** No bus there, or none that lets anybody in: in a container, on a system without D-Bus. */
const noBus = new Set(['ENOENT', 'ECONNREFUSED', 'EACCES']);
const codeOf = (thrown: unknown): unknown =>
  typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : undefined;

const isVariant = (value: BusValue | undefined): value is { signature: string; value: BusValue } =>
  typeof value === 'object' && 'signature' in value;

/**
 * Reads properties over a connection for each question: to make one costs less than a millisecond, and none is there to
 * break while the machine sleeps.
 */
export function busReader(
  environment: Readonly<Record<string, string | undefined>>,
  uid: number = process.getuid?.() ?? 0,
): ReadBus {
  const { DBUS_SYSTEM_BUS_ADDRESS, DBUS_SESSION_BUS_ADDRESS, XDG_RUNTIME_DIR } = environment;
  const addresses = {
    system: DBUS_SYSTEM_BUS_ADDRESS || systemBus,
    session: DBUS_SESSION_BUS_ADDRESS || (XDG_RUNTIME_DIR ? `unix:path=${XDG_RUNTIME_DIR}/bus` : ''),
  };
  return async (asked) => {
    const path = socketPath(addresses[asked.bus]);
    if (path === undefined) return undefined;
    const bus = await connectBus(path, uid).catch((thrown: unknown) => {
      if (noBus.has(String(codeOf(thrown)))) return undefined;
      throw thrown;
    });
    if (!bus) return undefined;
    try {
      const answers = asked.names.map((name) =>
        bus.call({
          ...{ destination: asked.service, path: asked.path, startsNothing: true },
          ...{ interface: 'org.freedesktop.DBus.Properties', member: 'Get' },
          ...{ signature: 'ss', body: [asked.interface, name] },
        }),
      );
      return (await Promise.all(answers)).flatMap(([value]) => (isVariant(value) ? [value.value] : []));
    } catch (thrown) {
      if (thrown instanceof BusRefused) return undefined;
      throw thrown;
    } finally {
      bus.close();
    }
  };
}
