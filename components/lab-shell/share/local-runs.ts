/** A run that lies in this browser, for a reader without an account. */
export interface LocalRun {
  readonly id: string;
  readonly labId: string;
  /** ISO 8601. */
  readonly keptAt: string;
  readonly steps: number;
  readonly scenarioId: string | null;
  readonly recording: string;
}

const STORAGE_KEY = 'interleave.lab.runs';

/** Of all labs together: what is older goes. A browser gives a site about five million characters, which others need as well. */
const RUNS_MAX = 12;
const CHARACTERS_MAX = 600_000;

/** Newest first. Empty where storage is closed to us. */
export function localRuns(labId: string): readonly LocalRun[] {
  return readAll().filter((run) => run.labId === labId);
}

/** Keeps it on this device alone, in place of the oldest where there are too many. False when the browser does not take it. */
export function keepLocalRun(run: LocalRun): boolean {
  let runs = [run, ...readAll()].slice(0, RUNS_MAX);
  const size = () => runs.reduce((sum, { recording }) => sum + recording.length, 0);
  while (runs.length > 1 && size() > CHARACTERS_MAX) runs = runs.slice(0, -1);
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(runs));
    return true;
  } catch {
    return false;
  }
}

function readAll(): readonly LocalRun[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isLocalRun) : [];
  } catch {
    return [];
  }
}

function isLocalRun(value: unknown): value is LocalRun {
  const { id, labId, keptAt, steps, recording } = Object(value);
  return [id, labId, keptAt, recording].every((part) => typeof part === 'string') && typeof steps === 'number';
}
