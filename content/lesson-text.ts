import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createProcessor } from '@mdx-js/mdx';
import remarkGfm from 'remark-gfm';
import * as z from 'zod';
import { lessonFile } from './lesson-path';

/** What a lesson's section says, as plain text. */
export interface SectionText {
  readonly id: string;
  readonly text: string;
}

/** Parts whose words are no sentences of the lesson: sources, answers to choose from, drawings. */
const SILENT = new Set(['Cite', 'Option', 'Sequence', 'Boxes', 'Checkpoint']);

interface MdxNode {
  readonly type: string;
  readonly name?: string | null | undefined;
  readonly value?: string | undefined;
  readonly attributes?: readonly unknown[] | undefined;
  readonly children?: readonly MdxNode[] | undefined;
}

const mdxNode: z.ZodType<MdxNode> = z.object({
  type: z.string(),
  name: z.string().nullish(),
  value: z.string().optional(),
  attributes: z.array(z.unknown()).optional(),
  children: z.lazy(() => z.array(mdxNode)).optional(),
});
const idAttribute = z.object({ name: z.literal('id'), value: z.string() });

/**
 * The sections of a lesson in their order, as plain text.
 *
 * @throws Error when the file is missing or is no MDX
 */
export async function lessonText(topicId: string, lessonId: string, locale: string): Promise<readonly SectionText[]> {
  const file = path.join(process.cwd(), 'content', lessonFile(topicId, lessonId, locale));
  return sectionTexts(await readFile(file, 'utf8'));
}

/**
 * The sources that a lesson cites, in the order in which it first does, each with its places.
 *
 * @throws Error when the file is missing
 */
export async function citedSources(
  topicId: string,
  lessonId: string,
  locale: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  return citationsIn(
    await readFile(path.join(process.cwd(), 'content', lessonFile(topicId, lessonId, locale)), 'utf8'),
  );
}

/** The sources that a lesson's MDX cites, with their places. */
export function citationsIn(source: string): ReadonlyMap<string, readonly string[]> {
  const cited = new Map<string, readonly string[]>();
  for (const [, id = '', at = ''] of source.matchAll(/<Cite\s+source="([^"]*)"\s+at="([^"]*)"/gu)) {
    // Of numbered places each is one; a comma may also stand before a name: "Figure 2, Rules for Servers".
    const parts = at.split(', ');
    const named = parts.every((part) => /^(?:§|Figure )/u.test(part)) ? parts : [at];
    cited.set(id, [...new Set([...(cited.get(id) ?? []), ...named])]);
  }
  return cited;
}

/** The sections in a lesson's MDX. */
export function sectionTexts(source: string): readonly SectionText[] {
  const processor = createProcessor({ remarkPlugins: [[remarkGfm, { singleTilde: false }]] });
  return sectionsIn(mdxNode.parse(processor.parse(source)));
}

function sectionsIn(node: MdxNode): readonly SectionText[] {
  if (node.name !== 'Section') return (node.children ?? []).flatMap(sectionsIn);
  const id = node.attributes?.map((each) => idAttribute.safeParse(each)).find(({ success }) => success)?.data?.value;
  return id === undefined ? [] : [{ id, text: textIn(node).replaceAll(/\s+/gu, ' ').trim() }];
}

function textIn(node: MdxNode): string {
  if (node.type === 'text' || node.type === 'inlineCode') return node.value ?? '';
  if (SILENT.has(node.name ?? '') || node.type === 'code') return '';
  const parts = (node.children ?? []).map(textIn);
  // Words of one paragraph follow one another; paragraphs, cells and list items stand apart.
  return /^(?:paragraph|heading|tableCell|strong|emphasis|delete|link|mdxJsxTextElement)$/u.test(node.type)
    ? parts.join('')
    : parts.join(' ');
}
