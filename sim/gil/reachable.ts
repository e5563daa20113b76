import { type Instruction, shippedCode } from './bytecode';
import type { PythonVersion } from './config';
import {
  type CodeOf,
  execute,
  type Frame,
  isUnlock,
  nextInstruction,
  type Shared,
  startBody,
  type Value,
} from './interpreter';

/** States that one exploration may visit: some seconds of work. */
const STATES_MAX = 300_000;

/** Thrown when the schedules of these bodies have more states than are looked at. */
export class TooManyStates extends Error {
  override readonly name = 'TooManyStates';
}

interface Moment {
  readonly threads: Frame[][];
  readonly shared: Shared;
}

/**
 * The values that `x` can have once every thread has run its body, over all schedules: ascending. On 3.11 another thread may go on
 * after a check point, on 3.9 after any instruction; so too without a GIL, where each access to a variable of the module is one
 * step under the lock of its dict (PEP 703, "Container thread-safety").
 */
export function reachableValues(
  bodies: readonly string[],
  version: PythonVersion,
  codeOf: CodeOf = shippedCode,
): number[] {
  const start: Moment = { threads: bodies.map(startBody), shared: { x: 0, lockOwner: null } };
  const seen = new Set<string>();
  const finals = new Set<number>();
  const waiting: Moment[] = [start];
  for (let moment = waiting.pop(); moment !== undefined; moment = waiting.pop()) {
    if (moment.threads.every((frames) => frames.length === 0)) finals.add(moment.shared.x);
    for (const thread of moment.threads.keys()) {
      const next = runOn(moment, thread, version === '3.11', codeOf);
      if (next === null) continue;
      const key = keyOf(next);
      if (seen.has(key)) continue;
      if (seen.size >= STATES_MAX) throw new TooManyStates(`more than ${STATES_MAX} states`);
      seen.add(key);
      waiting.push(next);
    }
  }
  return [...finals].sort((left, right) => left - right);
}

/**
 * The moment at which another thread may go on next, after this one has; null when it cannot. Instructions that touch nothing shared
 * are run together with the one before: whether others run between them makes no difference.
 */
function runOn({ threads, shared }: Moment, thread: number, checkPointsOnly: boolean, codeOf: CodeOf): Moment | null {
  const before = threads[thread] ?? [];
  if (before.length === 0) return null;
  const frames = before.map(copyFrame);
  const after: Shared = { ...shared };
  let isFirst = true;
  for (let next = nextInstruction(frames, codeOf); next !== null; next = nextInstruction(frames, codeOf)) {
    if (!isFirst && !checkPointsOnly && isShared(next, frames)) break;
    const effect = execute(frames, after, thread, codeOf);
    // Waiting for the lock gives the GIL up, whatever was done before; alone it is no step.
    if (effect === 'blocked' && isFirst) return null;
    if (effect === 'blocked' || (effect === 'checkPoint' && checkPointsOnly)) break;
    isFirst = false;
  }
  return { threads: threads.map((each, index) => (index === thread ? frames : each)), shared: after };
}

function isShared(instruction: Instruction, frames: readonly Frame[]): boolean {
  return instruction.variable === 'x' || instruction.name === 'BEFORE_WITH' || isUnlock(frames.at(-1), instruction);
}

function copyFrame({ code, at, stack, locals }: Frame): Frame {
  const stackCopy = stack.map((value) => (typeof value === 'object' && value !== null ? { ...value } : value));
  return { code, at, stack: stackCopy, locals: { ...locals } };
}

function keyOf({ threads, shared }: Moment): string {
  let key = `${shared.x} ${shared.lockOwner}`;
  for (const frames of threads) {
    key += '/';
    for (const { at, stack, locals } of frames) {
      key += `;${at}`;
      for (const value of stack) key += textOf(value);
      for (const name in locals) key += name + textOf(locals[name] ?? null);
    }
  }
  return key;
}

function textOf(value: Value): string {
  return typeof value === 'object' && value !== null ? `,${value.at}-${value.end}` : `,${value}`;
}
