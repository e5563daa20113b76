import type { StepRecord } from './engine';
import { type ParsedRecording, parseRecording, type Replay, replay } from './recording';
import type { Scenario } from './scenario';
import type { Json, Simulation } from './simulation';

/** What happened in a run that came as text: refused, or run to its end. */
export type Verdict<Config, State, Command, Event> =
  | Exclude<ParsedRecording<Config, Command>, { ok: true }>
  | Exclude<Replay<State, Event>, { ok: true }>
  | (Extract<ParsedRecording<Config, Command>, { ok: true }> & {
      readonly replay: Extract<Replay<State, Event>, { ok: true }>;
    });

/** A simulation with what belongs to it. */
export interface Lab<Config, State, Command, Event, ScenarioId extends string = string> {
  readonly simulation: Simulation<Config, State, Command, Event>;
  readonly scenarios: readonly (Scenario<Config, Command> & { readonly id: ScenarioId })[];
  /** One step as the headless runner prints it, given the state right after it; null for a step of no process. */
  stepLine(record: StepRecord<Command, Event>, state: State): Json | null;
  /** Parses a recording and runs it again, for those who must not trust it. Callable without knowing which lab it is. */
  verify(recordingJson: string, limits?: { readonly stepsMax: number }): Verdict<Config, State, Command, Event>;
}

export function defineLab<Config, State, Command, Event, ScenarioId extends string>(
  parts: Omit<Lab<Config, State, Command, Event, ScenarioId>, 'verify'>,
): Lab<Config, State, Command, Event, ScenarioId> {
  return {
    ...parts,
    verify(recordingJson, limits) {
      const parsed = parseRecording(recordingJson, parts.simulation);
      if (!parsed.ok) return parsed;
      const replayed = replay(parts.simulation, parsed.recording, limits);
      if (!replayed.ok) return replayed;
      return { ...parsed, replay: replayed };
    },
  };
}
