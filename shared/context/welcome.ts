import type { Activity } from '../app-state.ts';
import type { Evidence } from './evaluate.ts';

/** The end of the absence that "welcome back" is about, as long as there is one to speak of. */
export const returnedAtMs = ({ absence, backAtMs }: Activity): number | undefined =>
  absence?.backAtMs ?? backAtMs;

/** Whether somebody has returned, and a verdict rests on it; "not away" is no return. */
export const restsOnReturn = (evidence: readonly Evidence[]): boolean =>
  evidence.some(({ signal }) => {
    if (signal?.reading.kind !== 'known') return false;
    const { value } = signal.reading;
    if (signal.id === 'workday.firstAfterAbsence') return value === true;
    return signal.id === 'days.away' && typeof value === 'number' && value > 0;
  });
