/**
 * Writes the files of a new lab that does one small thing, so that it can be opened and tested at once.
 *
 *   npm run new:lab -- task-list                  on a stage of lanes
 *   npm run new:lab -- task-list --stage graph    on a graph, laid out by what points to what
 *   npm run new:lab -- task-list --stage nodes    as boxes on a canvas
 *   npm run new:lab -- task-list --stage own      on a component of the lab's own
 *
 * CONTRIBUTING.md says how to go on.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type LabNames, labFiles, STAGES, type StageName } from './new-lab/templates';

const root = path.join(import.meta.dirname, '..');

/** What is wrong with what was asked for, in one line. */
class BadInput extends Error {}

export function namesOf(id: string): LabNames {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id))
    throw new BadInput(`"${id}": small letters, digits and single hyphens`);
  const pascal = id.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return { id, pascal, camel: `${pascal[0]?.toLowerCase()}${pascal.slice(1)}` };
}

/** The simulations' catalog with the lab in it. */
export function simulationCatalog(text: string, { id, camel }: LabNames): string {
  const withImport = text.replace(/^(?=import type \{ Lab \})/m, `import { ${camel}Lab } from './${id}/lab';\n`);
  return withImport.replace(/^(export const labs = \{\n)/m, `$1  '${id}': ${camel}Lab,\n`);
}

/** The views' catalog with the lab in it. */
export function viewCatalog(text: string, { id }: LabNames): string {
  const entry = `  '${id}': {
    shape: 'wide',
    load: (): Promise<OpenableLab> => import('./${id}/view').then((module) => module.view),
    texts: inBoth({ ko: () => import('./${id}/messages.ko.json'), en: () => import('./${id}/messages.en.json') }),
  },
`;
  return text.replace(/^(const labCatalog = \{\n)/m, `$1${entry}`);
}

function readArguments(): { readonly names: LabNames; readonly stage: StageName } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { stage: { type: 'string', default: 'lanes' } },
  });
  const stage = STAGES.find((each) => each === values.stage);
  const [id, ...rest] = positionals;
  if (id === undefined || rest.length > 0 || stage === undefined) {
    throw new BadInput(`usage: npm run new:lab -- ID [--stage ${STAGES.join(' | ')}]`);
  }
  return { names: namesOf(id), stage };
}

function main(): void {
  const { names, stage } = readArguments();
  if (existsSync(path.join(root, 'sim', names.id))) throw new BadInput(`sim/${names.id} exists already`);
  const files = new Map(labFiles(names, stage));
  for (const [file, change] of [
    ['sim/catalog.ts', simulationCatalog],
    ['components/labs/catalog.ts', viewCatalog],
  ] as const) {
    files.set(file, change(readFileSync(path.join(root, file), 'utf8'), names));
  }
  for (const [file, text] of files) {
    const target = path.join(root, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  const biome = path.join(root, 'node_modules/@biomejs/biome/bin/biome');
  execFileSync(process.execPath, [biome, 'check', '--write', ...files.keys()], { cwd: root, stdio: 'pipe' });
  process.stdout.write(`${[...files.keys()].join('\n')}\n`);
}

if (process.argv[1] === import.meta.filename) {
  try {
    main();
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}
