import type { Difficulty, GeneratedQuestion } from '../sim/core/question';

/** What the quiz asks of the labs: a question that a seed makes, and what comes of a prediction. Null where there is none. */
export interface LabDesk {
  predictionOptions(lab: string, prediction: string): readonly string[] | null;
  /** The option that comes about when the lab is run on. */
  predict(lab: string, prediction: string): string | null;
  /** Throws for a seed that is not a whole number in 0 .. 2^32-1. */
  generate(
    lab: string,
    generator: string,
    seed: number,
    difficulty: Difficulty,
    revision: number,
  ): GeneratedQuestion<unknown, unknown> | null;
}
