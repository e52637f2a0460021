import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import type { z } from 'zod';
import { ok, refuse, toError, type Result } from '../../shared/result.ts';

/** Why a file can't be measured with; each detail begins with `file:line` or the file. */
export interface InputRefusal {
  kind: 'unreadable' | 'bad-line';
  details: string[];
}

const detailsMax = 20;

/** A file of JSON lines, plain or gzipped; a line that does not fit its form is named, and the file refused. */
export async function readLines<Row>(
  file: string,
  row: z.ZodType<Row>,
): Promise<Result<Row[], InputRefusal>> {
  let text: string;
  try {
    text = decoded(await readFile(file));
  } catch (thrown) {
    return refuse({ kind: 'unreadable', details: [`${file}: ${toError(thrown).message}`] });
  }
  const rows: Row[] = [];
  const details: string[] = [];
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const read = parseLine(line, row);
    if (read.ok) rows.push(read.value);
    else details.push(`${file}:${at + 1}: ${read.error.detail}`);
  }
  if (details.length === 0) return ok(rows);
  const more = details.length - detailsMax;
  return refuse({
    kind: 'bad-line',
    details: [...details.slice(0, detailsMax), ...(more > 0 ? [`${file}: and ${more} more lines`] : [])],
  });
}

/** Gzip is told by its first two bytes, whatever the file is called. */
function decoded(bytes: Buffer): string {
  const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
  return plain.toString('utf8').replace(/^\uFEFF/, '');
}

function parseLine<Row>(line: string, row: z.ZodType<Row>): Result<Row, { kind: 'bad'; detail: string }> {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch (thrown) {
    return refuse({ kind: 'bad', detail: `not JSON: ${toError(thrown).message}` });
  }
  const parsed = row.safeParse(json);
  if (parsed.success) return ok(parsed.data);
  const what = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the line'}: ${message}`);
  return refuse({ kind: 'bad', detail: what.join('; ') });
}
