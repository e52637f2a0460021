/** Codes of Entra ID that say a password has run out: its own, and the one of the directory behind it. */
const expiredCodes = /\bAADSTS(?:50055|50144)\b/;

/**
 * `dsregcmd /status`, the same words in every language of Windows: whether the last attempt to sign in to Entra ID was
 * refused because the password has expired. When it will expire is kept in the cloud and told to no program here.
 */
export function isExpiredInEntra(lines: readonly string[]): boolean {
  const hasToken = lines.some((line) => /^\s*AzureAdPrt\s*:\s*YES\s*$/.test(line));
  // An error of long ago stays printed beside a token that was got since.
  return !hasToken && lines.some((line) => expiredCodes.test(line));
}
