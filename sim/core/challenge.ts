import { createEngine, type StepRecord } from './engine';
import { LimitExceeded, RUN_LIMITS, type RunLimits } from './limits';
import { type Recording, RecordingMismatch, runRecording } from './recording';
import { recordScenario, type Scenario } from './scenario';
import { CommandRefused, type Simulation, type Tick } from './simulation';
import { chargeWork } from './work';

/** What a challenge asks for, as somebody who watches the run: pure, and fed every step after the start, in order. */
export interface ChallengeGoal<State, Command, Event, Memory> {
  readonly initial: Memory;
  /** Returns what is remembered after this step and changes nothing; `state` is the live one right after it: look, don't keep. */
  observe(memory: Memory, record: StepRecord<Command, Event>, state: State): Memory;
  isMet(memory: Memory): boolean;
  /** How many steps towards the goal are done, where it has some that can be counted. */
  progress?(memory: Memory): number;
}

/** A goal being watched over one run. */
export interface GoalWatch<State, Command, Event> {
  /** Takes in the next step, given the state right after it. True once the goal is met, and from then on. */
  see(record: StepRecord<Command, Event>, state: State): boolean;
  /** The most steps towards the goal that were done at any time; 0 where none can be counted. */
  reached(): number;
}

/** Something to bring about. Its title, task and hints are interface texts and live elsewhere. */
export interface Challenge<Config, State, Command, Event> {
  readonly id: string;
  /** 1 for those to begin with, 3 for the hardest. */
  readonly level: 1 | 2 | 3;
  /** What the learner finds. A run counts only when it begins with exactly this, up to `endTick`. */
  readonly start: Omit<Scenario<Config, Command>, 'id'>;
  /** The goal counts up to and including this moment of the run. */
  readonly tickMax: Tick;
  /** How many commands a good solution needs, those of the start not counted. */
  readonly parCommands: number;
  readonly hintCount: number;
  /** No run meets it: solved by finding out why, never by a recording. */
  readonly impossible?: true;
  /** False for commands that would make it another challenge. */
  allows(command: Command): boolean;
  watch(): GoalWatch<State, Command, Event>;
}

/** Builds a challenge and hides what its goal remembers. Without `allows`, every command is allowed. */
export function defineChallenge<Config, State, Command, Event, Memory, Id extends string>(
  parts: Omit<Challenge<Config, State, Command, Event>, 'id' | 'allows' | 'watch'> & {
    readonly id: Id;
    readonly goal: ChallengeGoal<State, Command, Event, Memory>;
    allows?(command: Command): boolean;
  },
): Challenge<Config, State, Command, Event> & { readonly id: Id } {
  const { goal, allows, ...rest } = parts;
  return { ...rest, allows: (command) => allows?.(command) ?? true, watch: () => watchGoal(goal) };
}

/** Watches a goal over one run, from the first step that is shown to it on. */
export function watchGoal<State, Command, Event, Memory>(
  goal: ChallengeGoal<State, Command, Event, Memory>,
): GoalWatch<State, Command, Event> {
  let memory = goal.initial;
  let met = false;
  let reached = 0;
  return {
    reached: () => reached,
    see(record, state) {
      if (met) return true;
      chargeWork(elementsOf(memory));
      memory = goal.observe(memory, record, state);
      met = goal.isMet(memory);
      reached = Math.max(reached, goal.progress?.(memory) ?? 0);
      return met;
    },
  };
}

/** How much a goal remembers: it may look through all of it, or copy it, at each step. */
function elementsOf(memory: unknown): number {
  if (typeof memory !== 'object' || memory === null) return 1;
  let elements = 1;
  for (const part of Object.values(memory)) {
    if (typeof part === 'object' && part !== null)
      elements += Array.isArray(part) ? part.length : Object.keys(part).length;
  }
  return elements + (Array.isArray(memory) ? memory.length : 0);
}

export type ChallengeRefusal =
  | 'other-config'
  | 'other-seed'
  | 'other-start'
  | 'command-not-allowed'
  | 'too-many-steps'
  | 'does-not-fit'
  | 'limit-exceeded';

export type ChallengeVerdict =
  | {
      readonly ok: true;
      readonly met: boolean;
      /** The step that met the goal, and its tick; null while it is not met. */
      readonly atStep: number | null;
      readonly atTick: Tick | null;
      /** The learner's own commands, up to the step that met the goal or, without one, to the end. */
      readonly commandsUsed: number;
      /** The most steps towards the goal that were done; 0 where none can be counted. */
      readonly reached: number;
      /** Steps that were run. */
      readonly steps: number;
    }
  | { readonly ok: false; readonly reason: ChallengeRefusal; readonly message: string };

