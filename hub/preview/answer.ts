import { contentSecurityPolicy } from '../../shared/csp.ts';
import { languageSchema } from '../../shared/base-schemas.ts';
import { previewPaths } from '../../shared/preview/preview-state.ts';
import type { PageFiles } from './page-files.ts';
import type { PreviewKb } from './preview-kb.ts';

export interface Answer {
  status: number;
  type: string;
  body: string | Uint8Array;
}

/** The panel's own policy, but the panel may stand in a frame of the preview's page. */
export const previewPolicy = contentSecurityPolicy
  .replace("frame-ancestors 'none'", "frame-ancestors 'self'")
  .concat("; frame-src 'self'");

const page = (kind: 'tool' | 'panel', title: string): Answer => ({
  status: 200,
  type: 'text/html; charset=utf-8',
  body: `<!doctype html>
<html lang="en" data-page="${kind}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="stylesheet" href="${previewPaths.style}">
<link rel="icon" href="data:,">
<div id="root"></div>
<script type="module" src="${previewPaths.script}"></script>
</html>
`,
});

const json = (value: unknown): Answer => ({
  status: 200,
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(value),
});

const nothing: Answer = { status: 404, type: 'text/plain; charset=utf-8', body: 'Not found\n' };

/** What a path of the preview answers; pictures come from the knowledge base's own, never from a joined path. */
export function answer(path: string, { state, draft }: PreviewKb, files: PageFiles): Answer {
  switch (path) {
    case previewPaths.tool:
      return page('tool', 'Zeroline preview');
    case previewPaths.panel:
      return page('panel', 'Zeroline');
    case previewPaths.script:
      return { status: 200, type: 'text/javascript; charset=utf-8', body: files.script };
    case previewPaths.style:
      return { status: 200, type: 'text/css; charset=utf-8', body: files.style };
    case previewPaths.state:
      return json(state);
  }
  if (path.startsWith(previewPaths.pack)) {
    const language = languageSchema.safeParse(path.slice(previewPaths.pack.length));
    const pack = language.success ? draft?.packs.get(language.data) : undefined;
    return pack ? json(pack) : nothing;
  }
  if (path.startsWith(previewPaths.pictures)) {
    const name = path.slice(previewPaths.pictures.length);
    const bytes = draft?.images.get(name);
    if (bytes)
      return { status: 200, type: name.endsWith('.svg') ? 'image/svg+xml' : 'image/png', body: bytes };
  }
  return nothing;
}
