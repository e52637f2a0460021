import { PNG } from 'pngjs';
import { expect, test } from 'vitest';
import { checkImages } from '../../../hub/publish/check-images.ts';
import type { Mistake } from '../../../hub/publish/mistake.ts';

function check(name: string, content: string | Uint8Array) {
  const mistakes: Mistake[] = [];
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const { facts } = checkImages(new Map([[name, bytes]]), mistakes);
  return { facts: facts.get(name), problems: mistakes.map(({ line, problem }) => `${line}: ${problem}`) };
}

const svg = (inner: string, attributes = 'width="320" height="160"'): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>\n${inner}\n</svg>`;

const png = (width: number, height: number): Uint8Array => PNG.sync.write(new PNG({ width, height }));

test.each([
  ['width="320" height="160"', 320, 160],
  ['width="320px" height="160.4px"', 320, 160],
  ['viewBox="0 0 640 320"', 640, 320],
  ['width="100%" viewBox="-5,0,640,320"', 640, 320],
])('the size of an SVG with %s', (attributes, widthPx, heightPx) => {
  expect(check('a.svg', svg('<rect/>', attributes)).facts).toMatchObject({ widthPx, heightPx });
});

test('a picture is named after its content', () => {
  const one = check('a.svg', svg('<rect/>')).facts?.file;
  expect(check('b.svg', svg('<rect/>')).facts?.file).toBe(one);
  expect(check('b.svg', svg('<path/>')).facts?.file).not.toBe(one);
  expect(one).toMatch(/^[a-f0-9]{16}\.svg$/);
});

test('drawing is allowed: shapes, text, gradients, styles and references within the picture', () => {
  const drawing =
    '<defs><linearGradient id="g"><stop offset="0"/></linearGradient></defs><style>.a { fill: url(#g) }</style>' +
    '<g class="a"><path d="M0 0L9 9"/><use href="#g"/><text style="fill:#fff">1 &lt; 2</text></g><!-- <script> -->';
  expect(check('a.svg', svg(drawing)).problems).toEqual([]);
});

test.each([
  ['script', '<script>alert(1)</script>', '2: <script> is not allowed in a picture'],
  ['foreign content', '<foreignObject/>', '2: <foreignObject> is not allowed in a picture'],
  ['prefixed script', '<svg:script/>', '2: <svg:script> is not allowed in a picture'],
  ['animation', '<animate attributeName="x"/>', '2: <animate> is not allowed in a picture'],
  ['embedded picture', '<image href="data:image/png;base64,AA"/>', '2: <image> is not allowed in a picture'],
  ['handler', '<rect onload="x()"/>', '2: the event handler "onload" is not allowed'],
  ['upper case handler', '<rect ONCLICK="x()"/>', '2: the event handler "ONCLICK" is not allowed'],
  [
    'outside reference',
    '<use href="https://x.org/#a"/>',
    '2: "https://x.org/#a" refers to something outside the picture',
  ],
  [
    'prefixed reference',
    "<use xlink:href='//x.org/a'/>",
    '2: "//x.org/a" refers to something outside the picture',
  ],
  [
    'url in an attribute',
    '<rect fill="url( \'https://x.org/a\')"/>',
    '2: "fill" loads something from outside',
  ],
  [
    'escaped url',
    '<rect style="fill:u\\72l(https://x.org)"/>',
    '2: "style" holds an escape; write the character itself',
  ],
  [
    'character reference',
    '<rect fill="&#117;rl(https://x.org)"/>',
    '2: "fill" holds an escape; write the character itself',
  ],
  [
    'import',
    '<style>@import "https://x.org/a.css";</style>',
    '2: the style loads something, or holds an escape',
  ],
  [
    'font',
    '<style>@font-face{src:url(https://x.org/a)}</style>',
    '2: the style loads something, or holds an escape',
  ],
  ['CDATA', '<style><![CDATA[x]]></style>', '2: not a plain, well-formed SVG here'],
  ['unclosed', '<g>', '3: not a plain, well-formed SVG here'],
  ['entity', '<?xml-stylesheet href="x"?>', '2: not a plain, well-formed SVG here'],
])('an SVG with %s', (_name, inner, problem) => {
  const { facts, problems } = check('a.svg', svg(inner));
  expect(problems).toContain(problem);
  expect(facts).toBeUndefined();
});

test.each([
  ['a.svg', '<!DOCTYPE svg [<!ENTITY a "b">]><svg/>', '1: not a plain, well-formed SVG here'],
  ['a.svg', '<html/>', '1: not an SVG picture'],
  ['a.svg', '', '1: not an SVG picture'],
  ['a.svg', '<svg/>', '1: the picture has no size'],
  ['a.svg', svg('<rect/>', 'width="4001" height="1"'), '1: the picture is too wide or too high'],
  ['a.svg', new Uint8Array([0xff, 0xfe, 0]), '1: the file is not UTF-8 text'],
  ['a.svg', '<g>'.repeat(60_000), '1: the elements are nested too deeply'],
  ['a.svg', ' '.repeat(200_001), '1: the picture has 201 kB'],
  ['a.png', png(2, 3).slice(0, -5), '1: the PNG is cut off or empty'],
  ['a.png', svg('<rect/>'), '1: not a PNG picture'],
  ['a.png', png(4001, 1), '1: the picture is too wide or too high'],
  ['a.jpg', png(2, 3), '1: not the name of a picture'],
  ['a b.png', png(2, 3), '1: not the name of a picture'],
])('%s that is no good (%#)', (name, content, problem) => {
  expect(check(name, content).problems).toEqual([problem]);
});

test('the size of a PNG', () => {
  expect(check('a.png', png(32, 16)).facts).toMatchObject({ widthPx: 32, heightPx: 16 });
});
