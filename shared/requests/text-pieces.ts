/** A long text in pieces that end where lines do, so that each can be looked through while the screen stays alive. */
export function textPieces(text: string, charsMax = 64 * 1024): string[] {
  const pieces: string[] = [];
  let from = 0;
  while (from < text.length) {
    const lineEnd = text.lastIndexOf('\n', from + charsMax - 1);
    const to = lineEnd < from || from + charsMax >= text.length ? from + charsMax : lineEnd + 1;
    pieces.push(text.slice(from, to));
    from = to;
  }
  return pieces;
}
