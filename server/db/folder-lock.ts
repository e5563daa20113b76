import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { StartupError } from '../startup-error';

/**
 * Tells a process from a later one that was given the same id, by when it began; null for one that has ended. One that was killed and
 * that its parent has not asked about yet (a zombie) has ended: it keeps its id, and holds nothing.
 */
export function identity(pid: number): string | null {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return null;
  }
  const known = fromProc(pid) ?? fromPs(pid);
  if (known === null) return String(pid);
  return /^[ZX]/.test(known.state) ? null : `${pid} ${known.began}`;
}

interface ProcessState {
  /** Its first letter is Z for a zombie, X for one that is just ending. */
  readonly state: string;
  readonly began: string;
}

/** As Linux says it. */
function fromProc(pid: number): ProcessState | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Fields after the command name, which may hold spaces; state is field 3 and starttime field 22 of the whole line.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', began: fields[19] ?? '' };
  } catch {
    return null;
  }
}

/** As other Unix systems say it. */
function fromPs(pid: number): ProcessState | null {
  const { stdout } = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' });
  const [, state, began] = /^\s*(\S+)\s+(.+?)\s*$/.exec(stdout ?? '') ?? [];
  return state === undefined || began === undefined ? null : { state, began };
}

/**
 * Takes a data folder for this process alone: two processes on one embedded database would corrupt it.
 * A lock left behind by a process that is gone (killed, power cut) is taken over.
 *
 * @returns gives the folder back
 * @throws StartupError when a living process holds it
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true });
  const lock = path.join(folder, 'lock');
  const mine = identity(process.pid) ?? String(process.pid);
  const draft = path.join(folder, `lock.${randomUUID()}`);
  await writeFile(draft, mine);
  try {
    for (let attempt = 0; attempt < 3; attempt++) {
      if (await linkIfFree(draft, lock)) return () => rm(lock, { force: true });
      const holder = await readFile(lock, 'utf8').catch(() => null);
      if (holder === null) continue;
      const pid = Number.parseInt(holder, 10);
      if (identity(pid) === holder) throw inUse(folder, pid);
      await removeStale(lock, holder, draft);
    }
    throw inUse(folder, null);
  } finally {
    await rm(draft, { force: true });
  }
}

async function linkIfFree(draft: string, lock: string): Promise<boolean> {
  try {
    await link(draft, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Moves a dead process's lock aside, and puts it back if another process was quicker and it is no longer the dead one's. */
async function removeStale(lock: string, holder: string, draft: string): Promise<void> {
  const aside = `${draft}.stale`;
  await rename(lock, aside).catch(() => undefined);
  const moved = await readFile(aside, 'utf8').catch(() => null);
  if (moved !== null && moved !== holder) await link(aside, lock).catch(() => undefined);
  await rm(aside, { force: true });
}

function inUse(folder: string, pid: number | null): StartupError {
  const who = pid === null ? 'another process' : `process ${pid}`;
  return new StartupError(
    `The data folder ${folder} is in use by ${who}: stop it, or start this one with another DATA_DIR.`,
  );
}
