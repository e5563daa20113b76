import { createProcessor } from '@mdx-js/mdx';
import remarkGfm from 'remark-gfm';
import { staticValue } from './static-value';

/** A component of the lesson kit as it stands in a lesson, or a heading, a link, an image, a word of running text. */
export type LessonPart =
  | {
      readonly type: 'component';
      readonly name: string;
      readonly props: Readonly<Record<string, unknown>>;
      readonly line: number;
      readonly children: readonly LessonPart[];
    }
  | { readonly type: 'link'; readonly url: string; readonly line: number; readonly children: readonly LessonPart[] }
  | { readonly type: 'text'; readonly text: string; readonly line: number }
  /** What no lesson has: an import, an expression, an HTML element, a picture. */
  | { readonly type: 'foreign'; readonly what: string; readonly line: number };

export type LessonDocument =
  | { readonly ok: true; readonly parts: readonly LessonPart[] }
  | { readonly ok: false; readonly line: number; readonly message: string };

/** The part of a syntax tree's node that is read here. */
interface SyntaxNode {
  readonly type: string;
  readonly name?: string | null;
  readonly value?: unknown;
  readonly url?: string;
  readonly attributes?: readonly SyntaxAttribute[];
  readonly children?: readonly SyntaxNode[];
  readonly position?: { readonly start: { readonly line: number } } | undefined;
}

interface SyntaxAttribute {
  readonly type: string;
  readonly name?: string;
  readonly value?: unknown;
}

// As the pages are built: Korean writes ranges with a tilde, and one alone strikes nothing through.
const processor = createProcessor({ remarkPlugins: [[remarkGfm, { singleTilde: false }]] });

/** Reads a lesson's MDX as what its checks need: components with their plain values, links and running text, in order. */
export function readLesson(text: string): LessonDocument {
  try {
    return { ok: true, parts: readChildren(processor.parse(text)) };
  } catch (error) {
    const { line, reason } = Object(error);
    if (typeof reason !== 'string') throw error;
    return { ok: false, line: typeof line === 'number' ? line : 1, message: reason };
  }
}

function readChildren({ children }: SyntaxNode): readonly LessonPart[] {
  return (children ?? []).flatMap(readNode);
}

function readNode(node: SyntaxNode): readonly LessonPart[] {
  const line = node.position?.start.line ?? 1;
  switch (node.type) {
    case 'mdxJsxFlowElement':
    case 'mdxJsxTextElement':
      return [readElement(node, line)];
    case 'link':
      return [{ type: 'link', url: node.url ?? '', line, children: readChildren(node) }];
    case 'text':
    case 'inlineCode':
      return typeof node.value === 'string' ? [{ type: 'text', text: node.value, line }] : [];
    case 'image':
    case 'imageReference':
      return [{ type: 'foreign', what: 'picture', line }];
    case 'html':
      return [{ type: 'foreign', what: 'HTML', line }];
    case 'mdxjsEsm':
      return [{ type: 'foreign', what: 'import or export', line }];
    case 'mdxFlowExpression':
    case 'mdxTextExpression':
      return isComment(node.value) ? [] : [{ type: 'foreign', what: 'expression', line }];
    case 'paragraph':
    case 'heading':
    case 'tableCell':
      return [...readChildren(node), { type: 'text', text: '\n', line }];
    default:
      return readChildren(node);
  }
}

function isComment(source: unknown): boolean {
  return typeof source === 'string' && /^\s*(\/\*[\s\S]*\*\/\s*)?$/u.test(source);
}

function readElement(node: SyntaxNode, line: number): LessonPart {
  const { name } = node;
  if (typeof name !== 'string') return { type: 'foreign', what: 'fragment', line };
  if (!/^\p{Lu}/u.test(name)) return { type: 'foreign', what: `<${name}>`, line };
  const props: Record<string, unknown> = {};
  for (const attribute of node.attributes ?? []) {
    if (attribute.type !== 'mdxJsxAttribute' || attribute.name === undefined) {
      return { type: 'foreign', what: `spread attribute (<${name}>)`, line };
    }
    props[attribute.name] = readAttribute(attribute.value);
  }
  return { type: 'component', name, props, line, children: readChildren(node) };
}

/** A string, true for an attribute without a value, or the plain value of an expression. */
function readAttribute(value: unknown): unknown {
  if (value === null || value === undefined) return true;
  if (typeof value === 'string') return value;
  return staticValue(Object(value).data?.estree?.body?.[0]?.expression);
}
