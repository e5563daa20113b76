import { z } from 'zod';

/** A text in both languages of the course. */
export const localizedText = z.strictObject({ ko: z.string().trim().min(1), en: z.string().trim().min(1) });
export type LocalizedText = z.infer<typeof localizedText>;

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens');

const choice = z.strictObject({
  id,
  text: localizedText,
  correct: z.boolean().default(false),
  /** Shown after answering, whether or not the option was picked: why it is right or wrong. */
  explanation: localizedText,
});

const itemBase = {
  id,
  /** The id of an objective in the topic's `topic.yaml`. */
  objective: id,
  stem: localizedText,
  choices: z.array(choice).min(2).max(8),
  /** The id of a source in the topic's `topic.yaml`, and the place in it. */
  source: z.strictObject({ id, at: z.string().min(1) }),
};

export const quizItem = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('single'), ...itemBase }),
    z.strictObject({ type: z.literal('multiple'), ...itemBase }),
  ])
  .superRefine((item, context) => {
    const correct = item.choices.filter((each) => each.correct).length;
    const issue = (message: string) => context.addIssue({ code: 'custom', path: ['choices'], message });
    if (new Set(item.choices.map((each) => each.id)).size !== item.choices.length) issue('two choices share an id');
    if (item.type === 'single' && correct !== 1)
      issue(`a single-choice item has exactly one correct choice, not ${correct}`);
    if (item.type === 'multiple' && correct === 0) issue('a multiple-choice item has at least one correct choice');
  });
export type QuizItem = z.infer<typeof quizItem>;

export const quizFile = z.strictObject({ items: z.array(quizItem).min(1) }).superRefine((file, context) => {
  const seen = new Set<string>();
  for (const [index, item] of file.items.entries()) {
    if (seen.has(item.id))
      context.addIssue({ code: 'custom', path: ['items', index, 'id'], message: `"${item.id}" is used twice` });
    seen.add(item.id);
  }
});
