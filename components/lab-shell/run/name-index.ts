import type { LabTypes } from '@/sim/core/lab';
import type { LabView } from '../view/lab-view';
import type { Names } from '../view/messages-view';
import type { RunOf } from './lab-store';

/** What the numbers are called that the entries of the current branch go by. */
export class NameIndex<T extends LabTypes> {
  private readonly names = new Map<number, string>();
  private readThrough = 0;
  private branchId = 0;

  constructor(
    private readonly run: RunOf<T>,
    private readonly namesIn: LabView<T>['namesIn'],
  ) {}

  /** All names that are given up to this step, and perhaps later ones: a number has one name. The same map, which grows. */
  read(step: number): Names {
    const { namesIn, run } = this;
    if (namesIn === undefined) return this.names;
    if (run.branchId !== this.branchId) {
      this.branchId = run.branchId;
      this.names.clear();
      this.readThrough = 0;
    }
    while (this.readThrough < step) {
      this.readThrough += 1;
      for (const [number, name] of namesIn(run.record(this.readThrough))) this.names.set(number, name);
    }
    return this.names;
  }
}
