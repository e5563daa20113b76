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

/** What is answered: the option, the options picked or in their order, by id; or the number. */
export type Answer = readonly string[] | number;

/** How somebody would answer who holds a misconception, an id of the list of misconceptions. */
export interface BelievedAnswer {
  readonly misconception: string;
  readonly answer: Answer;
}

/** A question that a run answers, with its key. The key is computed by running, never written down. */
export interface GeneratedQuestion<Config, Command> {
  readonly stem: Phrase;
  /** The run up to the moment that the question is about: the picture is its last snapshot. */
  readonly picture: Recording<Config, Command>;
  readonly form: QuestionForm;
  /**
   * How those answer whom the question is to put right: none of them may earn more than half the credit. Of a question with one
   * right option, its wrong options say so already.
   */
  readonly believed?: readonly BelievedAnswer[];
  /** The run carried on past the answer, and the step that decides it: "see it happen". */
  readonly proof: { readonly recording: Recording<Config, Command>; readonly step: number; readonly tick: Tick };
}

/**
 * Makes questions of one kind. The same seed and difficulty give the same question, byte for byte. `generate` finds a question
 * for every whole-number seed in 0 .. 2^32-1: a draw that makes no good question is drawn again inside.
 */
export interface QuestionGenerator<Config, Command, Id extends string = string> {
  readonly id: Id;
  /**
   * Raised when the same seed gives another question than before; 1 where it is not said. A stored attempt keeps the revision that it
   * began with, so earlier ones go on being made.
   */
  readonly revision?: number;
  /** `revision`: the newest unless it is said. */
  generate(seed: number, difficulty: Difficulty, revision?: number): GeneratedQuestion<Config, Command>;
}

/** How many points an answer earns of how many. Every option of "all that apply" is decided, picked or not: a wrong one costs two. */
export function pointsFor(form: QuestionForm, answer: Answer): { readonly earned: number; readonly total: number } {
  if (form.type === 'numeric' || typeof answer === 'number') {
    return { earned: form.type === 'numeric' && answer === form.right ? 1 : 0, total: 1 };
  }
  if (form.type === 'multiple') {
    const right = new Set(form.right);
    const wrong = form.options.filter(({ id }) => answer.includes(id) !== right.has(id)).length;
    const total = form.options.length;
    return { earned: Math.max(0, total - 2 * wrong), total };
  }
  return { earned: [form.right].flat().join('\n') === answer.join('\n') ? 1 : 0, total: 1 };
}

/** How those answer whom a question is to put right. */
export function believedAnswers({
  form,
  believed = [],
}: Pick<GeneratedQuestion<unknown, unknown>, 'form' | 'believed'>): readonly BelievedAnswer[] {
  if (form.type !== 'single') return believed;
  const behind = form.options.flatMap(({ id, misconception }) =>
    misconception === null ? [] : [{ misconception, answer: [id] }],
  );
  return [...behind, ...believed];
}

/** Whether the question is worth asking: no misconception that it is about earns more than half the credit. */
export function refutesBeliefs(question: Pick<GeneratedQuestion<unknown, unknown>, 'form' | 'believed'>): boolean {
  return believedAnswers(question).every(({ answer }) => {
    const { earned, total } = pointsFor(question.form, answer);
    return 2 * earned <= total;
  });
}
