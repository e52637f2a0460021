import { z } from 'zod';
import type { Language } from '../language.ts';
import { ok, refuse, toError, type Result } from '../result.ts';
import type { GuideIndex } from './guide-index.ts';
import { readSection, sectionHeadSchema, writeSection } from './section-bytes.ts';
import type { Section } from './section.ts';

/**
 * Which terms a text gives and how they are kept. To be raised with every change of words, stems, compounds, fields or
 * of the index's bytes: machines take a prebuilt index only with the version that they search with.
 */
export const analysisVersion = 2;

/** Why a serialised index can't be used; one can always be built instead. */
export interface IndexRefusal {
  kind: 'other-analysis' | 'invalid';
  detail: string;
}

const headSchema = z.object({ analysis: z.number().int() });
const indexHeadSchema = headSchema.extend({ sections: z.array(sectionHeadSchema) });

/** The head is JSON; its length comes first. */
const lengthBytes = 4;

/** The index as bytes: the same for the same guides, however it came about. */
export function serialiseIndex({ sections }: GuideIndex): Uint8Array {
  const written = [...sections.values()].map(writeSection);
  const headText = JSON.stringify({ analysis: analysisVersion, sections: written.map(({ head }) => head) });
  const head = new TextEncoder().encode(headText);
  const columns = written.flatMap((section) => section.columns);
  const bytes = new Uint8Array(columns.reduce((sum, { length }) => sum + length, lengthBytes + head.length));
  new DataView(bytes.buffer).setUint32(0, head.length);
  bytes.set(head, lengthBytes);
  let at = lengthBytes + head.length;
  for (const column of columns) {
    bytes.set(column, at);
    at += column.length;
  }
  return bytes;
}

/** An index out of its bytes, without analysing any guide. It keeps the bytes: they must not change. */
export function loadIndex(bytes: Uint8Array): Result<GuideIndex, IndexRefusal> {
  try {
    const headLength = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0);
    const headEnd = lengthBytes + headLength;
    if (headEnd > bytes.length) throw new RangeError('its head is cut off');
    const head: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(lengthBytes, headEnd)));
    const { analysis } = headSchema.parse(head);
    if (analysis !== analysisVersion) {
      const detail = `the index has analysis ${analysis}, this app has ${analysisVersion}`;
      return refuse({ kind: 'other-analysis', detail });
    }
    const sections = new Map<Language, Section>();
    let at = headEnd;
    for (const section of indexHeadSchema.parse(head).sections) {
      const end = at + section.columns.reduce((sum, length) => sum + length, 0);
      sections.set(section.language, readSection(section, bytes.subarray(at, end)));
      at = end;
    }
    if (at !== bytes.length) throw new RangeError('it is longer than it says');
    return ok({ sections });
  } catch (thrown) {
    return refuse({ kind: 'invalid', detail: `the index: ${toError(thrown).message}` });
  }
}
