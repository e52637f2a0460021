const megabyte = 1024 * 1024;

/** The size of a file as people read it. */
export function fileSize(sizeBytes: number, language: string): string {
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  return sizeBytes < megabyte
    ? `${number.format(Math.ceil(sizeBytes / 1024))} kB`
    : `${number.format(sizeBytes / megabyte)} MB`;
}
