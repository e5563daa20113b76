const storageKey = 'interleave.positions';

/** Where a reader without an account was in a topic's lesson, on this device. Null for none, or where storage is closed to us. */
export function readLocalPosition(topicId: string): string | null {
  return readAll()[topicId] ?? null;
}

/** Keeps it on this device alone. */
export function keepLocalPosition(topicId: string, sectionId: string): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify({ ...readAll(), [topicId]: sectionId }));
  } catch {
    // Private windows may refuse storage: then the place is not kept.
  }
}

function readAll(): Readonly<Record<string, string>> {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '{}');
    if (typeof read !== 'object' || read === null) return {};
    return Object.fromEntries(Object.entries(read).filter(([, sectionId]) => typeof sectionId === 'string'));
  } catch {
    return {};
  }
}
