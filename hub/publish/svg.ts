import { shown, type Report } from './mistake.ts';
import { scanXml, type XmlTag, type XmlText } from './xml-tags.ts';

// Drawing only. What is not listed can run, load, animate or embed something, or nobody has needed it yet.
const elements = new Set(
  (
    'svg g path rect circle ellipse line polyline polygon text tspan title desc defs use symbol style clipPath mask ' +
    'linearGradient radialGradient stop pattern marker'
  ).split(' '),
);

/** The size of an SVG that is well-formed and only draws. */
export function checkSvg(
  bytes: Uint8Array,
  report: Report,
): { widthPx: number; heightPx: number } | undefined {
  const xml = scanXml(bytes);
  if (!xml.ok) {
    report.error(xml.line, xml.problem, xml.remedy);
    return undefined;
  }
  const [root] = xml.tags;
  if (root?.name !== 'svg') {
    report.error(1, 'not an SVG picture', 'the outermost element must be <svg>');
    return undefined;
  }
  const harm = harmIn(xml.tags, xml.texts);
  for (const { line, problem, remedy } of harm) report.error(line, problem, remedy);
  const size = sizeOf(root);
  if (!size) {
    report.error(root.line, 'the picture has no size', 'give <svg> a width and height in px, or a viewBox');
  }
  return harm.length === 0 ? size : undefined;
}

interface Harm {
  line: number;
  problem: string;
  remedy: string;
}

/** Everything in the picture that does more than draw. */
function harmIn(tags: readonly XmlTag[], texts: readonly XmlText[]): Harm[] {
  const remedy = 'remove it; pictures only draw, they run nothing and load nothing';
  const inTags = tags.flatMap(({ line, name, attributes }): Harm[] => {
    const problems = Array.from(attributes, ([key, value]) => attributeProblem(key, value)).filter(
      (problem) => problem !== undefined,
    );
    if (!elements.has(name)) problems.push(`<${shown(name)}> is not allowed in a picture`);
    return problems.map((problem) => ({ line, problem, remedy }));
  });
  const inStyles = texts
    .filter(({ inside, text }) => inside === 'style' && (loadsSomething(text) || hidesSomething(text)))
    .map(({ line }) => ({ line, problem: 'the style loads something, or holds an escape', remedy }));
  return [...inTags, ...inStyles];
}

function attributeProblem(name: string, value: string): string | undefined {
  const local = name.toLowerCase().replace(/^.*:/, '');
  if (local.startsWith('on')) return `the event handler "${shown(name)}" is not allowed`;
  if (name.toLowerCase() === 'xml:base') return '"xml:base" is not allowed';
  if (local === 'href' || local === 'src') {
    return value.trim().startsWith('#')
      ? undefined
      : `"${shown(value)}" refers to something outside the picture`;
  }
  if (hidesSomething(value)) return `"${shown(name)}" holds an escape; write the character itself`;
  return loadsSomething(value) ? `"${shown(name)}" loads something from outside` : undefined;
}

/** CSS reaches outside by @import and by functions that take an address; url(#id) stays inside. */
function loadsSomething(css: string): boolean {
  const addresses = css.match(/url\s*\(\s*["']?\s*[^)\s]?/gi) ?? [];
  return /@import|image-set|image\s*\(/i.test(css) || addresses.some((address) => !address.endsWith('#'));
}

/** Escapes and character references could spell what `loadsSomething` looks for. */
const hidesSomething = (css: string): boolean => /\\|&#/.test(css);

function sizeOf(root: XmlTag): { widthPx: number; heightPx: number } | undefined {
  const length = (name: string): number => {
    const written = /^\s*(\d+(?:\.\d+)?)(?:px)?\s*$/.exec(root.attributes.get(name) ?? '')?.[1];
    return written === undefined ? 0 : Math.round(Number(written));
  };
  const [, , boxWidth = 0, boxHeight = 0] = (root.attributes.get('viewBox') ?? '')
    .trim()
    .split(/[\s,]+/)
    .map((part) => Math.round(Number(part)));
  const widthPx = length('width') || boxWidth;
  const heightPx = length('height') || boxHeight;
  return widthPx > 0 && heightPx > 0 ? { widthPx, heightPx } : undefined;
}
