import * as z from 'zod';
import { localizedText } from '@/quiz/text';

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens');

/** One attempt of a topic; its text is `<id>.ko.mdx` and `<id>.en.mdx` beside `topic.yaml`. */
const lesson = z.strictObject({
  id,
  title: localizedText,
  minutes: z.int().min(1).max(60),
  /** Level-two headings, in order. No two of a topic have one id: it is the section's address and its progress key. */
  sections: z.array(z.strictObject({ id, title: localizedText })).min(1),
  objectives: z
    .array(z.strictObject({ id, text: localizedText }))
    .min(1)
    .max(5),
});
export type Lesson = z.infer<typeof lesson>;

/** What a topic cites. */
export const topicSources = z
  .array(
    z.strictObject({
      id,
      title: z.string().min(1),
      authors: z.string().min(1),
      where: z.string().min(1),
      url: z.url().optional(),
    }),
  )
  .min(1);

const topicFields = z.strictObject({
  title: localizedText,
  summary: localizedText,
  /** Ids of topics, e.g. `14-flp-impossibility`. */
  prerequisites: z.array(z.string()).default([]),
  /** Ids of labs in `sim/catalog.ts`. */
  labs: z.array(id).default([]),
  lessons: z.array(lesson).min(1),
  sources: topicSources,
});

/** `content/<nn-topic>/topic.yaml`; what its lessons hold together is said of the topic as well. */
export const topicFile = topicFields
  .superRefine(({ lessons }, context) => {
    for (const parts of [
      lessons,
      lessons.flatMap((each) => each.sections),
      lessons.flatMap((each) => each.objectives),
    ]) {
      const ids = parts.map((part) => part.id);
      for (const twice of new Set(ids.filter((each, index) => ids.indexOf(each) !== index))) {
        context.addIssue({ code: 'custom', path: ['lessons'], message: `"${twice}" is used twice` });
      }
    }
  })
  .transform((topic) => ({
    ...topic,
    minutes: topic.lessons.reduce((minutes, each) => minutes + each.minutes, 0),
    sections: topic.lessons.flatMap(({ sections }) => sections),
    objectives: topic.lessons.flatMap(({ objectives }) => objectives),
  }));
export type Topic = z.infer<typeof topicFile>;
