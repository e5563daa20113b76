import * as z from 'zod';
import { id, localizedText } from '@/quiz/text';

/** Where it is put right: what it is called, the place in it, and its address. */
const source = z.strictObject({ title: z.string().min(1), at: z.string().min(1), url: z.url() });

/** `content/misconceptions.yaml`: what is believed by those who answer in a certain wrong way, by id. */
export const misconceptionsFile = z.record(
  id,
  z.strictObject({ name: localizedText, text: localizedText, source: source.optional() }),
);
export type Misconceptions = z.infer<typeof misconceptionsFile>;
