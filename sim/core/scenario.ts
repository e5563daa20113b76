import { createEngine, type Engine, type StepRecord } from './engine';
import { cloneJson } from './json';
import type { RecordedCommand, Recording } from './recording';
import { CommandRefused, type Json, type Simulation, type Tick, type TraceEntry } from './simulation';

/**
 * Something in a scenario that somebody who sees it for the first time should not miss: the first entry from `fromTick` on that has
 * these fields. Its sentence is an interface text.
 */
export interface KeyEvent {
  readonly id: string;
  readonly kind: string;
  readonly actor?: string;
  readonly peer?: string;
  /** Fields of the entry's data that are the same there. */
  readonly data?: Readonly<Record<string, Json>>;
  readonly fromTick?: Tick;
}

/** A situation worth looking at, reached by commands only. Its title is an interface text and lives elsewhere. */
export interface Scenario<Config, Command> extends ScenarioMoments {
  readonly id: string;
  readonly config: Config;
  readonly seed: number;
  /** By rising tick. Each happens after everything else that is due at its tick. */
  readonly commands: readonly { readonly tick: Tick; readonly command: Command }[];
  /** When it has shown what it is there to show. */
  readonly endTick: Tick;
}

/** What a reader should see of a scenario. */
export interface ScenarioMoments {
  /** The moment that it is about begins here: a reader need not wait for it. Without it, at the start. */
  readonly opensAtTick?: Tick;
  /** One to three, by rising time: a first run stops there by itself. */
  readonly keyEvents?: readonly KeyEvent[];
}

/** Whether a step brings about a key event. */
export function isKeyEvent(
  { kind, actor, peer, data = {}, fromTick = 0 }: KeyEvent,
  step: { readonly tick: Tick; readonly trace: readonly TraceEntry[] },
): boolean {
  if (step.tick < fromTick) return false;
  return step.trace.some(
    (entry) =>
      entry.kind === kind &&
      (actor === undefined || entry.actor === actor) &&
      (peer === undefined || entry.peer === peer) &&
      Object.entries(data).every(([name, value]) => JSON.stringify(entry.data?.[name]) === JSON.stringify(value)),
  );
}

/** Carries a run on with commands, by rising tick, to `endTick`, and yields every step. Throws CommandRefused. */
export function* playCommands<State, Command, Event, Trace extends TraceEntry>(
  engine: Engine<State, Command, Event, Trace>,
  { commands, endTick }: Pick<Scenario<unknown, Command>, 'commands' | 'endTick'>,
): Generator<StepRecord<Command, Event, Trace>, void> {
  function* runTo(tick: Tick) {
    while (engine.nextDueTick !== null && engine.nextDueTick <= tick) {
      const record = engine.step();
      if (record !== null) yield record;
    }
    engine.advanceTo(tick);
  }
  for (const { tick, command } of commands) {
    yield* runTo(tick);
    yield engine.dispatch(command);
  }
  yield* runTo(endTick);
}

/** Runs a scenario once and writes it down as a recording, which any timeline can play. */
export function recordScenario<Config, State, Command, Event>(
  simulation: Simulation<Config, State, Command, Event>,
  scenario: Scenario<Config, Command>,
): Recording<Config, Command> {
  const recorder = recordStepwise(simulation, scenario);
  for (let done = recorder.next(); ; done = recorder.next()) if (done.done) return done.value;
}

/** Records a scenario one step at a time; its recording is what comes back at the end. */
export function* recordStepwise<Config, State, Command, Event>(
  simulation: Simulation<Config, State, Command, Event>,
  scenario: Scenario<Config, Command>,
): Generator<undefined, Recording<Config, Command>> {
  const { config, seed, endTick } = scenario;
  // What breaks a rule is written down like anything else: checking would only take time.
  const engine = createEngine({ ...simulation, invariants: [] }, { config, seed });
  const commands: RecordedCommand<Command>[] = [];
  for (const { step, tick, cause } of playCommands(engine, scenario)) {
    if (cause.type === 'command') commands.push({ step, tick, command: cause.command });
    yield;
  }
  const { id, version } = simulation;
  const end = { step: engine.stepNumber, tick: endTick };
  return { format: 1, simulation: id, version, seed, config, commands, end };
}

/**
 * A scenario with some of what it is made of changed, by the way to each: `config.servers`, `commands.3.command.options.minIdleMs`,
 * `endTick`. Null for a way that leads to nothing, and for what the codecs refuse.
 */
function changedScenario<Config, Command>(
  { config, command }: Pick<Simulation<Config, unknown, Command, unknown>, 'config' | 'command'>,
  scenario: Scenario<Config, Command>,
  change: Readonly<Record<string, Json>>,
): Scenario<Config, Command> | null {
  const changed = cloneJson(scenario);
  for (const [way, value] of Object.entries(change)) {
    const keys = way.split('.');
    const last = keys.pop() ?? '';
    const owner = keys.reduce<unknown>((so, key) => (isRecord(so) ? so[key] : undefined), changed);
    if (!isRecord(owner) || !Object.hasOwn(owner, last)) return null;
    owner[last] = value;
  }
  const parsed = config.safeParse(changed.config);
  const commands = changed.commands.map((each) => ({ tick: each.tick, parsed: command.safeParse(each.command) }));
  if (!parsed.success) return null;
  const read = commands.flatMap(({ tick, parsed: one }) => (one.success ? [{ tick, command: one.data }] : []));
  return read.length < commands.length ? null : { ...changed, config: parsed.data, commands: read };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** A scenario's run under another configuration; null where the simulation takes no such thing. */
export function recordChanged<Config, State, Command, Event>(
  simulation: Simulation<Config, State, Command, Event>,
  scenario: Scenario<Config, Command>,
  change: Readonly<Record<string, Json>>,
): Recording<Config, Command> | null {
  const changed = changedScenario(simulation, scenario, change);
  try {
    return changed && recordScenario(simulation, changed);
  } catch (error) {
    if (error instanceof CommandRefused) return null;
    throw error;
  }
}

/** Whether a run has the configuration and the seed of what it is said to have begun as. */
export function isOfOrigin<Config, State, Command, Event>(
  { config }: Simulation<Config, State, Command, Event>,
  origin: { readonly config: Config; readonly seed: number },
  recording: Recording<Config, Command>,
): boolean {
  const isSameConfig = () => JSON.stringify(config.parse(origin.config)) === JSON.stringify(recording.config);
  return origin.seed === recording.seed && isSameConfig();
}
