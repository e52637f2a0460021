import { known, unknown, type RunCommand, type SignalSource } from './source.ts';

/** `memory_pressure -Q`, in its last line. */
export const parseFreePercent = (output: string): number | undefined => {
  const percent = /^System-wide memory free percentage: (\d{1,3})%\s*$/m.exec(output)?.[1];
  return percent === undefined ? undefined : Number(percent);
};

/** Values of `kern.memorystatus_vm_pressure_level`: what colours the memory graph of Activity Monitor. */
const levels: Readonly<Record<string, string>> = { 1: 'normal', 2: 'warning', 4: 'critical' };

export const macMemorySource = (run: RunCommand): SignalSource => ({
  source: 'memory_pressure -Q, sysctl kern.memorystatus_vm_pressure_level',
  ids: ['memory.freePercent', 'memory.pressure'],
  async read() {
    const [free, level] = await Promise.allSettled([
      run('/usr/bin/memory_pressure', ['-Q']),
      run('/usr/sbin/sysctl', ['-n', 'kern.memorystatus_vm_pressure_level']),
    ]);
    const percent = free.status === 'fulfilled' ? parseFreePercent(free.value) : undefined;
    const name = level.status === 'fulfilled' ? levels[level.value.trim()] : undefined;
    return {
      'memory.freePercent': percent === undefined ? unknown('failed') : known(percent),
      'memory.pressure': name === undefined ? unknown('failed') : known(name),
    };
  },
  keepMs: 60_000,
});
