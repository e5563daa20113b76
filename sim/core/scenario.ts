import { createEngine } from './engine';
import type { RecordedCommand, Recording } from './recording';
import type { Simulation, Tick } from './simulation';

/** A situation worth looking at, reached by commands only. Its title is an interface text and lives elsewhere. */
export interface Scenario<Config, Command> {
  readonly id: string;
  readonly config: Config;
  readonly seed: number;
  /** By rising tick. Each happens after everything else that is due at its tick. */
  readonly commands: readonly { readonly tick: Tick; readonly command: Command }[];
  /** When it has shown what it is there to show. */
  readonly endTick: Tick;
}

/** Runs a scenario once and writes it down as a recording, which any timeline can play. */
export function recordScenario<Config, State, Command, Event>(
  simulation: Simulation<Config, State, Command, Event>,
  scenario: Scenario<Config, Command>,
): Recording<Config, Command> {
  const { config, seed, endTick } = scenario;
  // What breaks a rule is written down like anything else: checking would only take time.
  const engine = createEngine({ ...simulation, invariants: [] }, { config, seed });
  function runTo(tick: Tick): void {
    while (engine.nextDueTick !== null && engine.nextDueTick <= tick) engine.step();
    engine.advanceTo(tick);
  }
  const commands: RecordedCommand<Command>[] = [];
  for (const { tick, command } of scenario.commands) {
    runTo(tick);
    const { step } = engine.dispatch(command);
    commands.push({ step, tick, command });
  }
  runTo(endTick);
  const { id, version } = simulation;
  const end = { step: engine.stepNumber, tick: endTick };
  return { format: 1, simulation: id, version, seed, config, commands, end };
}
