import * as z from 'zod';
import {
  type Difficulty,
  type GeneratedQuestion,
  type Phrase,
  pointsFor,
  type QuestionForm,
} from '../../sim/core/question';
import { type ItemType, itemBase, type PartScore, type Score, sumScore } from '../item-type';
import type { LabDesk } from '../lab-desk';
import { id } from '../text';
import { readNumber } from './numeric';

/**
 * A question that a lab makes: stem, picture and key come from a seed that only the server knows. The words are the lab's own,
 * so the stem says only what it is about, for lists.
 */
export const generatedItem = z.strictObject({
  type: z.literal('generated'),
  ...itemBase,
  lab: id,
  generator: id,
  difficulty: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  /** The generator's revision when this was written: with it a stored item asks what it asked. 1 where it is not said. */
  revision: z.int().min(1).optional(),
});
export type GeneratedItem = z.infer<typeof generatedItem>;

/** Ids in the order that matters for the form, or the number as typed. */
const given = z.union([z.array(z.string().max(100)).max(16), z.string().max(40)]);
export type GeneratedResponse = z.infer<typeof given>;

export interface PublicGenerated {
  readonly lab: string;
  readonly generator: string;
  readonly stem: Phrase;
  /** The run up to the moment in question. */
  readonly picture: unknown;
  readonly form: QuestionForm['type'];
  readonly options: readonly { readonly id: string; readonly label: Phrase }[];
}
export interface GeneratedSolution {
  readonly form: QuestionForm['type'];
  /** Ids in the order that matters, or the number as text. */
  readonly right: readonly string[];
  readonly feedback: readonly { readonly id: string; readonly feedback: Phrase }[];
  readonly proof: GeneratedQuestion<unknown, unknown>['proof'];
}

/** A generated item with the seed that it has in one attempt. */
export interface SeededItem extends GeneratedItem {
  readonly seed: number;
}

function optionsOf(form: QuestionForm) {
  return form.type === 'numeric' ? [] : form.options;
}

function rightOf(form: QuestionForm): readonly string[] {
  if (form.type === 'numeric') return [String(form.right)];
  return typeof form.right === 'string' ? [form.right] : form.right;
}

function isCompleteFor(form: QuestionForm, response: GeneratedResponse): boolean {
  if (form.type === 'numeric') return typeof response === 'string' && readNumber(response) !== null;
  if (typeof response === 'string') return false;
  const known = new Set(form.options.map((option) => option.id));
  const distinct = new Set(response);
  if (distinct.size !== response.length || response.some((each) => !known.has(each))) return false;
  if (form.type === 'single') return response.length === 1;
  // What nobody gets is an answer too: "none of them".
  return form.type === 'ordering' ? response.length === form.right.length : true;
}

function misconceptionsOf(form: QuestionForm, picked: readonly string[]): readonly (string | undefined)[] {
  const right = new Set(rightOf(form));
  const wrong = optionsOf(form).filter((option) => picked.includes(option.id) && !right.has(option.id));
  return wrong.map((option) => option.misconception ?? undefined);
}

function scoreForm(form: QuestionForm, response: GeneratedResponse): Score {
  const picked = typeof response === 'string' ? [] : response;
  const answer = typeof response === 'string' ? (readNumber(response) ?? Number.NaN) : response;
  const { earned, total } = pointsFor(form, answer);
  const misconceptions = earned === total ? [] : distinct(misconceptionsOf(form, picked));
  return { ...whole(earned, total), misconceptions };
}

function distinct(ids: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(ids.filter((each) => each !== undefined))];
}

function whole(earned: number, total: number): Score {
  const part: PartScore = { part: '', earned, total, reason: null };
  return sumScore([part]);
}

/** Scored by the run: the key is computed again from the seed, never kept. */
export function generated(labs: LabDesk): ItemType<SeededItem, GeneratedResponse, PublicGenerated, GeneratedSolution> {
  function make({ lab, generator, seed, difficulty, revision = 1 }: SeededItem): GeneratedQuestion<unknown, unknown> {
    const question = labs.generate(lab, generator, seed, difficulty satisfies Difficulty, revision);
    if (question === null) throw new Error(`lab "${lab}" has no generator "${generator}"`);
    return question;
  }
  return {
    response: given,
    blank: [],
    toPublic(item) {
      const { stem, picture, form } = make(item);
      const options = optionsOf(form).map((option) => ({ id: option.id, label: option.label }));
      return { lab: item.lab, generator: item.generator, stem, picture, form: form.type, options };
    },
    solution(item) {
      const { form, proof } = make(item);
      const feedback =
        form.type === 'numeric'
          ? [{ id: '', feedback: form.feedback }]
          : form.options.map((option) => ({ id: option.id, feedback: option.feedback }));
      return { form: form.type, right: rightOf(form), feedback, proof };
    },
    lead(item, response) {
      const { form, proof } = make(item);
      const right = new Set(rightOf(form));
      const wrong = optionsOf(form).filter(({ id }) => response.includes(id) && !right.has(id));
      const reasons = form.type === 'ordering' || typeof response === 'string' ? [] : wrong;
      return {
        reasons: reasons.map(({ id, feedback }) => ({ part: id, phrase: feedback })),
        proof: { ...proof, lab: item.lab },
      };
    },
    isComplete: (item, response) => isCompleteFor(make(item).form, response),
    score: (item, response) => scoreForm(make(item).form, response),
  };
}
