// Which pages the build has rendered, and which inline scripts are theirs. proxy.ts asks: a page that was rendered once cannot carry a
// nonce of its own for each answer, so its Content-Security-Policy names its scripts by their hashes.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { paintFirst } from './paint-first.mjs';

const FILE = 'built-pages.json';

/**
 * Hashes of the scripts that stand in a page itself, each once, as a Content-Security-Policy names them. Next.js and React write
 * no `<` in an attribute and no `</` in a script, which is why looking for tags is enough.
 *
 * @param {string} html
 */
export function inlineScriptHashes(html) {
  const scripts = [...html.matchAll(/<script([^>]*)>(.*?)<\/script>/gs)].filter(
    ([, attributes]) => !/\s(?:data-)?src=/.test(attributes),
  );
  return [...new Set(scripts.map(([, , text]) => `sha256-${createHash('sha256').update(text).digest('base64')}`))];
}

/**
 * Makes the pages that `next build` has left in a folder show themselves before they run, and writes down which they are.
 *
 * @param {string} next the build's folder, `.next`
 */
export function writeBuiltPages(next) {
  const { routes, dynamicRoutes } = JSON.parse(readFileSync(path.join(next, 'prerender-manifest.json'), 'utf8'));
  const pages = Object.keys(routes)
    .map((route) => ({ route, file: path.join(next, 'server', 'app', `${route}.html`) }))
    .filter(({ file }) => existsSync(file));
  const hashes = Object.fromEntries(
    pages.map(({ route, file }) => {
      const html = paintFirst(readFileSync(file, 'utf8'));
      writeFileSync(file, html);
      return [route, inlineScriptHashes(html)];
    }),
  );
  const patterns = Object.values(dynamicRoutes).map(({ routeRegex }) => routeRegex);
  writeFileSync(path.join(next, FILE), JSON.stringify({ hashes, patterns }));
}

/**
 * What was written down. `isUnknown` says of a path that it has the form of pages that were rendered when building but is none of them.
 *
 * @param {string} next the build's folder, `.next`
 */
export function readBuiltPages(next) {
  const { hashes, patterns } = JSON.parse(readFileSync(path.join(next, FILE), 'utf8'));
  const forms = patterns.map((pattern) => new RegExp(pattern));
  return {
    /** @type {Readonly<Record<string, readonly string[]>>} */
    hashes,
    /** @param {string} page */
    isUnknown: (page) => !(page in hashes) && forms.some((form) => form.test(page)),
  };
}
