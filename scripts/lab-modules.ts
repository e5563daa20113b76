import { readdirSync } from 'node:fs';
import path from 'node:path';
import { isLabId } from '../sim/catalog';

/** Labs that run programs, and have no recordings. */
const PROGRAM_LABS: readonly string[] = ['asyncio'];

/** The modules of labs in a folder beside this file: those named by a lab's id, `suffix` after it. */
export function labModules(folder: string, suffix = ''): readonly string[] {
  return readdirSync(path.join(import.meta.dirname, folder))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.basename(file, '.ts'))
    .filter((name) => name.endsWith(suffix) && isLab(name.slice(0, name.length - suffix.length)))
    .sort();
}

const isLab = (id: string): boolean => isLabId(id) || PROGRAM_LABS.includes(id);
