import * as z from 'zod';
import { id, localizedText } from '@/quiz/text';

/** One term: what it is called, what it means, and the topic and the section of its lesson that teach it. */
const glossaryEntry = z.strictObject({
  name: localizedText,
  text: localizedText,
  /** A topic's folder. */
  topic: z.string(),
  section: id.optional(),
});

/** `content/glossary.yaml`: the terms of all topics, by id. */
export const glossaryFile = z.record(id, glossaryEntry).superRefine((terms, context) => {
  const owners = new Map<string, string>();
  for (const [term, { name }] of Object.entries(terms)) {
    for (const key of new Set([comparable(name.ko, name.en), comparable(name.en, name.ko)])) {
      const owner = owners.get(key) ?? term;
      owners.set(key, owner);
      if (owner === term) continue;
      const message = `is called as "${owner}" is: one term is explained once`;
      context.addIssue({ code: 'custom', path: [term, 'name'], message });
    }
  }
});
export type GlossaryFile = z.infer<typeof glossaryFile>;

/** A name as it is compared: without case, and without the other language's name in parentheses. */
function comparable(name: string, other: string): string {
  const inParentheses = / ?\(([^)]*)\)/gu;
  const bare = (text: string) => text.replace(inParentheses, '').trim().toLowerCase();
  const isSame = (text: string) => text.toLowerCase() === bare(other);
  return name
    .replace(inParentheses, (whole, inner: string) => (isSame(inner) ? '' : whole))
    .trim()
    .toLowerCase();
}
