import type { z } from 'zod';
import { shown, type Report } from './mistake.ts';
import { nearest } from './nearest.ts';
import type { YamlFile } from './yaml-file.ts';

/** What to do about a value, by its path without list positions (`contacts.phone.hours`). */
export type Remedies = Readonly<Record<string, string>>;

type Issue = z.core.$ZodIssue;

const pathName = (path: readonly PropertyKey[]): string =>
  path
    .filter((part) => typeof part !== 'number')
    .map(String)
    .join('.');

/** The remedy for a path, or for the nearest thing around it that has one. */
function remedyFor(path: readonly PropertyKey[], remedies: Remedies): string {
  for (let length = path.length; length >= 0; length -= 1) {
    const remedy = remedies[pathName(path.slice(0, length))];
    if (remedy !== undefined) return remedy;
  }
  return 'see docs/authoring.md';
}

/** Of the ways a value could have been meant, the one it comes closest to. */
function innermost(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const branches = issue.errors.map((branch) =>
    branch.flatMap(innermost).map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })),
  );
  const depth = (branch: readonly Issue[]): number =>
    Math.max(0, ...branch.map((inner) => inner.path.length));
  const [closest] = branches.toSorted((a, b) => a.length - b.length || depth(b) - depth(a));
  return closest ?? [issue];
}

/** `title`, or `words` no. 2 for what has no key of its own. */
function valueName(path: readonly PropertyKey[]): string {
  const last = path.at(-1);
  const key = path.findLast((part) => typeof part === 'string');
  const named = key === undefined ? 'the content' : `\`${shown(key)}\``;
  return typeof last === 'number' ? `${named} no. ${last + 1}` : named;
}

const choicesMax = 12;

/** What it could be; of a long list only what looks as if it had been meant. */
function choices(values: readonly string[], written: string): string {
  if (values.length <= choicesMax) return `; it is one of: ${values.join(', ')}`;
  const [near] = nearest(values, written);
  return near === undefined ? '' : `; did you mean "${near}"?`;
}

function problemOf(issue: Issue, value: unknown): string {
  const name = valueName(issue.path);
  if (value === undefined) return `${name} is missing`;
  switch (issue.code) {
    case 'invalid_type':
      if (issue.expected !== 'string') return `${name} must be of type ${issue.expected}`;
      return typeof value === 'object' ? `${name} must be text` : `${name} must be text: put it in quotes`;
    case 'too_big':
      return `${name} is too ${issue.origin === 'string' ? 'long' : 'big'}: at most ${String(issue.maximum)}`;
    case 'too_small':
      return value === '' ? `${name} is empty` : `${name} is too small: at least ${String(issue.minimum)}`;
    case 'invalid_value':
      return `${name} can't be "${shown(value)}"${choices(issue.values.map(String), shown(value))}`;
    case 'custom':
      return `${name} ${issue.message}`;
    default:
      return `${name} can't be "${shown(value)}"`;
  }
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, part) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, part) ? Reflect.get(at, part) : undefined,
    value,
  );
}

/** The file's data in the form `schema` asks for; every deviation is reported at its line. */
export function checkShape<T>(
  schema: z.ZodType<T>,
  yaml: YamlFile,
  remedies: Remedies,
  report: Report,
): T | undefined {
  const parsed = schema.safeParse(yaml.value);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues.flatMap(innermost)) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) {
        const path = [...issue.path, key];
        report.error(
          yaml.lineOf(path),
          `\`${shown(key)}\` is not known here`,
          remedyFor(issue.path, remedies),
        );
      }
      continue;
    }
    const problem = problemOf(issue, valueAt(yaml.value, issue.path));
    report.error(yaml.lineOf(issue.path), problem, remedyFor(issue.path, remedies));
  }
  return undefined;
}
