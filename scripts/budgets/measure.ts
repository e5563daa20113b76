import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { firstModules, type ModuleShare } from './analysis';
import { fontFilesFor } from './fonts';
import type { Measured } from './judge';
import { labScripts } from './lab-scripts';
import type { BudgetRow, LabOfRow } from './table';

/**
 * What the pages of a row send, by the files of a production build in `folder` (`.next`).
 *
 * @throws Error when the build has no such route, or was made without `--analyze`.
 */
export function measure(folder: string, row: BudgetRow): Measured {
  const all = firstScripts(folder, row.route);
  const first = all.filter((each) => each.endsWith('.js'));
  const scripts = [...new Set([...first, ...(row.lab === undefined ? [] : ownScripts(folder, first, row.lab))])];
  const styles = [...new Set([...stylesOf(folder, row.route), ...all.filter((each) => each.endsWith('.css'))])];
  const css = styles.map((each) => readFileSync(path.join(folder, each), 'utf8')).join('\n');
  const documents = documentsOf(folder, row);
  return {
    name: row.name,
    scripts: scripts.map((each) => ({ path: each, bytes: sent(folder, each) })),
    modules: modulesOf(folder, row),
    document: most(documents.map((html) => gzipSync(html).length)),
    css: sum(styles.map((each) => sent(folder, each))),
    fonts: most(documents.map((html) => sum(fontFilesFor(css, html).map((file) => fontBytes(folder, file))))),
  };
}

function readJson(folder: string, ...names: string[]) {
  return JSON.parse(readFileSync(path.join(folder, ...names), 'utf8'));
}

function modulesOf(folder: string, { route, lab }: BudgetRow): readonly ModuleShare[] {
  const data = path.join(folder, 'diagnostics', 'analyze', 'data');
  if (!existsSync(data)) throw new Error('the build was made without --analyze');
  const imported = lab === undefined ? [] : [`components/labs/${lab.id}/view.ts`, lab.file];
  return firstModules(readFileSync(path.join(data, route, 'analyze.data')), imported);
}

/** What the page of a lab fetches once it runs, in the language in which that is more. */
function ownScripts(folder: string, first: readonly string[], { id, stage }: LabOfRow): readonly string[] {
  const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');
  const chunks = readdirSync(path.join(folder, 'static', 'chunks')).filter((name) => name.endsWith('.js'));
  const built = { first: first.map(read).join('\n'), all: chunks.map((name) => read(`static/chunks/${name}`)) };
  const [ko, en] = (['ko', 'en'] as const).map((locale) => labScripts(built, { id, locale, stage }));
  const bytesOf = (files: readonly string[] = []) => sum(files.map((each) => sent(folder, each)));
  return (bytesOf(ko) > bytesOf(en) ? ko : en) ?? [];
}

interface RouteStats {
  readonly route: string;
  readonly firstLoadChunkPaths: readonly string[];
}

/** The scripts that a route's documents name. */
function firstScripts(folder: string, route: string): readonly string[] {
  const stats: readonly RouteStats[] = readJson(folder, 'diagnostics', 'route-bundle-stats.json');
  const found = stats.find((each) => each.route === route);
  if (found === undefined) throw new Error(`the build has no route ${route}`);
  return found.firstLoadChunkPaths.map((file) => file.replace(/^\.next\//, ''));
}

/** The style sheets that a route's documents name. */
function stylesOf(folder: string, route: string): readonly string[] {
  const file = path.join(folder, 'server', 'app', route, 'page_client-reference-manifest.js');
  const json = /__RSC_MANIFEST\[[^\]]*\][^=]*=\s*(\{[\s\S]*\});?\s*$/.exec(readFileSync(file, 'utf8'))?.[1];
  if (json === undefined) throw new Error(`${file} is not what it was`);
  const styles: Record<string, readonly { readonly path: string }[]> = JSON.parse(json).entryCSSFiles;
  return Object.values(styles).flatMap((files) => files.map((each) => each.path));
}

/** The documents of the row that were rendered when building, in both languages. */
function documentsOf(folder: string, { route }: BudgetRow): readonly string[] {
  const pages = path.join(folder, 'server', 'app');
  const pattern = route
    .slice(1)
    .replace('[locale]', '[a-z]{2}')
    .replaceAll(/\[\w+\](?!\{)/g, '[^/]+');
  const isOne = new RegExp(`^${pattern}\\.html$`);
  return readdirSync(pages, { recursive: true, encoding: 'utf8' })
    .filter((name) => isOne.test(name.replaceAll(path.sep, '/')))
    .map((name) => readFileSync(path.join(pages, name), 'utf8'));
}

function fontBytes(folder: string, file: string): number {
  return readFileSync(path.join(folder, 'static', 'media', path.posix.basename(file))).length;
}

/** The size of a file as `npm start` sends it. */
function sent(folder: string, file: string): number {
  return gzipSync(readFileSync(path.join(folder, file))).length;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
const most = (numbers: readonly number[]): number | null => (numbers.length === 0 ? null : Math.max(...numbers));
