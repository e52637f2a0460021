import { signalIdSchema } from '../context/signal.ts';
import { lineIds } from '../requests/line-ids.ts';
import { readSettings, settingKeys } from '../settings.ts';
import { emptyPolicy, lineIdSchema, policySchema, type Policy } from './policy.ts';
import { policyTable } from './policy-table.ts';

/** What is right in a policy, and each mistake in words with its key and remedy. */
export interface PolicyReading {
  policy: Policy;
  mistakes: string[];
}

const isObject = (raw: unknown): raw is Record<string, unknown> =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw);

type Part = keyof Policy;
const parts = Object.keys(policySchema.shape) as Part[];

function fromJsonText(raw: unknown): unknown {
  if (typeof raw !== 'string') return raw;
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}

function readSection(section: 'forced' | 'defaults', raw: unknown): PolicyReading {
  if (!isObject(raw))
    return { policy: emptyPolicy, mistakes: [`"${section}" must be an object of settings`] };
  const { settings, problems } = readSettings(raw);
  const mistakes = problems.map(({ key }) => {
    const known = settingKeys.find((one) => one === key);
    return known
      ? `"${section}.${key}" must be ${policyTable[`${section}.${known}`].allowed}`
      : `"${section}.${key}" is not a setting; use ${settingKeys.join(', ')}`;
  });
  return { policy: { ...emptyPolicy, [section]: settings }, mistakes };
}

/** Names of what is off, and where the right ones stand. */
const namesOff = {
  signalsOff: { schema: signalIdSchema, remedy: 'use the names of docs/signals.md' },
  requestLinesOff: { schema: lineIdSchema, remedy: `use ${lineIds.join(', ')}` },
} as const;
type ListPart = keyof typeof namesOff;
const isListPart = (part: Part): part is ListPart => Object.hasOwn(namesOff, part);

/** A misspelt name must not switch on what the right ones beside it switch off. */
function readNamesOff(part: ListPart, raw: unknown): PolicyReading {
  if (!Array.isArray(raw))
    return { policy: emptyPolicy, mistakes: [`"${part}" must be ${policyTable[part].allowed}`] };
  const { schema, remedy } = namesOff[part];
  const read = raw.map((name: unknown) => ({ name, id: schema.safeParse(name) }));
  return {
    policy: { ...emptyPolicy, [part]: read.flatMap(({ id }) => (id.success ? [id.data] : [])) },
    mistakes: read.flatMap(({ name, id }) =>
      id.success ? [] : [`"${part}": ${JSON.stringify(name)} is not known; ${remedy}`],
    ),
  };
}

function readOther(part: Exclude<Part, 'forced' | 'defaults' | ListPart>, raw: unknown): PolicyReading {
  const parsed = policySchema.safeParse({ [part]: part === 'knowledgeBase' ? fromJsonText(raw) : raw });
  return parsed.success
    ? { policy: parsed.data, mistakes: [] }
    : { policy: emptyPolicy, mistakes: [`"${part}" must be ${policyTable[part].allowed}`] };
}

/** IT's policy out of whatever a place held. What is right counts; what is not is left out alone. */
export function readPolicy(raw: unknown): PolicyReading {
  if (!isObject(raw)) {
    return { policy: emptyPolicy, mistakes: ['must be { "forced": { ... }, "defaults": { ... } }'] };
  }
  const readings = Object.entries(raw).map(([name, value]): PolicyReading => {
    const part = parts.find((one) => one === name);
    if (part === undefined) {
      return { policy: emptyPolicy, mistakes: [`"${name}" is not known; use ${parts.join(', ')}`] };
    }
    if (part === 'forced' || part === 'defaults') return readSection(part, value);
    return isListPart(part) ? readNamesOff(part, value) : readOther(part, value);
  });
  return {
    policy: readings.reduce<Policy>(
      (all, { policy: { forced, defaults, ...others } }) => ({
        ...all,
        ...others,
        forced: { ...all.forced, ...forced },
        defaults: { ...all.defaults, ...defaults },
      }),
      emptyPolicy,
    ),
    mistakes: readings.flatMap(({ mistakes }) => mistakes),
  };
}
