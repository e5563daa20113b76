/**
 * Runs a program on a lab that runs programs, without a page.
 *
 *   npm run -s lab -- asyncio PROGRAM.py [--python 3.11]
 *
 * One JSON line per iteration of the event loop, then {"result":null}, {"raised":"SystemExit: 3"} or {"stopped":"time"|"output"|"memory"}.
 * Times are virtual seconds.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createNodeRunner } from '../python/node-runner';
import { IterationLines } from '../sim/asyncio/events';
import { readEvent } from '../sim/asyncio/read-events';
import { BadLine } from '../sim/core/line-session';

const USAGE = 'usage: npm run -s lab -- asyncio PROGRAM.py [--python 3.11]';

const PYTHONS = ['3.11'];

const SOURCE_CHARACTERS_MAX = 200_000;

/** Throws BadLine for what is no program to be run. */
export async function runProgramLab(args: readonly string[]): Promise<void> {
  const source = readProgram(args);
  const runner = await createNodeRunner();
  const lines = new IterationLines();
  try {
    await runner.run(source, (event) => {
      for (const line of lines.feed(readEvent(event))) process.stdout.write(`${JSON.stringify(line)}\n`);
    });
  } finally {
    runner.close();
  }
}

function readProgram(args: readonly string[]): string {
  const { file, python } = readArguments(args);
  if (!PYTHONS.includes(python)) throw new BadLine(`--python: there is ${PYTHONS.join(', ')}, not ${python}`);
  let source: string;
  try {
    source = readFileSync(file, 'utf8');
  } catch {
    throw new BadLine(`cannot read ${file}`);
  }
  if (source.length > SOURCE_CHARACTERS_MAX)
    throw new BadLine(`a program has at most ${SOURCE_CHARACTERS_MAX} characters`);
  return source;
}

function readArguments(args: readonly string[]): { readonly file: string; readonly python: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { python: { type: 'string', default: '3.11' } },
    });
    const [file, ...rest] = positionals;
    if (file !== undefined && rest.length === 0) return { file, python: values.python };
  } catch {
    // Said below.
  }
  throw new BadLine(USAGE);
}
