import { z } from 'zod';
import { localizedText } from '@/quiz/text';

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens');

/** `content/<nn-topic>/topic.yaml` */
export const topicFile = z.strictObject({
  title: localizedText,
  summary: localizedText,
  /** Ids of topics, e.g. `14-flp-impossibility`. */
  prerequisites: z.array(z.string()).default([]),
  /** Ids of labs in `sim/catalog.ts`. */
  labs: z.array(id).default([]),
  minutes: z.int().min(1).max(120),
  /** Level-two headings of the lesson, in order; the id is the section's address and its progress key. */
  sections: z.array(z.strictObject({ id, title: localizedText })).min(1),
  objectives: z.array(z.strictObject({ id, text: localizedText })).min(1),
  sources: z
    .array(
      z.strictObject({
        id,
        title: z.string().min(1),
        authors: z.string().min(1),
        where: z.string().min(1),
        url: z.url().optional(),
      }),
    )
    .min(1),
});
export type Topic = z.infer<typeof topicFile>;
