import * as z from 'zod';
import { id } from '@/quiz/text';

/** `content/<nn-topic>/sources.yaml`: every external fact of the topic's texts, where it was read, and what stands there. */
export const sourcesFile = z.array(
  z.strictObject({
    claim: z.string().trim().min(1),
    /** A source of `topic.yaml`, and the place in it as the lesson's citation names it. */
    where: z.strictObject({ source: id, at: z.string().trim().min(1) }),
    quoted: z.union([z.string().trim().min(1), z.number()]),
  }),
);
export type SourcesFile = z.infer<typeof sourcesFile>;
