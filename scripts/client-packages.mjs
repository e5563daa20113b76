// Two packages as the browser gets them: without what the site does not use of them. Turbopack keeps all that a module refers to, in its
// unused parts too, which here is more than half of zod and a quarter of React Flow.
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** By package, what code in the browser imports of it. What is missing here fails the build by its name. */
const USED = {
  'zod/mini': [
    '_default',
    'array',
    'boolean',
    'custom',
    'discriminatedUnion',
    'enum',
    'exactOptional',
    'int',
    'literal',
    'maximum',
    'maxLength',
    'minimum',
    'minLength',
    'nullable',
    'number',
    'object',
    'pipe',
    'prefault',
    'record',
    'refine',
    'regex',
    'strictObject',
    'string',
    'superRefine',
    'transform',
    'tuple',
    'union',
    'unknown',
  ],
  '@xyflow/react': [
    'Handle',
    'NodeToolbar',
    'Position',
    'ReactFlow',
    'ReactFlowProvider',
    'useReactFlow',
    'useStoreApi',
  ],
};

const folder = path.join('node_modules', '.interleave');
const fileOf = (name) => path.join(folder, `${name.replace(/^\W+/, '').replace(/\W+/g, '-')}.mjs`);

/** For Next.js: where each package is in the browser. */
export const clientAliases = Object.fromEntries(
  Object.keys(USED).map((name) => [name, { browser: `./${fileOf(name).replaceAll(path.sep, '/')}` }]),
);

/** Writes them, next to the packages that they still import. */
export async function writeClientPackages(root) {
  // Only now: this comes with the packages.
  const { build } = await import('esbuild');
  await Promise.all(
    Object.entries(USED).map(([name, used]) =>
      build({
        stdin: { contents: `export { ${used.join(', ')} } from '${name}';`, resolveDir: root },
        outfile: path.join(root, fileOf(name)),
        bundle: true,
        format: 'esm',
        target: 'es2022',
        // Shared with the rest of the site, and written as CommonJS, which the site's own bundler knows how to load.
        external: ['react', 'react/*', 'react-dom', 'use-sync-external-store/*'],
        plugins: [unusedComponents, noTransitions],
        logLevel: 'warning',
      }),
    ),
  );
}

/** React Flow makes components of functions when it is loaded, which has no effect but on whoever uses them. */
const unusedComponents = {
  name: 'unused-components',
  setup({ onLoad }) {
    onLoad({ filter: /@xyflow[\\/]react[\\/]dist[\\/]esm[\\/]index\.js$/ }, ({ path: file }) => ({
      contents: readFileSync(file, 'utf8').replace(/= (memo|forwardRef|createContext)\(/g, '= /* @__PURE__ */ $1('),
    }));
  },
};

/** What React Flow moves its viewport with when it is told to take its time: the canvas does that by itself (`glide`). */
const noTransitions = {
  name: 'no-transitions',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]d3-transition[\\/]/ }, ({ path: file }) => ({
      contents: `import { selection } from 'd3-selection';
        selection.prototype.interrupt = function () { return this; };
        export function interrupt() {}`,
      resolveDir: path.dirname(file),
    }));
    onLoad({ filter: /[\\/]d3-interpolate[\\/]/ }, () => ({
      contents: 'export function interpolate() {} export function interpolateZoom() {}',
    }));
  },
};
