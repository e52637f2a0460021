import { known, textOf, unknown, type Reading, type SignalSource } from './source.ts';

/** `/proc/meminfo`: what can be had without swapping, of all. */
export function freeMemoryPercent(meminfo: string): number {
  const kb = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(meminfo)?.[1] ?? Number.NaN);
  return (kb('MemAvailable') / kb('MemTotal')) * 100;
}

/**
 * `/proc/pressure/memory`: the share of the last minute in which something (`some`) or everything (`full`) waited for
 * memory. The limits are those of GNOME's low-memory-monitor, over a minute instead of a second.
 */
export function memoryPressure(pressure: string): 'normal' | 'warning' | 'critical' | undefined {
  const lastMinute = (kind: string): number =>
    Number(new RegExp(`^${kind} .*\\bavg60=([\\d.]+)`, 'm').exec(pressure)?.[1] ?? Number.NaN);
  const [some, full] = [lastMinute('some'), lastMinute('full')];
  if (Number.isNaN(some)) return undefined;
  if (full >= 10) return 'critical';
  return some >= 7 ? 'warning' : 'normal';
}

export function linuxMemorySource(root: string): SignalSource {
  return {
    source: '/proc/meminfo, /proc/pressure/memory',
    ids: ['memory.freePercent', 'memory.pressure'],
    async read() {
      const [meminfo = '', pressure] = await Promise.all([
        textOf(`${root}/proc/meminfo`),
        textOf(`${root}/proc/pressure/memory`),
      ]);
      const percent = freeMemoryPercent(meminfo);
      const level = memoryPressure(pressure ?? '');
      // Kernels before 4.20, and those built or started without it, have no such file.
      const none: Reading = unknown(pressure === undefined ? 'not-supported' : 'failed');
      return {
        'memory.freePercent': Number.isFinite(percent) ? known(percent) : unknown('failed'),
        'memory.pressure': level === undefined ? none : known(level),
      };
    },
  };
}
