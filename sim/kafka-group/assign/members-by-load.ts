import { compareText } from './group-subscription';

/** Members by how many partitions they have, fewest first, then by id. One is taken out before its number changes. */
export class MembersByLoad {
  private readonly ids: string[] = [];

  constructor(private readonly loadOf: (memberId: string) => number) {}

  /** Fewest first. A live view: read it to its end or stop before adding and removing. */
  get all(): readonly string[] {
    return this.ids;
  }

  get least(): string | undefined {
    return this.ids[0];
  }

  get most(): string | undefined {
    return this.ids.at(-1);
  }

  add(memberId: string): void {
    this.ids.splice(this.place(memberId), 0, memberId);
  }

  remove(memberId: string): void {
    const place = this.place(memberId);
    if (this.ids[place] === memberId) this.ids.splice(place, 1);
  }

  /** Where it is or belongs, by halving. */
  private place(memberId: string): number {
    const load = this.loadOf(memberId);
    let low = 0;
    let high = this.ids.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.ids[middle] ?? '';
      if ((this.loadOf(other) - load || compareText(other, memberId)) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
