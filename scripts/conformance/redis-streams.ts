import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as fc from 'fast-check';
import type { Recording } from '../../sim/systems/redis/testing/replay';
import { formatSequence, parseSequence, type Sequence } from '../../sim/systems/redis/testing/sequence';
import type { ConformanceOptions } from './options';
import { Coverage } from './redis-coverage';
import { sequences } from './redis-generator';
import { Runner } from './redis-runner';
import { startRedisServer } from './redis-server';

const FIXTURES = path.join(import.meta.dirname, '../../sim/systems/redis/testdata');

/** What the conformance command says about this target. */
export const runs = 5_000;

export const help = `starts the installed redis-server on a free port of the loopback interface and runs random sequences of
commands by up to four clients on it and on the model. Clients also open transactions, subscribe, and lose their connections; in a few
sequences the server is killed and another reads its append-only file.

Compared, byte by byte: every reply of every command, errors too; which command blocks; who is woken, with what.
Times are compared with 50 ms of tolerance: idle times in XPENDING and XINFO CONSUMERS, delivery and seen-times in XINFO STREAM FULL;
with more where a command took longer than that, by as much as it took. A sequence that differs and had such a command says nothing: it
does not count as equal, and the run fails, because the machine was too busy.
An id that the server makes from its clock (XADD with *) is compared with the model's for the same millisecond.
Least idle times and the idle times that are set lie far apart, so that no reply depends on the test's own speed.

Not compared: the order in which replies to different clients leave the server; after FLUSHALL, the order in which keys with blocked
clients are looked after (a hash order); a COUNT of XAUTOCLAIM so high that it depends on the machine's memory; commands and settings
of which the model says that this lab does not have them; CLIENT LIST and INFO; any version but the installed one.

One text may differ: XADD with <ms>-* refuses an exhausted sequence by what errno says. What the server's own code does to errno is
modelled; what its memory allocator and its housekeeping do is not.

On a difference the shortest sequence found is printed as lines; as a .txt file in sim/systems/redis/testdata it is run
by --record, which writes what the server answers beside it. A run of 1000 sequences or more fails too when a command or an option
was never compared.
`;

/** Compares random sequences, or records the committed ones anew; `help` says what is compared. */
export async function conform({ seed, runs, record }: ConformanceOptions): Promise<boolean> {
  const server = await startRedisServer();
  const runner = await Runner.open(server);
  try {
    console.log(`redis-server ${server.version} on port ${server.port}`);
    return record ? await recordAll(runner, server.version) : await compareRandom(runner, seed, runs);
  } finally {
    runner.close();
    await server.stop();
  }
}

async function compareRandom(runner: Runner, seed: number, runs: number): Promise<boolean> {
  const startMs = Date.now();
  const coverage = new Coverage();
  let late = 0;
  const property = fc.asyncProperty(sequences, async (sequence) => {
    const { steps, difference, isLate } = await runner.run(sequence);
    if (difference === null) coverage.add(steps);
    else if (isLate) late += 1;
    else throw new Error(difference);
  });
  const result = await fc.check(property, { seed, numRuns: runs });
  const seconds = ((Date.now() - startMs) / 1000).toFixed(1);
  const [counterexample] = result.counterexample ?? [];
  if (counterexample !== undefined) {
    console.log(
      `A difference after ${result.numRuns} sequences and ${result.numShrinks} steps of shortening (${seconds} s):`,
    );
    console.log(result.errorInstance instanceof Error ? result.errorInstance.message : '');
    await replay(runner, counterexample);
    return false;
  }
  console.log(coverage.toString());
  console.log(`No difference in ${result.numRuns - late} sequences, seed ${seed}, ${seconds} s`);
  if (late > 0) {
    console.log(`${late} sequences could not be compared: the machine was busy.`);
    return false;
  }
  if (runs < 1000 || coverage.missing.length === 0) return true;
  console.log(`Never compared: ${coverage.missing.join(', ')}`);
  return false;
}

/** Runs one sequence and prints where it differs. */
async function replay(runner: Runner, sequence: Sequence): Promise<void> {
  const { steps, difference } = await runner.run(sequence);
  console.log(formatSequence({ ...sequence, steps: sequence.steps.slice(0, steps.length) }));
  console.log(difference === null ? 'No difference.' : `At the last line: ${difference}`);
}

async function recordAll(runner: Runner, redisVersion: string): Promise<boolean> {
  let differences = 0;
  const names = (await readdir(FIXTURES)).filter((name) => name.endsWith('.txt')).sort();
  for (const name of names) {
    const sequence = parseSequence(await readFile(path.join(FIXTURES, name), 'utf8'));
    const { steps, difference } = await runner.run(sequence);
    if (difference !== null) {
      differences += 1;
      console.log(`${name}: ${difference}`);
      continue;
    }
    const lines = steps.map((step) => JSON.stringify(step)).join(',\n');
    const recording = { redisVersion, options: sequence.options } satisfies Omit<Recording, 'steps'>;
    const text = `${JSON.stringify(recording).slice(0, -1)},"steps":[\n${lines}\n]}\n`;
    await writeFile(path.join(FIXTURES, name.replace('.txt', '.json')), text);
  }
  console.log(`${names.length} sequences, ${differences} with a difference`);
  return differences === 0;
}
