import type { StepRecord } from './engine';

/** Enough for the longest stretch between two ordinary checkpoints, several times over. */
const RECORDS_MAX = 4096;

/** The records that were needed last. A bounded window: whatever falls out can be had again by running the step again. */
export class RecordCache<Command, Event> {
  /** The record of step `n` is at `n % RECORDS_MAX`, if it is there at all. */
  private readonly slots = new Array<StepRecord<Command, Event> | undefined>(RECORDS_MAX).fill(undefined);

  get(step: number): StepRecord<Command, Event> | undefined {
    const kept = this.slots[step % RECORDS_MAX];
    return kept?.step === step ? kept : undefined;
  }

  add(record: StepRecord<Command, Event>): void {
    this.slots[record.step % RECORDS_MAX] = record;
  }

  clear(): void {
    this.slots.fill(undefined);
  }
}