/**
 * Runs a parsed recording again and says whether it met the challenge, or why it is no attempt at it: another configuration,
 * seed or start; a command that is not allowed; more steps than the limits
 * allow; or a run that cannot have happened.
 */
export function judgeChallenge<Config, State, Command, Event>(
  simulation: Simulation<Config, State, Command, Event>,
  challenge: Challenge<Config, State, Command, Event>,
  recording: Recording<Config, Command>,
  limits: RunLimits = RUN_LIMITS,
): ChallengeVerdict {
  if (recording.end.step > limits.stepsMax) return refuse('too-many-steps', `more than ${limits.stepsMax} steps`);
  const start = recordStart(simulation, challenge);
  const refusal = refuseStart(challenge, start, recording);
  if (refusal !== null) return refusal;
  try {
    return watchRun(simulation, challenge, recording, start, limits);
  } catch (error) {
    if (error instanceof RecordingMismatch || error instanceof CommandRefused) {
      return refuse('does-not-fit', error.message);
    }
    if (error instanceof LimitExceeded) return refuse('limit-exceeded', error.message);
    throw error;
  }
}

/** What the learner finds, as a recording that a timeline can be opened with. */
export function recordStart<Config, State, Command, Event>(
  simulation: Simulation<Config, State, Command, Event>,
  { id, start }: Challenge<Config, State, Command, Event>,
): Recording<Config, Command> {
  const config = simulation.config.parse(start.config);
  const commands = start.commands.map(({ tick, command }) => ({ tick, command: simulation.command.parse(command) }));
  return recordScenario(simulation, { ...start, id, config, commands });
}

function refuseStart<Config, State, Command, Event>(
  challenge: Challenge<Config, State, Command, Event>,
  start: Recording<Config, Command>,
  { seed, config, commands, end }: Recording<Config, Command>,
): Extract<ChallengeVerdict, { ok: false }> | null {
  // Both went through the same codec, so that equal values have their keys in the same order.
  if (JSON.stringify(config) !== JSON.stringify(start.config)) {
    return refuse('other-config', 'this run has another configuration than the challenge');
  }
  if (seed !== start.seed) return refuse('other-seed', `the challenge has seed ${start.seed}, this run ${seed}`);
  const given = commands.slice(0, start.commands.length);
  const own = commands.slice(start.commands.length);
  const firstOwn = own[0];
  const isLater = firstOwn === undefined || (firstOwn.step > start.end.step && firstOwn.tick >= start.end.tick);
  const isWhole = end.step >= start.end.step && end.tick >= start.end.tick;
  if (!isLater || !isWhole || JSON.stringify(given) !== JSON.stringify(start.commands)) {
    return refuse('other-start', 'this run does not begin as the challenge does');
  }
  const forbidden = own.find(({ command }) => !challenge.allows(command));
  if (forbidden === undefined) return null;
  return refuse('command-not-allowed', `the command at step ${forbidden.step} is not allowed in this challenge`);
}

function watchRun<Config, State, Command, Event>(
  simulation: Simulation<Config, State, Command, Event>,
  challenge: Challenge<Config, State, Command, Event>,
  recording: Recording<Config, Command>,
  start: Recording<Config, Command>,
  limits: RunLimits,
): ChallengeVerdict {
  const engine = createEngine(simulation, { config: recording.config, seed: recording.seed }, limits);
  const watch = challenge.watch();
  const seen: { atStep: number | null; atTick: Tick | null; commandsUsed: number } = {
    atStep: null,
    atTick: null,
    commandsUsed: 0,
  };
  // The whole run is run, also after the goal is met: a recording is believed as a whole or not at all.
  runRecording(engine, recording, (record) => {
    if (seen.atStep !== null || record.step <= start.end.step) return;
    if (record.cause.type === 'command') seen.commandsUsed += 1;
    if (record.tick > challenge.tickMax || !watch.see(record, engine.state)) return;
    seen.atStep = record.step;
    seen.atTick = record.tick;
  });
  return { ok: true, met: seen.atStep !== null, ...seen, reached: watch.reached(), steps: engine.stepNumber };
}

function refuse(reason: ChallengeRefusal, message: string): Extract<ChallengeVerdict, { ok: false }> {
  return { ok: false, reason, message };
}
