/**
 * The panel's Content-Security-Policy. The app protocol sends it as a header; the build also writes it into
 * the page, so that a page opened by any other way is as closed. The dev server needs inline scripts to reload
 * modules, so the page's source carries none.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');
