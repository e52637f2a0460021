/** An element of XML: its name, its attributes, and a text or more elements inside. */
export interface XmlElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  inside: string | readonly XmlElement[];
}

export const xml = (
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  inside: XmlElement['inside'] = [],
): XmlElement => ({ name, attributes, inside });

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);

function lines({ name, attributes, inside }: XmlElement, indent: string): string[] {
  const words = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  const opening = `${indent}<${name}${words.join('')}`;
  if (inside.length === 0) return [`${opening} />`];
  if (typeof inside === 'string') return [`${opening}>${escaped(inside)}</${name}>`];
  return [
    `${opening}>`,
    ...inside.flatMap((element) => lines(element, `${indent}  `)),
    `${indent}</${name}>`,
  ];
}

/** A whole file, with what stands before its root element. */
export const xmlFile = (root: XmlElement, before: readonly string[] = []): string =>
  [...before, ...lines(root, '')].join('\n') + '\n';
