const STORAGE_KEY = 'interleave.lab.stops';

/** What this browser's readers have been stopped at, and whether they asked for no more of it. */
interface Memory {
  readonly isOff: boolean;
  /** `<lab>/<scenario>/<key event>`. */
  readonly stopped: readonly string[];
}

const nothing: Memory = { isOff: false, stopped: [] };

/** Where the browser keeps nothing, every run is a first one. */
function read(): Memory {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? 'null');
    if (typeof kept !== 'object' || kept === null || !('stopped' in kept) || !Array.isArray(kept.stopped))
      return nothing;
    return { isOff: 'isOff' in kept && kept.isOff === true, stopped: kept.stopped.map(String) };
  } catch {
    return nothing;
  }
}

function write(memory: Memory): void {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(memory));
  } catch {
    // A full or forbidden storage: the reader is stopped once more.
  }
}

/** Of a scenario's key events, those that the reader has not been stopped at. */
export function unseenKeyEvents(scenario: string, ids: readonly string[]): readonly string[] {
  const { isOff, stopped } = read();
  return isOff ? [] : ids.filter((id) => !stopped.includes(`${scenario}/${id}`));
}

export function noteStop(scenario: string, id: string): void {
  const { isOff, stopped } = read();
  write({ isOff, stopped: [...new Set([...stopped, `${scenario}/${id}`])] });
}

/** Whether no run stops by itself. */
export function keepsPlaying(): boolean {
  return read().isOff;
}

export function setKeepsPlaying(isOff: boolean): void {
  write({ ...read(), isOff });
}
