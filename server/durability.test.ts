import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openEmbedded } from './db/open';
import { someone } from './testing/database';

const KILLS = 20;
const root = path.join(import.meta.dirname, '..');

let folder: string;
let program: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'interleave-durability-'));
  // Beside the packages, so that it finds them.
  program = path.join(root, 'node_modules', '.cache', `answer-until-killed-${process.pid}.mjs`);
  const entry = path.join(import.meta.dirname, 'testing', 'answer-until-killed.ts');
  await build({
    entryPoints: [entry],
    outfile: program,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
  });
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await rm(program);
});

/** Runs the program until some moments after its first saved answer, kills it, and returns the answers that it called saved. */
async function answersUntilKilled(userId: string, afterMs: number): Promise<readonly string[]> {
  const child = spawn(process.execPath, [program, folder, userId], { stdio: ['ignore', 'pipe', 'inherit'] });
  const saved: string[] = [];
  const lines = createInterface(child.stdout).on('line', (id) => saved.push(id));
  const exited = once(child, 'exit');
  const first = await Promise.race([once(lines, 'line').then(() => true), exited.then(() => false)]);
  if (!first) throw new Error('the program ended before it was killed');
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  child.kill('SIGKILL');
  await Promise.all([exited, once(lines, 'close')]);
  return saved;
}

it(`every answer that was called saved survives ${KILLS} power cuts`, { timeout: 180_000 }, async () => {
  const before = await openEmbedded(folder);
  const learner = await someone(before.db, 'learner');
  await before.close();

  const saved: string[] = [];
  // Another moment each time, so that the cut falls into every part of a write.
  for (let kill = 1; kill <= KILLS; kill++) saved.push(...(await answersUntilKilled(learner, (kill * 37) % 150)));

  const after = await openEmbedded(folder);
  const stored = new Set((await after.db.answer.findMany({ select: { id: true } })).map(({ id }) => id));
  await after.close();
  expect(saved.filter((id) => !stored.has(id))).toEqual([]);
  expect(saved.length).toBeGreaterThanOrEqual(KILLS);
});
