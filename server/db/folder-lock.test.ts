import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockFolder } from './folder-lock';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'interleave-lock-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function pidOfTheDead(): Promise<number> {
  const child = spawn(process.execPath, ['--eval', '']);
  const { pid } = child;
  await once(child, 'exit');
  if (pid === undefined) throw new Error('the child never lived');
  return pid;
}

describe('the data folder', () => {
  it('is held by one at a time', async () => {
    const release = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toThrow(/is in use by process/);
    await release();
    await (await lockFolder(folder))();
  });

  it('goes to one of many who ask at once', async () => {
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)));
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
  });

  it('is taken over from a process that was killed', async () => {
    await writeFile(path.join(folder, 'lock'), `${await pidOfTheDead()} 12345`);
    await (await lockFolder(folder))();
    expect(await readdir(folder)).toEqual([]);
  });

  it('is taken over when the dead holder’s process id now belongs to another process', async () => {
    await writeFile(path.join(folder, 'lock'), `${process.pid} 1`);
    await (await lockFolder(folder))();
  });
});
