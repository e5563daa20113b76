import type { Challenge, GoalWatch } from '@/sim/core/challenge';
import { recordStart } from '@/sim/core/challenge';
import { createEngine, type Engine } from '@/sim/core/engine';
import { type RecordedCommand, type Recording, runRecordedStep } from '@/sim/core/recording';
import type { Simulation, Tick } from '@/sim/core/simulation';
import type { Position, Timeline } from '@/sim/core/timeline';

/** Why the present branch cannot count as an attempt, or can no longer meet the goal. */
export type ChallengeObstacle = 'left-start' | 'not-allowed' | 'over';

/** How far the present branch is with a challenge. */
export interface ChallengeStatus {
  /** The learner's own commands, up to the step that met the goal or, without one, to the end of the branch. */
  readonly commandsUsed: number;
  readonly met: Position | null;
  readonly obstacle: ChallengeObstacle | null;
}

/**
 * Watches a challenge's goal over the learner's own run, for the learner's eyes: the branch is run once more beside the
 * timeline, step by step as it grows. Credit is the server's, which judges the recording anew.
 */
export class ChallengeProgress<Config, State, Command, Event> {
  private readonly start: Recording<Config, Command>;
  private engine: Engine<State, Command, Event>;
  private watch: GoalWatch<State, Command, Event>;
  private commandsPassed = 0;
  private branchId = 0;
  private met: Position | null = null;
  private commandsUsed = 0;
  private readKey = '';
  private shown: ChallengeStatus = { commandsUsed: 0, met: null, obstacle: null };

  constructor(
    private readonly simulation: Simulation<Config, State, Command, Event>,
    private readonly challenge: Challenge<Config, State, Command, Event>,
    private readonly timeline: Timeline<Config, State, Command, Event>,
  ) {
    this.start = recordStart(simulation, challenge);
    this.engine = createEngine(simulation, timeline);
    this.watch = challenge.watch();
  }

  /** The same object until something about it changes. */
  read(): ChallengeStatus {
    const { branchId, knownEnd } = this.timeline;
    const key = `${branchId} ${knownEnd.step} ${knownEnd.tick}`;
    if (key === this.readKey) return this.shown;
    this.readKey = key;
    if (branchId !== this.branchId) this.startOver(branchId);
    const { commands } = this.timeline.toRecording();
    const leftStart = !this.beginsAsGiven(commands);
    if (!leftStart) this.follow(commands, knownEnd.step);
    const status = {
      commandsUsed: this.commandsUsed,
      met: this.met,
      obstacle: leftStart ? ('left-start' as const) : this.obstacle(commands, knownEnd.tick),
    };
    if (JSON.stringify(status) !== JSON.stringify(this.shown)) this.shown = status;
    return this.shown;
  }

  /** The branch up to the step that met the goal; null while it counts for nothing. */
  proof(): Recording<Config, Command> | null {
    const { met, obstacle } = this.read();
    if (met === null || obstacle !== null) return null;
    const whole = this.timeline.toRecording();
    return { ...whole, commands: whole.commands.filter(({ step }) => step <= met.step), end: met };
  }

  private startOver(branchId: number): void {
    this.branchId = branchId;
    this.engine = createEngine(this.simulation, this.timeline);
    this.watch = this.challenge.watch();
    this.commandsPassed = 0;
    this.commandsUsed = 0;
    this.met = null;
  }

  private beginsAsGiven(commands: readonly RecordedCommand<Command>[]): boolean {
    const given = commands.slice(0, this.start.commands.length);
    const firstOwn = commands[this.start.commands.length];
    const isLater = firstOwn === undefined || firstOwn.step > this.start.end.step;
    return isLater && JSON.stringify(given) === JSON.stringify(this.start.commands);
  }

  private follow(commands: readonly RecordedCommand<Command>[], endStep: number): void {
    while (this.met === null && this.engine.stepNumber < endStep) {
      const record = runRecordedStep(this.engine, commands[this.commandsPassed]);
      if (record === null) return;
      const isCommand = record.cause.type === 'command';
      if (isCommand) this.commandsPassed += 1;
      if (record.step <= this.start.end.step) continue;
      if (isCommand) this.commandsUsed += 1;
      if (record.tick <= this.challenge.tickMax && this.watch.see(record, this.engine.state)) {
        this.met = { step: record.step, tick: record.tick };
      }
    }
  }

  private obstacle(commands: readonly RecordedCommand<Command>[], endTick: Tick): ChallengeObstacle | null {
    const lastStep = this.met?.step ?? Number.POSITIVE_INFINITY;
    const own = commands.slice(this.start.commands.length).filter(({ step }) => step <= lastStep);
    if (own.some(({ command }) => !this.challenge.allows(command))) return 'not-allowed';
    return this.met === null && endTick > this.challenge.tickMax ? 'over' : null;
  }
}
