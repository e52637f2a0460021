import {
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type Document,
} from 'yaml';
import type { Report } from './mistake.ts';

/** A YAML text as plain data, with the way back to its lines. */
export interface YamlFile {
  value: unknown;
  /** The line of the value at `path`, or of the nearest thing around it that exists. */
  lineOf(path: readonly PropertyKey[]): number;
}

const depthMax = 24;

/** Parses YAML that anyone may have written: no anchors, no tags of other tools, no bottomless nesting. */
export function parseYaml(text: string, report: Report, firstLine = 1): YamlFile | undefined {
  const lines = new LineCounter();
  const lineAt = (offset: number): number => lines.linePos(offset).line + firstLine - 1;
  let document: Document.Parsed;
  try {
    document = parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      version: '1.2',
      schema: 'core',
    });
    const unusable = whyUnusable(document);
    if (unusable) {
      report.error(lineAt(unusable.offset), unusable.problem, unusable.remedy);
      return undefined;
    }
  } catch {
    // The parser walks nested brackets by recursion; enough of them exhaust the stack.
    report.error(firstLine, 'the YAML is nested too deeply', `nest at most ${depthMax} levels`);
    return undefined;
  }
  // After one slip the parser stumbles over what follows: the first is told, the rest may be right.
  const [fault] = [...document.errors, ...document.warnings];
  if (fault) {
    const [problem = 'not YAML'] = fault.message.split('\n');
    const remedy = 'check indentation, quotes and colons on this line';
    report.error(lineAt(fault.pos[0]), `not valid YAML: ${problem}`, remedy);
    return undefined;
  }
  return {
    value: document.toJS({ maxAliasCount: 0 }) as unknown,
    lineOf: (path) => lineAt(offsetOf(document, path)),
  };
}

interface Unusable {
  offset: number;
  problem: string;
  remedy: string;
}

function whyUnusable(document: Document.Parsed): Unusable | undefined {
  let found: Unusable | undefined;
  visit(document, (_key, node, path) => {
    const offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
    if (isAlias(node)) {
      found = { offset, problem: 'references (*name) are not supported', remedy: 'write the text out' };
    } else if (path.filter((parent) => !isPair(parent)).length > depthMax) {
      found = { offset, problem: 'the YAML is nested too deeply', remedy: `nest at most ${depthMax} levels` };
    }
    return found ? visit.BREAK : undefined;
  });
  return found;
}

/** A key's own place says more than its value's, which may start on the next line. */
function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(part));
      if (!pair) return offset;
      if (isNode(pair.key)) offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else {
      node =
        isNode(node) && 'items' in node && Array.isArray(node.items) ? node.items[Number(part)] : undefined;
      if (isNode(node)) offset = node.range?.[0] ?? offset;
    }
  }
  return offset;
}
