import * as z from 'zod';
import { id, localizedText } from '@/quiz/text';

/** `content/misconceptions.yaml`: what is believed by those who answer in a certain wrong way, by id. */
export const misconceptionsFile = z.record(id, z.strictObject({ name: localizedText, text: localizedText }));
export type Misconceptions = z.infer<typeof misconceptionsFile>;
