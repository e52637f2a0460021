import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import electronLog from 'electron-log/node';
import { toError } from '../../shared/result.ts';

/** Facts of an event: ids, counts, codes and names of files. Never what a person typed, and no titles. */
export type LogFields = Readonly<Record<string, string | number | boolean>>;

/** The app's own log: one line per event. */
export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, error: Error, fields?: LogFields): void;
  /** The newest lines, oldest first. */
  lastLines(count: number): Promise<string[]>;
}

const logBytesMax = 1024 * 1024;

/** Event and fields on one line, whatever they hold: a line break of theirs must not look like an event of ours. */
function lineOf(event: string, fields: LogFields = {}): string {
  const pairs = Object.entries(fields).map(([key, value]) => `${key}=${JSON.stringify(value)}`);
  return [event.replace(/\s+/g, ' '), ...pairs].join(' ');
}

/** A log in `dir`: `main.log`, and `main.old.log` with what came before when it has grown to a megabyte. */
export function createLog(dir: string): Log {
  const logger = electronLog.create({ logId: dir });
  const { file } = logger.transports;
  logger.transports.console.level = false;
  // Otherwise it looks for a package.json and throws where it finds none.
  file.setAppName('Zeroline');
  file.resolvePathFn = () => join(dir, 'main.log');
  file.maxSize = logBytesMax;
  file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  file.format = '{iso} {level} {text}';

  const readLines = async (name: string): Promise<string[]> => {
    const text = await readFile(join(dir, name), 'utf8').catch(() => '');
    return text.split(/\r?\n/).filter((line) => line !== '');
  };
  return {
    info: (event, fields) => logger.info(lineOf(event, fields)),
    warn: (event, fields) => logger.warn(lineOf(event, fields)),
    error: (event, error, fields) =>
      logger.error(lineOf(event, { ...fields, message: error.message, stack: error.stack ?? '' })),
    async lastLines(count) {
      const newest = await readLines('main.log');
      const older = newest.length < count ? await readLines('main.old.log') : [];
      return [...older, ...newest].slice(-count);
    },
  };
}

/** What `process` tells about errors that nobody caught. */
interface UncaughtErrors {
  on(event: 'uncaughtExceptionMonitor', listener: (error: Error) => void): unknown;
  on(event: 'unhandledRejection', listener: (reason: unknown) => void): unknown;
}

/** Writes uncaught errors into the log. It only watches: whatever else would happen still does. */
export function logUncaughtErrors(process: UncaughtErrors, log: Log): void {
  process.on('uncaughtExceptionMonitor', (error) => log.error('uncaught-exception', error));
  process.on('unhandledRejection', (reason) => log.error('unhandled-rejection', toError(reason)));
}
