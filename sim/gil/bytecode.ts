import shipped from './bytecode.json' with { type: 'json' };

/** One instruction of CPython 3.11 as `dis` prints it, without inline caches; jumps by index. */
export interface Instruction {
  readonly offset: number;
  readonly name: string;
  /** Index of the instruction that it may jump to. */
  readonly target?: number;
  readonly operator?: string;
  readonly variable?: string;
  readonly pushesNull?: boolean;
  readonly constant?: number | string | null;
  readonly arguments?: number;
}

export type Code = readonly Instruction[];

/**
 * The bodies that threads can run, with their bytecode: `x` (0 at the start), `lock` and `f` (a function that returns 1) are
 * globals, every other name is local. Written by `npm run conformance -- gil --record` from Python 3.11's own `dis`.
 */
export const bodies: Readonly<Record<string, Code>> = shipped.bodies;

/** The Python function `f`. */
export const callee: Code = shipped.callee;

/** The key of `f` in a frame; no body has this text. */
export const CALLEE = 'f';

export function shippedCode(body: string): Code {
  return body === CALLEE ? callee : (bodies[body] ?? []);
}

/** The body that a text means: spaces at the ends and round line breaks and semicolons do not matter. Null for one that is not shipped. */
export function findBody(text: string): string | null {
  const wanted = plain(text);
  return Object.keys(bodies).find((body) => plain(body) === wanted) ?? null;
}

function plain(text: string): string {
  return text
    .trim()
    .split(/\s*(?:;|\n)\s*/)
    .join('; ');
}
