import { existsSync } from 'node:fs';
import path from 'node:path';
import { isLabId, type LabId, labs } from '../sim/catalog';
import type { HostileRecording } from '../sim/core/testing/hostile-recording';

/** The recordings that try a lab, of each lab that has a module of them in its `testing/`. */
export async function hostileRecordings(): Promise<readonly (HostileRecording & { readonly lab: LabId })[]> {
  const found = await Promise.all(
    Object.keys(labs)
      .filter(isLabId)
      .map(async (lab) => {
        const file = path.join(import.meta.dirname, '..', 'sim', lab, 'testing', 'hostile-recordings.ts');
        if (!existsSync(file)) return [];
        const own = (await import(file)) as { readonly hostileRecordings: readonly HostileRecording[] };
        return own.hostileRecordings.map((each) => ({ ...each, lab }));
      }),
  );
  return found.flat();
}
