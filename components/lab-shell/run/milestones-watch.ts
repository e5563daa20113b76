import { createEngine, type Engine } from '@/sim/core/engine';
import type { Milestone, MilestoneWatch, RunAnswer } from '@/sim/core/milestone';
import { runRecordedStep } from '@/sim/core/recording';
import type { Simulation } from '@/sim/core/simulation';
import type { Timeline } from '@/sim/core/timeline';

interface Watched<State, Command, Event> {
  readonly id: string;
  readonly watch: MilestoneWatch<State, Command, Event>;
}

/**
 * Watches for milestones in a run on the page, from the moment at which it is built on: the current branch is run once more
 * beside the timeline, step by step as it is shown. What has come about once stays so, whichever branch is looked at later.
 */
export class MilestonesWatch<Config, State, Command, Event> {
  private readonly seen = new Map<string, RunAnswer | null>();
  private engine: Engine<State, Command, Event> | null = null;
  private watched: readonly Watched<State, Command, Event>[] = [];
  private branchId = -1;
  private countsFrom = 0;
  private commandsPassed = 0;

  constructor(
    private readonly simulation: Simulation<Config, State, Command, Event>,
    private readonly milestones: readonly Milestone<State, Command, Event>[],
    private readonly timeline: Timeline<Config, State, Command, Event>,
    private readonly fromStep: number = timeline.step,
  ) {}

  /**
   * Those that have come about in what has been shown, by id, up to and including `shownStep` of the current branch, with what the run
   * answers where a question is asked.
   */
  read(shownStep: number): ReadonlyMap<string, RunAnswer | null> {
    if (this.seen.size === this.milestones.length) return this.seen;
    if (this.timeline.branchId !== this.branchId) this.startOver();
    const engine = this.engine;
    if (engine === null || engine.stepNumber >= shownStep) return this.seen;
    const { commands } = this.timeline.toRecording();
    while (engine.stepNumber < shownStep) {
      const record = runRecordedStep(engine, commands[this.commandsPassed]);
      if (record === null) break;
      if (record.cause.type === 'command') this.commandsPassed += 1;
      if (record.step <= this.countsFrom) continue;
      for (const { id, watch } of this.watched) {
        if (watch.see(record, engine.state) && !this.seen.has(id)) this.seen.set(id, watch.answer);
      }
    }
    return this.seen;
  }

  private startOver(): void {
    this.branchId = this.timeline.branchId;
    this.countsFrom = this.ownFrom();
    this.commandsPassed = 0;
    this.engine = createEngine(this.simulation, { config: this.timeline.config, seed: this.timeline.seed });
    this.watched = this.milestones
      .filter(({ id }) => !this.seen.has(id))
      .map((milestone) => ({ id: milestone.id, watch: milestone.watch() }));
  }

  /** After which step the run counts: a reader who went back before the opening moment and acted there made what followed. */
  private ownFrom(): number {
    const branches = this.timeline.branches();
    let from = this.fromStep;
    for (let at = branches[this.branchId]; at !== undefined && at.parentId !== null; at = branches[at.parentId]) {
      from = Math.min(from, at.forkStep);
    }
    return from;
  }
}
