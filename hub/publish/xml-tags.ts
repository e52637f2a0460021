/** An opening tag with its attributes as written. */
export interface XmlTag {
  name: string;
  line: number;
  attributes: Map<string, string>;
}

/** A run of text, and the name of the element around it. */
export interface XmlText {
  line: number;
  text: string;
  inside: string;
}

export type XmlScan =
  | { ok: true; tags: XmlTag[]; texts: XmlText[] }
  | { ok: false; line: number; problem: string; remedy: string };

const declaration = /<\?xml\b[^<>]*\?>/y;
const comment = /<!--[\s\S]*?-->/y;
const openTag = /<([A-Za-z_][\w:.-]*)((?:\s+[A-Za-z_][\w:.-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const closeTag = /<\/([A-Za-z_][\w:.-]*)\s*>/y;
const textRun = /[^<]+/y;
const attribute = /([A-Za-z_][\w:.-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/g;
const depthMax = 64;

/**
 * The tags of a small XML file. Takes plain elements, comments and text only: what DOCTYPE, CDATA and processing
 * instructions can hide is refused with them, so that no browser reads the file otherwise than this scan did.
 */
export function scanXml(bytes: Uint8Array): XmlScan {
  let source: string;
  try {
    source = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { ok: false, line: 1, problem: 'the file is not UTF-8 text', remedy: 'save it as UTF-8' };
  }
  const tags: XmlTag[] = [];
  const texts: XmlText[] = [];
  const open: string[] = [];
  let at = 0;
  let line = 1;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (!match) return undefined;
    at = pattern.lastIndex;
    return match;
  };
  const refused = (problem: string, remedy: string): XmlScan => ({ ok: false, line, problem, remedy });
  take(declaration);
  while (at < source.length) {
    const from = at;
    const text = take(textRun);
    if (text) texts.push({ line, text: text[0], inside: open.at(-1) ?? '' });
    else if (!take(comment)) {
      const opened = take(openTag);
      const closed = opened ? undefined : take(closeTag);
      if (opened) {
        const [, name = '', attributes = '', selfClosing] = opened;
        tags.push({ name, line, attributes: readAttributes(attributes) });
        if (selfClosing === '') open.push(name);
        if (open.length > depthMax)
          return refused('the elements are nested too deeply', `nest at most ${depthMax}`);
      } else if (!closed || open.pop() !== closed[1]) {
        return refused(
          'not a plain, well-formed SVG here',
          'close every element; leave out DOCTYPE, CDATA and processing instructions',
        );
      }
    }
    for (let index = from; index < at; index += 1) if (source[index] === '\n') line += 1;
  }
  return open.length === 0
    ? { ok: true, tags, texts }
    : refused(`<${String(open.at(-1))}> is not closed`, 'close it');
}

const readAttributes = (written: string): Map<string, string> =>
  new Map(Array.from(written.matchAll(attribute), (match) => [match[1] ?? '', match[2] ?? match[3] ?? '']));
