/**
 * Pages whose scripts may compile WebAssembly, because Python runs in them: none does yet. A page counts by its path without the
 * language, e.g. `/^\/labs\/asyncio$/`. A worker that is loaded from a file of its own has the policy of that file's response.
 */
const RUNS_PYTHON: readonly RegExp[] = [];

/** Pages that are made to be shown in frames of other sites. */
const IS_EMBED = /^\/[a-z]+\/embed\//;

/**
 * The Content-Security-Policy of a page. Files of this site's own may run, for chunks and workers are loaded as they are needed;
 * nothing that people typed is ever served as one. Styles in attributes stay: stages and motion place things by them.
 *
 * @param path the page's path with its language, without query
 * @param inlineScripts `sha256-…` of each that may run, or `nonce-…`
 */
export function contentSecurityPolicy(path: string, inlineScripts: readonly string[], isDevelopment = false): string {
  const pathWithoutLanguage = path.replace(/^\/[a-z]+(?=\/|$)/, '');
  return [
    "default-src 'self'",
    [
      "script-src 'self'",
      ...inlineScripts.map((source) => `'${source}'`),
      // React rebuilds the server's stacks with it while developing.
      ...(isDevelopment ? ["'unsafe-eval'"] : []),
      ...(RUNS_PYTHON.some((page) => page.test(pathWithoutLanguage)) ? ["'wasm-unsafe-eval'"] : []),
    ].join(' '),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    ...(IS_EMBED.test(path) ? [] : ["frame-ancestors 'none'"]),
  ].join('; ');
}
