import type { Translate } from '../i18n/create-i18n.ts';
import type { Request, RequestLine } from './request.ts';

/** Every kind of line that a request can have, and where it stands. */
export const lineGroups = {
  tried: 'journey',
  searched: 'journey',
  computer: 'computer',
  model: 'computer',
  serial: 'computer',
  disk: 'computer',
  restart: 'computer',
  memory: 'computer',
  battery: 'computer',
  printer: 'computer',
  displays: 'computer',
  sound: 'computer',
  password: 'computer',
  clock: 'computer',
  network: 'network',
  address: 'network',
  proxy: 'network',
  place: 'network',
  app: 'app',
} as const satisfies Record<string, RequestLine['group']>;

export type LineId = keyof typeof lineGroups;
export const lineIds = Object.keys(lineGroups) as [LineId, ...LineId[]];

/** Each guide that was tried has a line of its own: `tried:vpn`. */
const isOff = ({ id }: Pick<RequestLine, 'id'>, off: readonly LineId[]): boolean =>
  off.some((one) => id === one || id.startsWith(`${one}:`));

/** The lines that IT has not switched off. */
export const linesLeft = <Line extends Pick<RequestLine, 'id'>>(
  lines: readonly Line[],
  off: readonly LineId[],
): Line[] => lines.filter((line) => !isOff(line, off));

/** A request that may have been written before IT switched lines off: they stay behind all the same. */
export const withoutLines = (request: Request, off: readonly LineId[]): Request =>
  off.length === 0 ? request : { ...request, lines: linesLeft(request.lines, off) };

/** What a kind of line is called. */
export const lineName = (id: LineId, t: Translate): string =>
  id === 'tried' ? t('request.lines.triedGuides') : t(`request.lines.${id}`);
