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
}
