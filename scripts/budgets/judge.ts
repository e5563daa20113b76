import type { ModuleShare } from './analysis';
import type { Budget } from './table';

export interface Script {
  /** Its path below `_next/`. */
  readonly path: string;
  /** By gzip. */
  readonly bytes: number;
}

/** What one row's page sends, in bytes; of several pages the most of each. Null: no file of the build says. */
export interface Measured {
  readonly name: string;
  readonly scripts: readonly Script[];
  /** What is in all of them together, the largest first. */
  readonly modules: readonly ModuleShare[];
  readonly document: number | null;
  readonly css: number;
  readonly fonts: number | null;
}

/** By row, by module: the bytes of it that the page sent when all rows were last within their budgets. */
export type ModuleSizes = Readonly<Record<string, Readonly<Record<string, number>>>>;

const KB = 1_000;
const kb = (bytes: number | null): string => (bytes === null ? '–' : (bytes / KB).toFixed(1));
const scriptBytes = ({ scripts }: Measured): number => scripts.reduce((sum, { bytes }) => sum + bytes, 0);

/** A line per row, `used/budget` in KB. */
export function tableOf(rows: readonly { readonly measured: Measured; readonly budget: Budget }[]): string {
  const lines = rows.map(({ measured, budget }) => [
    measured.name,
    `${kb(scriptBytes(measured))}/${budget.script}`,
    `${kb(measured.document)}/${budget.document}`,
    `${kb(measured.css)}/${budget.css}`,
    `${kb(measured.fonts)}/${budget.fonts}`,
  ]);
  return [['KB of', 'script', 'document', 'css', 'fonts'], ...lines]
    .map(([name = '', ...cells]) => name.padEnd(22) + cells.map((cell) => cell.padStart(14)).join(''))
    .join('\n');
}

/** What is over its budget, in words; of scripts, the largest, the largest modules, and what grew since `before`. */
export function problemsOf(measured: Measured, budget: Budget, before: ModuleSizes = {}): readonly string[] {
  const over = (what: string, bytes: number | null, limit: number): string[] =>
    bytes !== null && bytes > limit * KB ? [`${measured.name}: ${kb(bytes)} KB of ${what}, ${limit} allowed`] : [];
  const script = over('script', scriptBytes(measured), budget.script);
  return [
    ...script.map((line) => [line, ...grown(measured, before[measured.name]), ...largest(measured)].join('\n')),
    ...over('document', measured.document, budget.document),
    ...over('styles', measured.css, budget.css),
    ...over('fonts', measured.fonts, budget.fonts),
  ];
}

/** What to keep for the next time. */
export function recordOf(all: readonly Measured[]): ModuleSizes {
  return Object.fromEntries(
    all.map(({ name, modules }) => [name, Object.fromEntries(modules.map(({ module, bytes }) => [module, bytes]))]),
  );
}

const LISTED_SCRIPTS = 6;
const LISTED_MODULES = 12;

function largest({ scripts, modules }: Measured): readonly string[] {
  const ofScripts = [...scripts].sort((a, b) => b.bytes - a.bytes).slice(0, LISTED_SCRIPTS);
  return [
    ...ofScripts.map(({ path, bytes }) => `  ${kb(bytes)} KB ${path}`),
    `  largest modules: ${modules.slice(0, LISTED_MODULES).map(inWords).join(', ')}`,
  ];
}

function grown(measured: Measured, before: Readonly<Record<string, number>> | undefined): readonly string[] {
  if (before === undefined) return [];
  const more = measured.modules
    .map(({ module, bytes }) => ({ module, bytes: bytes - (before[module] ?? 0) }))
    .filter(({ bytes }) => bytes > 0)
    .sort((a, b) => b.bytes - a.bytes)
    .slice(0, LISTED_MODULES);
  return more.map(({ module, bytes }) => `  grew by ${kb(bytes)} KB: ${module}`);
}

function inWords({ module, bytes }: ModuleShare): string {
  return `${module.replace(/^node_modules\//, '')} ${kb(bytes)}`;
}
