import { type Challenge, type ChallengeRefusal, type ChallengeVerdict, judgeChallenge } from './challenge';
import type { StepRecord } from './engine';
import type { Explorer } from './explore';
import { type RunLimits, SEED_MAX } from './limits';
import type { LineSession } from './line-session';
import type { Milestone } from './milestone';
import { type PredictedOutcome, type Prediction, runPrediction } from './prediction';
import type { Difficulty, GeneratedQuestion, QuestionGenerator } from './question';
import {
  type ParsedRecording,
  parseRecording,
  type Recording,
  type RecordingRefusal,
  type Replay,
  replay,
} from './recording';
import { recordChanged, type Scenario } from './scenario';
import type { Json, Simulation, TraceEntry } from './simulation';
import { traceLine } from './step-line';

/** What happened in a run that came as text: refused, or run to its end. */
export type Verdict<Config, State, Command, Event> =
  | Exclude<ParsedRecording<Config, Command>, { ok: true }>
  | Exclude<Replay<State, Event>, { ok: true }>
  | (Extract<ParsedRecording<Config, Command>, { ok: true }> & {
      readonly replay: Extract<Replay<State, Event>, { ok: true }>;
    });

/** Whether a run that came as text meets a challenge. A refusal says why it is no attempt at it. */
export type JudgedChallenge =
  | Extract<ChallengeVerdict, { ok: true }>
  | {
      readonly ok: false;
      readonly reason: ChallengeRefusal | RecordingRefusal | 'unknown-challenge';
      readonly message: string;
    };

/** The types that one lab is made of, in one parameter instead of five. `Trace` is the union of what its steps write. */
export interface LabTypes {
  readonly Config: unknown;
  readonly State: unknown;
  readonly Command: unknown;
  readonly Event: unknown;
  readonly Trace: TraceEntry;
}

/** The types of a lab, for those who write its view: `TypesOf<typeof raftLab>`. */
export type TypesOf<SomeLab> = SomeLab extends Lab<infer T> ? T : never;

/** A simulation with what belongs to it. */
export interface Lab<T extends LabTypes = LabTypes>
  extends LabParts<T['Config'], T['State'], T['Command'], T['Event'], T['Trace']> {
  /** Parses a recording and runs it again, for those who must not trust it. Callable without knowing which lab it is. */
  verify(recordingJson: string, limits?: RunLimits): Verdict<T['Config'], T['State'], T['Command'], T['Event']>;
  /** Parses a recording, runs it again and says whether it meets a challenge. Callable without knowing which lab it is. */
  judge(challengeId: string, recordingJson: string, limits?: RunLimits): JudgedChallenge;
  /** Runs a prediction's scenario on and says what comes about; null for an unknown id. The answer is right when it is that option. */
  predict(predictionId: string): PredictedOutcome | null;
  /**
   * A scenario's run with some of what it is made of changed, by the way to each (`config.servers`): null for an unknown scenario, a way
   * that leads nowhere, or what the codecs refuse.
   */
  configure(scenarioId: string, change: Readonly<Record<string, Json>>): Recording<unknown, unknown> | null;
  /** A generated question with its key; null for an unknown generator. Throws RangeError for a seed outside 0 .. 2^32-1. */
  question(
    generatorId: string,
    seed: number,
    difficulty: Difficulty,
    /** Of the generator; the newest unless it is said. Null for one that there is not. */
    revision?: number,
  ): GeneratedQuestion<unknown, unknown> | null;
}

/** What a lab is made of. */
export interface LabParts<Config, State, Command, Event, Trace extends TraceEntry> {
  readonly simulation: Simulation<Config, State, Command, Event, Trace>;
  readonly scenarios: readonly Scenario<Config, Command>[];
  readonly challenges: readonly Challenge<Config, State, Command, Event>[];
  readonly predictions: readonly Prediction<State, Command, Event>[];
  /** What a text beside a run of this lab may wait for. */
  readonly milestones: readonly Milestone<NoInfer<State>, NoInfer<Command>, NoInfer<Event>>[];
  /** Makes questions that a run of this lab answers. */
  readonly questions: readonly QuestionGenerator<Config, Command>[];
  /** How to look for a run that breaks a rule; null where there is nothing to look for. */
  readonly explorer: Explorer<Config, State, Command> | null;
  /** One step as the headless runner prints it, given the state right after it; null for one that is no line. What it traced, without it. */
  stepLine(record: StepRecord<Command, Event>, state: State): Json | null;
  /** The model by itself, driven line by line in its own system's language; not loaded with the lab. */
  lineSession?(): Promise<() => LineSession>;
}

type RequiredPart = 'simulation' | 'scenarios';

/** What a lab has to say of itself: what it leaves out it has not. */
type LabDefinition<Parts extends { readonly [Part in RequiredPart]: unknown }> = Pick<Parts, RequiredPart> &
  Partial<Parts>;

const EMPTY_PARTS = {
  challenges: [],
  predictions: [],
  milestones: [],
  questions: [],
  explorer: null,
  // A step that wrote nothing is no line.
  stepLine: (record: StepRecord<unknown, unknown>) => (record.trace.length === 0 ? null : traceLine(record)),
};

/** Gives a lab's parts what every lab can do: verify a recording, judge a challenge, predict, ask. */
export function defineLab<Config, State, Command, Event, Trace extends TraceEntry>(
  definition: LabDefinition<LabParts<Config, State, Command, Event, Trace>>,
): Lab<{
  readonly Config: Config;
  readonly State: State;
  readonly Command: Command;
  readonly Event: Event;
  readonly Trace: Trace;
}> {
  const parts: LabParts<Config, State, Command, Event, Trace> = { ...EMPTY_PARTS, ...definition };
  const { simulation, scenarios, challenges, predictions, questions } = parts;
  return {
    ...parts,
    verify(recordingJson, limits) {
      const parsed = parseRecording(recordingJson, simulation);
      if (!parsed.ok) return parsed;
      const replayed = replay(simulation, parsed.recording, limits);
      if (!replayed.ok) return replayed;
      return { ...parsed, replay: replayed };
    },
    judge(challengeId, recordingJson, limits) {
      const challenge = challenges.find(({ id }) => id === challengeId);
      if (challenge === undefined) {
        return { ok: false, reason: 'unknown-challenge', message: `there is no challenge "${challengeId}"` };
      }
      const parsed = parseRecording(recordingJson, simulation);
      return parsed.ok ? judgeChallenge(simulation, challenge, parsed.recording, limits) : parsed;
    },
    predict(predictionId) {
      const prediction = predictions.find(({ id }) => id === predictionId);
      if (prediction === undefined) return null;
      const scenario = scenarios.find(({ id }) => id === prediction.scenarioId);
      if (scenario === undefined) throw new Error(`${predictionId} is about an unknown scenario`);
      return runPrediction(simulation, scenario, prediction);
    },
    configure(scenarioId, change) {
      const scenario = scenarios.find(({ id }) => id === scenarioId);
      return scenario === undefined ? null : recordChanged(simulation, scenario, change);
    },
    question(generatorId, seed, difficulty, revision) {
      if (!Number.isInteger(seed) || seed < 0 || seed > SEED_MAX) {
        throw new RangeError(`a seed is a whole number in 0 .. ${SEED_MAX}, not ${seed}`);
      }
      const generator = questions.find(({ id }) => id === generatorId);
      if (generator === undefined || (revision ?? 1) > (generator.revision ?? 1)) return null;
      return generator.generate(seed, difficulty, revision);
    },
  };
}
