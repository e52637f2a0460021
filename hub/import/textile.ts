// The part of Textile that Redmine's toolbar and help page offer. What is not known here stays as it is written.

const heading = /^h([1-6])(?:\([^)]*\)|\{[^}]*\}|\[[^\]]*\])*\. +(.+)$/;
const listMark = /^([*#]+) +(.+)$/;
const blockMark = /^(p|bq|bc|fn\d+)(?:\([^)]*\)|\{[^}]*\}|\[[^\]]*\]|[<>=]+)*\.{1,2} +/;
const tableRow = /^\|.*\|\s*$/;

/** Whether a wiki's text looks like Textile; Markdown and it share most of what is left. */
export function isTextile(text: string): boolean {
  if (/^h[1-6](?:\([^)]*\))?\. /m.test(text) || /"[^"\n]+":(?:https?:|\/)/.test(text)) return true;
  if (/^\s*\d+[.)] |^#{2,6} |^```|^- |\]\(/m.test(text)) return false;
  // One `#` is a title in Markdown, several below each other are a list in Textile.
  return /^#+ .+\n#+ /m.test(text) || /^\*{2,} /m.test(text) || /^\|_\./m.test(text);
}

/** Textile as Markdown. */
export function textileToMarkdown(textile: string): string {
  return textile
    .replace(/\r\n?/g, '\n')
    .split(/(<pre\b[^>]*>[\s\S]*?<\/pre>)/i)
    .map((part, index) => (index % 2 === 1 ? fenced(part) : blocks(part.split('\n'))))
    .join('');
}

function fenced(pre: string): string {
  const code = pre.replace(/^<pre[^>]*>\s*(?:<code[^>]*>)?|(?:<\/code>)?\s*<\/pre>$/gi, '');
  return `\n\`\`\`\n${code.replace(/^\n|\n$/g, '')}\n\`\`\`\n`;
}

function blocks(lines: readonly string[]): string {
  return lines
    .flatMap((line, index) => {
      if (tableRow.test(line)) return rowLines(line, tableRow.test(lines[index - 1] ?? ''));
      const [, depth, title] = heading.exec(line) ?? [];
      if (depth !== undefined && title !== undefined)
        return ['', `${'#'.repeat(Number(depth))} ${inline(title)}`, ''];
      const [, marks, point] = listMark.exec(line) ?? [];
      if (marks !== undefined && point !== undefined) {
        return [`${'   '.repeat(marks.length - 1)}${marks.endsWith('#') ? '1.' : '-'} ${inline(point)}`];
      }
      const mark = blockMark.exec(line);
      const rest = inline(mark ? line.slice(mark[0].length) : line);
      if (mark?.[1] === 'bq') return ['', `> ${rest}`, ''];
      // Textile breaks a line where the writer did.
      return [rest.trim() === '' || lines[index + 1]?.trim() === '' ? rest : `${rest}  `];
    })
    .join('\n');
}

/** The first row gives the heads when it is marked so; else they are empty. */
function rowLines(line: string, isLater: boolean): string[] {
  const cells = line.trim().slice(1, -1).split('|');
  const texts = cells.map((cell) =>
    inline(cell.replace(/^(?:_|[<>=^~]|\\\d|\/\d|\{[^}]*\})*\. */, '').trim()),
  );
  const row = `| ${texts.join(' | ')} |`;
  if (isLater) return [row];
  const rule = `|${texts.map(() => '---').join('|')}|`;
  const isHead = cells.every((cell) => /^_[^.]*\. /.test(cell));
  return isHead ? ['', row, rule] : ['', `|${texts.map(() => '  ').join('|')}|`, rule, row];
}

const before = String.raw`(?<![\w*_@+-])`;
const after = String.raw`(?![\w*_@+-])`;
const marked = (mark: string): RegExp =>
  new RegExp(`${before}${mark}(?=\\S)((?:(?!${mark}).)+?)(?<=\\S)${mark}${after}`, 'g');

function inline(text: string): string {
  return text
    .split(/(@(?=\S)[^@\n]+(?<=\S)@|\[\[[^\]]*\]\])/)
    .map((part, index) => {
      if (index % 2 === 0) return words(part);
      return part.startsWith('@') ? `\`${part.slice(1, -1)}\`` : part;
    })
    .join('');
}

function words(text: string): string {
  return text
    .replace(
      /!(?:[<>=]|\{[^}]*\}|\([^)]*\))*([^\s!(]+?)(?:\(([^)]*)\))?!(?::\S+)?/g,
      (_, url: string, alt?: string) => `![${alt ?? ''}](<${url}>)`,
    )
    .replace(
      /"([^"\n]+?)(?:\([^)"]*\))?":((?:https?:\/\/|mailto:|\/|#)[^\s<>"]*[^\s<>".,;:!?)])/g,
      '[$1](<$2>)',
    )
    .replace(/%\{[^}]*\}([^%\n]+)%/g, '$1')
    .replace(marked(String.raw`\*`), '**$1**')
    .replace(marked('_'), '*$1*')
    .replace(marked(String.raw`\+`), '$1')
    .replace(marked('-'), '$1')
    .replace(/\?\?([^?\n]+)\?\?/g, '$1');
}
