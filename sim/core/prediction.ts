import { createEngine, type StepRecord } from './engine';
import { RUN_STEPS_MAX } from './limits';
import { type RecordedCommand, runRecordedStep } from './recording';
import { recordScenario, type Scenario } from './scenario';
import type { Simulation, Tick } from './simulation';

/** Which of the options comes about, as somebody who watches the run go on from the marked moment: pure. */
export interface PredictionOutcome<State, Command, Event, Memory, Option extends string> {
  readonly initial: Memory;
  /** Returns what is remembered after this step and changes nothing; `state` is the live one right after it: look, don't keep. */
  observe(memory: Memory, record: StepRecord<Command, Event>, state: State): Memory;
  /** The option that has come about; null while the run has to go on. */
  decide(memory: Memory): Option | null;
}

/** An outcome being watched over one run. */
export interface OutcomeWatch<State, Command, Event> {
  /** Takes in the next step, given the state right after it. The option that has come about, or null while it is open. */
  see(record: StepRecord<Command, Event>, state: State): string | null;
}

/**
 * A moment at which a scenario stops and asks what happens next. The question and its options are interface texts and live
 * elsewhere; which option is right is not written down anywhere: the scenario is run on, and shows it.
 */
export interface Prediction<State, Command, Event> {
  /** Also the question's. */
  readonly id: string;
  readonly scenarioId: string;
  /** The run stops after everything that is due up to and including this moment, before the scenario's next command. */
  readonly tick: Tick;
  /** Ids, in the order they are shown. */
  readonly options: readonly string[];
  /** What has come about when nothing was decided until `tickMax`, or until nothing is left to happen. One of the options. */
  readonly otherwise: string;
  readonly tickMax: Tick;
  watch(): OutcomeWatch<State, Command, Event>;
}

/** Builds a prediction and hides what its outcome remembers. */
export function definePrediction<State, Command, Event, Memory, Option extends string, Id extends string>(
  parts: Omit<Prediction<State, Command, Event>, 'id' | 'options' | 'otherwise' | 'watch'> & {
    readonly id: Id;
    readonly options: readonly Option[];
    readonly otherwise: NoInfer<Option>;
    readonly outcome: PredictionOutcome<State, Command, Event, Memory, NoInfer<Option>>;
  },
): Prediction<State, Command, Event> & { readonly id: Id; readonly options: readonly Option[] } {
  const { outcome, ...rest } = parts;
  return { ...rest, watch: () => watchOutcome(outcome) };
}

function watchOutcome<State, Command, Event, Memory, Option extends string>(
  outcome: PredictionOutcome<State, Command, Event, Memory, Option>,
): OutcomeWatch<State, Command, Event> {
  let memory = outcome.initial;
  let decided: Option | null = null;
  return {
    see(record, state) {
      if (decided !== null) return decided;
      memory = outcome.observe(memory, record, state);
      decided = outcome.decide(memory);
      return decided;
    },
  };
}

/** What came about, and the step that decided it: null when it was time that did. */
export interface PredictedOutcome {
  readonly option: string;
  readonly atStep: number | null;
  readonly atTick: Tick;
}

/** Runs the prediction's scenario on from the marked moment, its later commands included, and says what comes about. */
export function runPrediction<Config, State, Command, Event>(
  simulation: Simulation<Config, State, Command, Event>,
  scenario: Scenario<Config, Command>,
  prediction: Prediction<State, Command, Event>,
): PredictedOutcome {
  const { seed, config, commands } = recordScenario(simulation, scenario);
  const engine = createEngine(simulation, { config, seed });
  const watch = prediction.watch();
  let next = 0;
  let isAfter = false;
  while (engine.stepNumber < RUN_STEPS_MAX) {
    const command = commands[next];
    const due = nextTick(command, engine.stepNumber, engine.nextDueTick);
    if (due === null || due > prediction.tickMax) break;
    const isCommand = command?.step === engine.stepNumber + 1;
    isAfter ||= due > prediction.tick || (isCommand && due === prediction.tick);
    const record = runRecordedStep(engine, command);
    if (record === null) break;
    if (record.cause.type === 'command') next += 1;
    const option = isAfter ? watch.see(record, engine.state) : null;
    if (option !== null) return { option, atStep: record.step, atTick: record.tick };
  }
  return { option: prediction.otherwise, atStep: null, atTick: prediction.tickMax };
}

function nextTick<Command>(
  command: RecordedCommand<Command> | undefined,
  step: number,
  dueTick: Tick | null,
): Tick | null {
  return command?.step === step + 1 ? command.tick : dueTick;
}
