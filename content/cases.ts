import path from 'node:path';
import * as z from 'zod';
import { id, localizedText } from '@/quiz/text';
import { ContentError, contentFolder, readYaml } from './catalog';

/** A number that the report gives, as it gives it. */
const figure = z.strictObject({
  label: localizedText,
  value: z.string().min(1),
  /** The part of a whole that it is, to be drawn as a bar. */
  share: z.number().min(0).max(1).optional(),
  tone: z.enum(['bad', 'good']).optional(),
});

const fieldCase = z.strictObject({
  id,
  /** The number of a topic of the course, whether or not it is written yet. */
  topic: z.string().regex(/^\d\d$/u),
  /** The lesson of that topic that opens with it. */
  lesson: id.optional(),
  title: localizedText,
  /** When it was seen, as the report dates it: a day or a month. */
  date: z.string().regex(/^\d{4}-\d\d(-\d\d)?$/u),
  symptom: localizedText,
  /** Lines as they stood in a log or an answer. */
  log: z.array(z.string().min(1)).max(12).optional(),
  figures: z.array(figure).max(6).optional(),
  /** What was done about it, in order. */
  done: z.array(z.strictObject({ date: z.string().min(1).optional(), text: localizedText })).min(1),
  /** What that costs, or where the report's own explanation does not hold. */
  price: localizedText,
  sources: z.array(z.strictObject({ title: z.string().min(1), at: z.string().min(1).optional(), url: z.url() })).min(1),
  /** The configuration that the lab opens in; none while there is no lab of it. */
  lab: z.strictObject({ id, scenario: id, step: z.int().min(0).optional() }).optional(),
  /** Without a lab: what shows the case, or will, and the section of the topic's lessons that works it out already. */
  elsewhere: z.strictObject({ text: localizedText, section: id.optional() }).optional(),
});
export type FieldCase = z.infer<typeof fieldCase>;

/** `content/cases.yaml`: what really happened to the course's first readers. */
export const casesFile = z.array(fieldCase).superRefine((all, context) => {
  const seen = new Set<string>();
  for (const [index, each] of all.entries()) {
    const message = `"${each.id}" is used twice`;
    if (seen.has(each.id)) context.addIssue({ code: 'custom', path: [index, 'id'], message });
    seen.add(each.id);
    if ((each.lab === undefined) === (each.elsewhere === undefined))
      context.addIssue({ code: 'custom', path: [index], message: `"${each.id}" has a lab, or says what shows it` });
  }
});

let loaded: Promise<readonly FieldCase[]> | undefined;

/**
 * Every case, in the order of the file. Read once per process.
 *
 * @throws ContentError naming field and mistake
 */
export function cases(): Promise<readonly FieldCase[]> {
  if (process.env.NODE_ENV === 'development') return loadCases(contentFolder);
  loaded ??= loadCases(contentFolder);
  return loaded;
}

async function loadCases(folder: string): Promise<readonly FieldCase[]> {
  const { value, mistakes } = await readYaml(folder, 'cases.yaml', casesFile);
  if (value === null) throw new ContentError(mistakes.map((each) => path.join('content', each)).join('\n'));
  return value;
}

/** The address of a case, without a language. */
export function casePath(caseId: string): string {
  return `/cases/${caseId}`;
}

/** The address of the lab in the case's configuration, without a language; null while there is no lab of it. */
export function caseLabPath({ lab }: FieldCase): string | null {
  if (lab === undefined) return null;
  return `/labs/${lab.id}?scenario=${lab.scenario}`;
}
