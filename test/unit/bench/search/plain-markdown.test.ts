import { describe, expect, it } from 'vitest';
import { plainMarkdown } from '../../../../bench/search/plain-markdown.ts';

describe('Markdown as plain text', () => {
  it.each([
    ['## Heading\n\n1. First **bold** and *thin*\n- Second', 'Heading\n\nFirst bold and thin\nSecond'],
    ['See [the page](https://example.org/a_(b)) ![a picture](x.png)', 'See the page a picture'],
    ['Run `ipconfig /all`\n```\nmy_file_name\n```', 'Run ipconfig /all\n\nmy_file_name'],
    ['|Name|Value|\n|---|:-:|\n|a|b|', 'Name Value\n\na b'],
    ['Press<br>Enter &amp; wait &lt;here&gt;', 'Press Enter & wait <here>'],
    ['=IF(A1<B1;2*3*4;"x")', '=IF(A1<B1;2*3*4;"x")'],
    ['C:\\Users\\me and \\*literal\\*', 'C:\\Users\\me and *literal*'],
    ['snake_case_name stays, _this_ does not', 'snake_case_name stays, this does not'],
  ])('%j', (markdown, plain) => {
    expect(plainMarkdown(markdown)).toBe(plain);
  });
});
