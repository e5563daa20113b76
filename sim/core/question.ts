import type { Recording } from './recording';
import type { Tick } from './simulation';

/**
 * A piece of text whose words live elsewhere: `key` names an interface text of the lab, `values` fill its gaps. Names that are
 * the same in every language, such as a queue's or an entry's id, are given as they are.
 */
export type Phrase =
  | { readonly verbatim: string }
  | { readonly key: string; readonly values?: Readonly<Record<string, string | number>> };

/** How hard: 1 a single rule at work, 2 two at once, 3 a case that catches those who only know the rule. */
export type Difficulty = 1 | 2 | 3;

export const DIFFICULTIES: readonly Difficulty[] = [1, 2, 3];

export interface QuestionOption {
  readonly id: string;
  readonly label: Phrase;
  /** Right or wrong, why: told after the answer. */
  readonly feedback: Phrase;
  /** What one believes who picks this wrong option: an id of the list of misconceptions. Null for right ones. */
  readonly misconception: string | null;
}

/** What has to be given: one option, all that apply, the options in their order, or a whole number. */
export type QuestionForm =
  | { readonly type: 'single'; readonly options: readonly QuestionOption[]; readonly right: string }
  | { readonly type: 'multiple'; readonly options: readonly QuestionOption[]; readonly right: readonly string[] }
  | { readonly type: 'ordering'; readonly options: readonly QuestionOption[]; readonly right: readonly string[] }
  | { readonly type: 'numeric'; readonly right: number; readonly feedback: Phrase };

/** A question that a run answers, with its key. The key is computed by running, never written down. */
export interface GeneratedQuestion<Config, Command> {
  readonly stem: Phrase;
  /** The run up to the moment that the question is about: the picture is its last snapshot. */
  readonly picture: Recording<Config, Command>;
  readonly form: QuestionForm;
  /** The run carried on past the answer, and the step that decides it: "see it happen". */
  readonly proof: { readonly recording: Recording<Config, Command>; readonly step: number; readonly tick: Tick };
}

/**
 * Makes questions of one kind. The same seed and difficulty give the same question, byte for byte. `generate` finds a question
 * for every whole-number seed in 0 .. 2^32-1: a draw that makes no good question is drawn again inside.
 */
export interface QuestionGenerator<Config, Command, Id extends string = string> {
  readonly id: Id;
  generate(seed: number, difficulty: Difficulty): GeneratedQuestion<Config, Command>;
}
