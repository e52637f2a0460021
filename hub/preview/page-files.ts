// The page's script and style, bundled as texts: the command line is one file. A checkout that was never built has none.
const built = import.meta.glob<string>('../../dist/preview/preview.*', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export interface PageFiles {
  script: string;
  style: string;
}

/** What the browser runs; nothing when this program was built without it. */
export function pageFiles(): PageFiles | undefined {
  const script = built['../../dist/preview/preview.js'];
  const style = built['../../dist/preview/preview.css'];
  return script === undefined || style === undefined ? undefined : { script, style };
}
