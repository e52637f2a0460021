const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

/** Only what is surely a tag: `<B1` in a formula and `<your name>` in a sentence are text. */
const tag =
  /<\/?(?:a|b|br|code|div|em|i|img|kbd|li|ol|p|pre|span|strong|sub|sup|table|t[dhr]|u|ul)\b[^<>]*>/gi;

/** What a reader sees of some Markdown: its words without marks, addresses and tables' lines. */
export function plainMarkdown(markdown: string): string {
  return markdown
    .replace(/^[ \t]*(?:```|~~~).*$/gm, '')
    .replace(/^[ \t]*\|?[ \t]*:?-{3,}.*$/gm, '')
    .replace(/^[ \t]*(?:#{1,6}|>|[-+*]|\d+[.)])[ \t]+/gm, '')
    .replace(/!?\[([^[\]]*)\]\([^()]*(?:\([^()]*\)[^()]*)*\)/g, '$1')
    .replace(/!?\[([^[\]]+)\]\[[^[\]]*\]/g, '$1')
    .replace(/<(https?:[^<>\s]+)>/g, '$1')
    .replace(tag, ' ')
    .replace(/(\*\*|__|~~)(?=\S)(.+?)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}\\])([*_])(?=\S)([^*_\n]+)\1(?![\p{L}\p{N}])/gu, '$2')
    .replace(/`+/g, '')
    .replace(/^[ \t]*\||\|[ \t]*$/gm, '')
    .replace(/(?<=\S)[ \t]*\|[ \t]*(?=\S)/g, ' ')
    .replace(/\\([\\`*_{}[\]()#+\-.!|<>])/g, '$1')
    .replace(/&(amp|lt|gt|quot|nbsp);/g, (written, name: string) => entities[name] ?? written)
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
