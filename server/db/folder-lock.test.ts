import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identity, lockFolder } from './folder-lock';

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

  it('is taken over from a zombie: a process that was killed and that nobody has asked about', async () => {
    // The shell becomes a sleep that never asks about the child that it has started.
    const parent = spawn(
      'sh',
      ['-c', `"$0" -e "setInterval(() => {}, 1000)" & echo $!; exec sleep 60`, process.execPath],
      {
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    try {
      const [line] = await once(parent.stdout, 'data');
      const pid = Number(String(line).trim());
      const living = identity(pid);
      if (living === null) throw new Error('the child never lived');
      await writeFile(path.join(folder, 'lock'), living);
      await expect(lockFolder(folder)).rejects.toThrow(`is in use by process ${pid}`);
      process.kill(pid, 'SIGKILL');
      await expect.poll(() => identity(pid)).toBe(null);
      expect(() => process.kill(pid, 0)).not.toThrow();
      await (await lockFolder(folder))();
    } finally {
      parent.kill('SIGKILL');
    }
  });

  it('is taken over when the dead holder’s process id now belongs to another process', async () => {
    await writeFile(path.join(folder, 'lock'), `${process.pid} 1`);
    await (await lockFolder(folder))();
  });
});
