import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import type { TextTree } from '../../lib/i18n/pick-texts';

const root = path.join(import.meta.dirname, '..', '..');

export interface Module {
  readonly source: string;
  /** Modules that it imports, at once or when it needs them. Imports of types are none. */
  readonly imports: readonly string[];
}

/** Every module that the given ones lead to. All are named by their paths from the repository's root. */
export async function moduleGraph(entries: readonly string[]): Promise<ReadonlyMap<string, Module>> {
  const { metafile } = await build({
    absWorkingDir: root,
    stdin: { contents: entries.map((entry) => `import './${entry}';`).join('\n'), resolveDir: root },
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    jsx: 'automatic',
    packages: 'external',
    external: ['*.css', '*.mdx', '*.json'],
    logLevel: 'silent',
  });
  return new Map(
    Object.entries(metafile.inputs)
      .filter(([file]) => file !== '<stdin>')
      .map(([file, { imports }]) => [
        file,
        {
          source: readFileSync(path.join(root, file), 'utf8'),
          imports: imports.filter(({ external }) => external !== true).map((each) => each.path),
        },
      ]),
  );
}

/** The modules of a page that run in the browser: those marked `use client`, and what these import, up to Server Actions. */
export function clientModules(graph: ReadonlyMap<string, Module>, entry: string): readonly string[] {
  const client = new Set<string>();
  const server = new Set<string>();
  const visit = (file: string, isBelowClient: boolean): void => {
    const { source, imports } = graph.get(file) ?? { source: '', imports: [] };
    if (/^'use server'/m.test(source)) return;
    const isClient = isBelowClient || /^'use client'/m.test(source);
    const seen = isClient ? client : server;
    if (seen.has(file)) return;
    seen.add(file);
    for (const each of imports) visit(each, isClient);
  };
  visit(entry, false);
  return [...client];
}

/**
 * The texts that a module names: namespaces, as in `useTranslations('quiz.renderer')`, and whole keys, as in `t('ui.retry')`. What is
 * put together counts as far as it is written out: `labs.${id}.name` is `labs`. Names that are no text's are left out.
 */
export function textsNamed(source: string, texts: TextTree): readonly string[] {
  const namespaces = [...source.matchAll(/useTranslations\(\s*'([\w.-]+)'/g)].map(([, name = '']) => name);
  const keys = [...source.matchAll(/['`]([\w-]+\.(?:[\w-]+\.?)*)(?=['`]|\$\{)/g)].map(([, key = '']) => key);
  const isText = (name: string) =>
    name.split('.').reduce<unknown>((part, each) => new Map(Object.entries(part ?? {})).get(each), texts) !== undefined;
  return [...new Set([...namespaces, ...keys.map((key) => key.replace(/\.$/, ''))])].filter(isText);
}

/** The namespaces that a page or the layout sends to its client components, as far as they are written out. */
export function textsSent(source: string): readonly string[] {
  return [...source.matchAll(/(?:<Texts\s+namespaces=\{|textsIn\()\[([^\]]*)\]/g)].flatMap(([, list = '']) =>
    [...list.matchAll(/['`]([\w.-]+?)\.?(?=['`]|\$\{)/g)].map(([, name = '']) => name),
  );
}
