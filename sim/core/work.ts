import { LimitExceeded } from './limits';

/** What the run that is being carried out may touch; null outside any run. */
let budget: WorkBudget | null = null;

/**
 * Charges the run that is being carried out for `elements`, a whole number: entries, messages, bindings, records visited, copied or made. Call it
 * where one step can touch more than a handful, once per loop with what the loop will touch or as it goes, and before what is
 * made is kept. What is charged may depend on state and input alone, never on a cache, so that a run costs the same everywhere and
 * from whatever snapshot it is carried on. About 100 ns of a slow machine and 20 bytes kept are one element: charge more for more.
 * A model that nobody runs in an engine (a line session, a test) is charged nothing.
 *
 * Throws LimitExceeded once the run's budget is used up: do not catch it. It may leave the state half changed.
 *
 * @example
 * chargeWork(queue.messages.length);
 * for (const message of queue.messages) …
 */
export function chargeWork(elements: number): void {
  if (budget === null) return;
  budget.used += elements;
  if (budget.used > budget.max) throw new LimitExceeded('the run touches more than it may');
}

/** Counts what one run touches. The engine opens it around everything that a model does. */
export class WorkBudget {
  /** Elements touched since the run began. */
  used = 0;
  private outer: WorkBudget | null = null;

  constructor(readonly max: number) {}

  /** From now on work is charged to this budget, until `close`. */
  open(): void {
    this.outer = budget;
    budget = this;
  }

  close(): void {
    budget = this.outer;
  }
}
