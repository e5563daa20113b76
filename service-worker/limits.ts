/** What a cache may hold at most. */
export interface Limits {
  readonly entries: number;
  readonly bytes: number;
}

export interface KeptEntry {
  readonly url: string;
  readonly bytes: number;
  readonly keptAtMs: number;
}

/** Which entries have to go so that the rest, the newest, is within the limits. */
export function overflow(entries: readonly KeptEntry[], limits: Limits): readonly string[] {
  const newestFirst = [...entries].sort((a, b) => b.keptAtMs - a.keptAtMs);
  let bytes = 0;
  let isFull = false;
  return newestFirst
    .filter((entry, index) => {
      bytes += entry.bytes;
      isFull ||= index >= limits.entries || bytes > limits.bytes;
      return isFull;
    })
    .map(({ url }) => url);
}
