/** The path within this site that `text` names, without a language prefix; `fallback` for anything that leads elsewhere. */
export function localPath(text: unknown, fallback: string): string {
  if (typeof text !== 'string' || !/^\/(?![/\\])/.test(text)) return fallback;
  // A browser drops tabs and newlines from an address, so "/\t/elsewhere" would become "//elsewhere".
  if (/[\s\\]/.test(text)) return fallback;
  return text;
}
