import type { LabTypes } from '@/sim/core/lab';
import type { Tick } from '@/sim/core/simulation';
import type { StepOf } from './moment';

/** Figures by name, as far as they are known. */
export type Figures = Readonly<Record<string, number>>;

/** What a lab says of its figures over time. */
export interface FiguresParts<T extends LabTypes> {
  /** The figures that a step changes, from those before it; null: none. */
  read(record: StepOf<T>, before: Figures): Figures | null;
}

export interface FigurePoint {
  readonly tick: Tick;
  readonly value: number;
}

/** What a person did, and when. */
export interface FigureMark {
  readonly tick: Tick;
  readonly command: string;
}

/** The steps of a run, as a store and a stage have them. */
export interface RecordedSteps<T extends LabTypes> {
  record(step: number): StepOf<T>;
}

/**
 * How figures went, found by reading each record of a run once. Going on reads what is new; going back or to another branch reads
 * anew.
 */
export class FiguresIndex<T extends LabTypes> {
  private lines = new Map<string, FigurePoint[]>();
  private acts: FigureMark[] = [];
  private known: Figures = {};
  private readThrough = -1;
  private last: StepOf<T> | null = null;

  constructor(private readonly parts: FiguresParts<T>) {}

  /** Everything up to a step. */
  upTo(steps: RecordedSteps<T>, endStep: number): this {
    const isOther = this.readThrough >= 0 && steps.record(Math.min(this.readThrough, endStep)) !== this.last;
    if (endStep < this.readThrough || isOther) this.forget();
    for (let step = this.readThrough + 1; step <= endStep; step += 1) this.add(steps.record(step));
    this.readThrough = endStep;
    this.last = steps.record(endStep);
    return this;
  }

  pointsOf(name: string): readonly FigurePoint[] {
    return this.lines.get(name) ?? [];
  }

  get marks(): readonly FigureMark[] {
    return this.acts;
  }

  private add(record: StepOf<T>): void {
    const { tick, cause } = record;
    if (cause.type === 'command') {
      const command: unknown = Object(cause.command).type;
      this.acts.push({ tick, command: String(command) });
    }
    const changed = this.parts.read(record, this.known);
    if (changed === null) return;
    for (const [name, value] of Object.entries(changed)) {
      if (this.known[name] === value) continue;
      const line = this.lines.get(name) ?? [];
      line.push({ tick, value });
      this.lines.set(name, line);
    }
    this.known = { ...this.known, ...changed };
  }

  private forget(): void {
    this.lines = new Map();
    this.acts = [];
    this.known = {};
    this.readThrough = -1;
    this.last = null;
  }
}
