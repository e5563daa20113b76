/**
 * A list as it is shown. An item that says the same as before stays the same object, so that only what changed is drawn anew;
 * and where `most` says so, only that many changed ones are replaced at once, the others by turns in the next calls: a hundred
 * that change together do not fall into one frame.
 */
export class NodeDiff<Item extends { readonly id: string }> {
  private shown: readonly Item[] = [];
  /** What the items that are shown say. */
  private texts = new WeakMap<Item, string>();
  /** Where the search for changed items begins. */
  private first = 0;
  private behind = false;

  /** Whether some are shown as they were some calls ago. */
  get isBehind(): boolean {
    return this.behind;
  }

  /** The list to show for `next`; the same one as before when nothing changed. Items are plain data, their fields always in one order. */
  show(next: readonly Item[], most: number): readonly Item[] {
    const known = new Map(this.shown.map((item) => [item.id, item]));
    const merged = [...next];
    const { length } = next;
    const start = this.first < length ? this.first : 0;
    let left = most;
    for (let count = 0; count < length; count += 1) {
      const index = (start + count) % length;
      const item = next[index];
      const old = item === undefined ? undefined : known.get(item.id);
      if (item === undefined || old === undefined) continue;
      const isSame = left > 0 && this.textOf(old) === this.textOf(item);
      if (isSame || left <= 0) merged[index] = old;
      if (isSame) continue;
      left -= 1;
      if (left === 0) this.first = index + 1;
    }
    this.behind = left < 0;
    const isSame = length === this.shown.length && merged.every((item, index) => item === this.shown[index]);
    if (!isSame) this.shown = merged;
    return this.shown;
  }

  private textOf(item: Item): string {
    const known = this.texts.get(item);
    if (known !== undefined) return known;
    const text = JSON.stringify(item);
    this.texts.set(item, text);
    return text;
  }
}

/** While time runs, at most this many items of a kind change their looks at once: more do not fit into one frame. */
const CHANGES_AT_ONCE = 12;

export function changesAtOnce({ isPlaying }: { readonly isPlaying: boolean }): number {
  return isPlaying ? CHANGES_AT_ONCE : Number.POSITIVE_INFINITY;
}

/** The moment that items are shown at. While time runs each frame is one: what was left for later is shown even if no step came. */
export function shownMoment(now: { readonly isPlaying: boolean; readonly snapshot: object }): object {
  return now.isPlaying ? now : now.snapshot;
}
