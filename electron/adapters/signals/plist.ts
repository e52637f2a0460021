/** What a property list can hold, as far as it is needed: data is left as its text. */
export type PlistValue = string | number | boolean | PlistValue[] | { [key: string]: PlistValue };

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const plain = (text: string): string =>
  text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (all, decimal?: string, hex?: string, name?: string) => {
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    return entities[name ?? ''] ?? all;
  });

const leaf = (tag: string, text: string): PlistValue =>
  tag === 'integer' || tag === 'real' ? Number(text) : plain(text);

/** A plist as XML, with whatever a program printed before it; nothing when there is none, or it is cut off. */
export function parsePlist(output: string): PlistValue | undefined {
  const tokens = output.matchAll(
    /<(true|false|array|dict)\s*\/>|<(\/?)(array|dict)>|<(key|string|integer|real|date|data)>([^<]*)<\/\4>|<(string)\s*\/>/g,
  );
  const root: PlistValue[] = [];
  /** What is open, innermost last, with the key that waits for its value. */
  const open: { value: PlistValue[] | Record<string, PlistValue>; key?: string }[] = [{ value: root }];

  function add(value: PlistValue): void {
    const into = open.at(-1);
    if (!into) return;
    if (Array.isArray(into.value)) into.value.push(value);
    else if (into.key !== undefined) into.value[into.key] = value;
  }

  for (const [, empty, slash, container, tag, text = '', emptyString] of tokens) {
    const inner = open.at(-1);
    if (tag === 'key' && inner) inner.key = plain(text);
    else if (tag !== undefined) add(leaf(tag, text));
    else if (emptyString !== undefined) add('');
    else if (empty === 'true' || empty === 'false') add(empty === 'true');
    else if (empty !== undefined) add(empty === 'array' ? [] : {});
    else if (slash === '/') open.pop();
    else if (container !== undefined) {
      const value = container === 'array' ? [] : {};
      add(value);
      open.push({ value });
    }
  }
  return open.length === 1 ? root[0] : undefined;
}
