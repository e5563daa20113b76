import * as z from 'zod';
import { id } from '@/quiz/text';

const text = z.string().trim().min(1);
/** Ids joined by blanks. */
const ids = z
  .string()
  .trim()
  .min(1)
  .transform((value) => value.split(/\s+/u));
/** A panel of the lab that a text cannot do without. */
const form = z.enum(['console', 'build']).optional();
const place = z.int().min(0).max(20);

const sequenceStep = z.union([
  z.strictObject({ from: id, to: id, text, lost: z.boolean().optional() }),
  z.strictObject({ at: id, text }),
]);

/** What each component of a lesson may be given, in the form that MDX writes it. */
export const lessonProps = {
  Section: z.strictObject({ id }),
  Lab: z.strictObject({ id, scenario: id, step: z.int().min(0).optional(), objective: ids.optional() }),
  When: z.strictObject({ seen: id, hint: text, form }),
  /** A question of `predictions.yaml`, or one that is written out where it stands. */
  Predict: z.union([z.strictObject({ item: id }), z.strictObject({ question: text, objective: ids.optional() })]),
  Case: z.strictObject({ id, part: z.enum(['opens', 'closes']) }),
  Decide: z.strictObject({ id, until: id, act: text, form, question: text, options: z.array(text).min(2).optional() }),
  WorkedExample: z.strictObject({ id, title: text }),
  Step: z
    .strictObject({
      id: id.optional(),
      ask: text.optional(),
      answer: text.optional(),
      options: z.array(text).min(2).optional(),
    })
    .refine(
      (step) =>
        (step.ask === undefined) === (step.answer === undefined) &&
        (step.ask === undefined) === (step.id === undefined),
      {
        message: 'a step that asks has an id, what is asked and an answer; any other has none of these',
      },
    )
    .refine(({ options, answer }) => options === undefined || (answer !== undefined && options.includes(answer)), {
      message: 'the answer is one of the options',
    }),
  Option: z.strictObject({ right: z.literal(true).optional() }),
  Answer: z.strictObject({}),
  /** A file of the topic's folder `samples`, without its ending. */
  Sample: z.strictObject({ file: z.string().regex(/^[a-z][a-z0-9_]*$/u) }),
  Term: z.strictObject({ id }),
  Cite: z.strictObject({ source: id, at: text }),
  Checkpoint: z.strictObject({ item: id }),
  YourNumbers: z.strictObject({ of: z.enum(['workers', 'claims']) }),
  Try: z.strictObject({}),
  Aside: z.strictObject({}),
  Sequence: z
    .strictObject({
      label: text,
      actors: z.array(z.strictObject({ id, name: text })).min(1),
      steps: z.array(sequenceStep).min(1),
    })
    .superRefine(({ actors, steps }, context) => {
      const known = namesIn(actors, context);
      for (const [index, step] of steps.entries()) {
        for (const name of 'at' in step ? [step.at] : [step.from, step.to]) {
          if (!known.has(name)) context.addIssue({ code: 'custom', path: ['steps', index], message: noSuch(name) });
        }
      }
    }),
  Boxes: z
    .strictObject({
      label: text,
      boxes: z
        .array(
          z.strictObject({
            id,
            text,
            note: text.optional(),
            x: place,
            y: place,
            tone: z.enum(['accent', 'success', 'warning', 'danger', 'muted']).optional(),
          }),
        )
        .min(1),
      arrows: z
        .array(z.strictObject({ from: id, to: id, text: text.optional(), dashed: z.boolean().optional() }))
        .optional(),
    })
    .superRefine(({ boxes, arrows = [] }, context) => {
      const known = namesIn(boxes, context);
      const taken = new Set<string>();
      for (const [index, { x, y }] of boxes.entries()) {
        const message = `another box stands at column ${x}, row ${y}`;
        if (taken.has(`${x} ${y}`)) context.addIssue({ code: 'custom', path: ['boxes', index], message });
        taken.add(`${x} ${y}`);
      }
      for (const [index, { from, to }] of arrows.entries()) {
        for (const name of [from, to]) {
          if (!known.has(name)) context.addIssue({ code: 'custom', path: ['arrows', index], message: noSuch(name) });
        }
      }
    }),
} as const;

export type LessonComponentName = keyof typeof lessonProps;

export function isLessonComponent(name: string): name is LessonComponentName {
  return Object.hasOwn(lessonProps, name);
}

function noSuch(name: string): string {
  return `nothing in it has the id "${name}"`;
}

/** The ids of a diagram's parts; says so when one is used twice. */
function namesIn(parts: readonly { readonly id: string }[], context: z.RefinementCtx): ReadonlySet<string> {
  const known = new Set<string>();
  for (const part of parts) {
    if (known.has(part.id)) context.addIssue({ code: 'custom', path: [], message: `"${part.id}" is used twice` });
    known.add(part.id);
  }
  return known;
}
