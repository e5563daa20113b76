import type { ZodMiniType } from 'zod/mini';
import type { Json } from './simulation';

/** What is wrong with a line, in one sentence. */
export class BadLine extends Error {
  override readonly name = 'BadLine';
}

/**
 * A model driven by lines of text in its system's own language, without pages, networks or processes around it. Each line
 * fed gives zero or more values, to be printed as one line of JSON each. Throws BadLine, with nothing changed, for a line
 * that is not understood.
 */
export interface LineSession {
  feed(line: string): readonly Json[];
  /** What is still to be answered when the input ends. */
  end?(): readonly Json[];
}

/** A line that is one JSON object. Throws BadLine, which says `expected`, for any other. */
export function parseObject(line: string, expected: string): object {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    value = null;
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new BadLine(expected);
}

/** What a schema makes of a line's value. Throws BadLine that names the first place that is wrong. */
export function parseWith<Value>(schema: ZodMiniType<Value>, value: unknown): Value {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new BadLine(`${issue?.path.join('.') || 'the line'}: ${issue?.message ?? 'not understood'}`);
}
