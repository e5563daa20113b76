import * as z from 'zod';
import { id, localizedText } from '@/quiz/text';

/** One term: what it is called, what it means, and the section of the topic's lesson that teaches it. */
export const glossaryEntry = z.strictObject({ name: localizedText, text: localizedText, section: id.optional() });

/** `content/<nn-topic>/glossary.yaml`: the topic's terms, by id. An id is unique over all topics. */
export const glossaryFile = z.record(id, glossaryEntry);
export type GlossaryFile = z.infer<typeof glossaryFile>;
