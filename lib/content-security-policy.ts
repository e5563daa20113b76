/** Pages that are made to be shown in frames of other sites. */
const IS_EMBED = /^\/[a-z]+\/embed\//;

/**
 * The Content-Security-Policy of a page. Files of this site's own may run, for chunks and workers are loaded as they are needed;
 * nothing that people typed is ever served as one. No page compiles WebAssembly: a worker that runs Python has the policy of its own
 * file's response (`scripts/python-files.mjs`). Styles in attributes stay: stages and motion place things by them.
 *
 * @param path the page's path with its language, without query
 * @param inlineScripts `sha256-…` of each that may run, or `nonce-…`
 */
export function contentSecurityPolicy(path: string, inlineScripts: readonly string[], isDevelopment = false): string {
  return [
    "default-src 'self'",
    [
      "script-src 'self'",
      ...inlineScripts.map((source) => `'${source}'`),
      // React rebuilds the server's stacks with it while developing.
      ...(isDevelopment ? ["'unsafe-eval'"] : []),
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
