import * as z from 'zod';

/** A text in both languages of the course. */
export const localizedText = z.strictObject({ ko: z.string().trim().min(1), en: z.string().trim().min(1) });
export type LocalizedText = z.infer<typeof localizedText>;

export const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens');

/** What a learner types, before it is compared: in one Unicode form, without outer blanks, runs of blanks as one. */
export function tidy(text: string): string {
  return text.normalize('NFC').trim().replaceAll(/\s+/gu, ' ');
}

/** The same for code and output: line ends as one kind, without blanks at the ends of lines and without empty last lines. */
export function tidyLines(text: string): readonly string[] {
  const lines = text
    .normalize('NFC')
    .split(/\r\n|\r|\n/u)
    .map((line) => line.trimEnd());
  while (lines.at(-1) === '') lines.pop();
  return lines;
}
