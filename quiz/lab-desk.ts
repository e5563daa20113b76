import type { Difficulty, GeneratedQuestion } from '../sim/core/question';
import type { Recording } from '../sim/core/recording';
import type { Json } from '../sim/core/simulation';

/** A run of a scenario under another configuration, and the step that shows what comes of it. */
export interface ConfiguredRun {
  readonly recording: Recording<unknown, unknown>;
  readonly step: number;
}

/** What the quiz asks of the labs: a question that a seed makes, and what comes of a prediction. Null where there is none. */
export interface LabDesk {
  predictionOptions(lab: string, prediction: string): readonly string[] | null;
  /** The option that comes about when the lab is run on. */
  predict(lab: string, prediction: string): string | null;
  /** A scenario's run with some of what it is made of changed, by the way to each; null where the lab takes no such thing. */
  configure(lab: string, scenario: string, change: Readonly<Record<string, Json>>): ConfiguredRun['recording'] | null;
  /** Whether a milestone of the lab comes about in the run of a scenario changed like that; null where there is none. */
  comesAbout(lab: string, scenario: string, change: Readonly<Record<string, Json>>, milestone: string): boolean | null;
  /** Throws for a seed that is not a whole number in 0 .. 2^32-1. */
  generate(
    lab: string,
    generator: string,
    seed: number,
    difficulty: Difficulty,
    revision: number,
  ): GeneratedQuestion<unknown, unknown> | null;
}
