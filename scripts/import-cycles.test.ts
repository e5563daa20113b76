import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '..');

/** Static imports and re-exports, of types too: a module that needs another's types cannot be read without it either. */
const IMPORT = /^(?:import|export)\s(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm;

type Graph = ReadonlyMap<string, readonly string[]>;

/** Which module of these folders imports which, by path from the root. */
function importsWithin(folders: readonly string[]): Graph {
  const files = folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => path.posix.join(folder, file.replaceAll(path.sep, '/'))),
  );
  const known = new Set(files);
  return new Map(
    files.map((file) => [
      file,
      [...readFileSync(path.join(root, file), 'utf8').matchAll(IMPORT)].flatMap(([, imported = '']) => {
        const target = imported.startsWith('@/')
          ? imported.slice(2)
          : path.posix.join(path.posix.dirname(file), imported);
        return [`${target}.ts`, `${target}.tsx`].filter((each) => known.has(each));
      }),
    ]),
  );
}

/** One cycle for each module at which a walk comes back to where it is, as `a → b → a`. */
function cyclesIn(graph: Graph): string[] {
  const cycles: string[] = [];
  const done = new Set<string>();
  const walk = (file: string, way: readonly string[]): void => {
    const at = way.indexOf(file);
    if (at !== -1) cycles.push([...way.slice(at), file].join(' → '));
    if (at !== -1 || done.has(file)) return;
    for (const next of graph.get(file) ?? []) walk(next, [...way, file]);
    done.add(file);
  };
  for (const file of graph.keys()) walk(file, []);
  return cycles;
}

describe('imports', () => {
  it('of labs, their shell and their models make no cycle', () => {
    const graph = importsWithin(['components/lab-shell', 'components/labs', 'sim']);
    expect([...graph.values()].flat().length).toBeGreaterThan(1_000);
    expect(cyclesIn(graph)).toEqual([]);
  });

  it('that make a cycle are found', () => {
    const graph = new Map([
      ['a', ['b', 'c']],
      ['b', ['c']],
      ['c', ['d']],
      ['d', ['b']],
    ]);
    expect(cyclesIn(graph)).toEqual(['b → c → d → b']);
  });
});
