import { CALLEE, type Code, type Instruction, shippedCode } from './bytecode';

/** What a stack or a variable holds: a number, a truth value, None, the name of something callable, or a running `range`. */
export type Value = number | boolean | string | null | { at: number; readonly end: number };

/** What a callable's `self` slot holds before a call without one. */
const NULL = '<null>';

export interface Frame {
  /** A body, or the function `f`. */
  readonly code: string;
  at: number;
  readonly stack: Value[];
  readonly locals: Record<string, Value>;
}

/** What all threads share. */
export interface Shared {
  x: number;
  /** Which thread has the lock. */
  lockOwner: number | null;
}

/**
 * What became of an instruction. After a `checkPoint` CPython 3.11 looks at the eval breaker: it may hand the GIL over there and
 * nowhere else. A `blocked` one has done nothing and is to be tried again once the lock is free.
 */
export type Effect = 'next' | 'checkPoint' | 'blocked' | 'returned';

export function startBody(body: string): Frame[] {
  return [{ code: body, at: 0, stack: [], locals: {} }];
}

/** Finds the bytecode that a frame names. */
export type CodeOf = (code: string) => Code;

/** The instruction that comes next; null when the body has returned. */
export function nextInstruction(frames: readonly Frame[], codeOf: CodeOf = shippedCode): Instruction | null {
  const frame = frames.at(-1);
  return frame === undefined ? null : (codeOf(frame.code)[frame.at] ?? null);
}

/**
 * Executes one instruction and changes frames and shared variables. Source: CPython 3.11, Python/ceval.c: `RESUME` and
 * `JUMP_BACKWARD` check the eval breaker, a `CALL` of a function in C does after it, one of a function in Python does not: its
 * `RESUME` will.
 */
export function execute(frames: Frame[], shared: Shared, thread: number, codeOf: CodeOf = shippedCode): Effect {
  const frame = frames.at(-1);
  const instruction = nextInstruction(frames, codeOf);
  if (frame === undefined || instruction === null) throw new Error('the body has returned');
  const { stack, locals } = frame;
  const pop = (): Value => stack.pop() ?? null;
  const jumpIf = (isMet: boolean): Effect => {
    frame.at = isMet ? (instruction.target ?? 0) : frame.at + 1;
    return 'next';
  };
  switch (instruction.name) {
    case 'RESUME':
      frame.at += 1;
      return 'checkPoint';
    case 'JUMP_BACKWARD':
      jumpIf(true);
      return 'checkPoint';
    case 'JUMP_FORWARD':
      return jumpIf(true);
    case 'POP_JUMP_FORWARD_IF_FALSE':
      return jumpIf(!pop());
    case 'POP_JUMP_FORWARD_IF_TRUE':
      return jumpIf(Boolean(pop()));
    case 'FOR_ITER': {
      const range = stack.at(-1);
      if (typeof range !== 'object' || range === null) throw new Error('FOR_ITER: no range on the stack');
      if (range.at >= range.end) {
        pop();
        return jumpIf(true);
      }
      stack.push(range.at);
      range.at += 1;
      break;
    }
    case 'LOAD_GLOBAL':
      if (instruction.pushesNull) stack.push(NULL);
      stack.push(instruction.variable === 'x' ? shared.x : (instruction.variable ?? null));
      break;
    case 'STORE_GLOBAL':
      shared.x = Number(pop());
      break;
    case 'LOAD_CONST':
      stack.push(instruction.constant ?? null);
      break;
    case 'LOAD_FAST':
      stack.push(locals[instruction.variable ?? ''] ?? null);
      break;
    case 'STORE_FAST':
      locals[instruction.variable ?? ''] = pop();
      break;
    case 'BINARY_OP':
    case 'COMPARE_OP': {
      const right = Number(pop());
      stack.push(calculate(instruction.operator ?? '', Number(pop()), right));
      break;
    }
    case 'POP_TOP':
      pop();
      break;
    case 'BEFORE_WITH':
      if (shared.lockOwner !== null && shared.lockOwner !== thread) return 'blocked';
      shared.lockOwner = thread;
      pop();
      // `__exit__`, found by its name when it is called with three arguments of None, then what `__enter__` gave.
      stack.push(NULL, 'unlock', true);
      break;
    case 'CALL':
      return call(frames, frame, instruction, shared);
    case 'RETURN_VALUE': {
      const result = pop();
      frames.pop();
      frames.at(-1)?.stack.push(result);
      return frames.length === 0 ? 'returned' : 'next';
    }
    case 'PRECALL':
    case 'GET_ITER':
      break;
    default:
      throw new Error(`${instruction.name}: an instruction that no shipped body has`);
  }
  frame.at += 1;
  return 'next';
}

function call(frames: Frame[], frame: Frame, instruction: Instruction, shared: Shared): Effect {
  const { stack } = frame;
  const isExit = isUnlock(frame, instruction);
  const given = stack.splice(stack.length - (isExit ? 3 : (instruction.arguments ?? 0)));
  const [callable] = stack.splice(stack.length - 2).reverse();
  frame.at += 1;
  if (callable === CALLEE) {
    frames.push({ code: CALLEE, at: 0, stack: [], locals: {} });
    return 'next';
  }
  if (isExit) shared.lockOwner = null;
  stack.push(isExit ? null : callBuiltin(callable ?? null, given.map(Number)));
  return 'checkPoint';
}

/**
 * Whether the coming CALL is that of the lock's `__exit__`. The `with` statement calls it with its first None in the place of
 * `self`, hence with one argument more than the instruction says.
 */
export function isUnlock(frame: Frame | undefined, instruction: Instruction): boolean {
  return instruction.name === 'CALL' && instruction.arguments === 2 && frame?.stack.at(-4) === 'unlock';
}

function callBuiltin(name: Value, given: readonly number[]): Value {
  if (name === 'range') return { at: 0, end: given[0] ?? 0 };
  if (name === 'int') return given[0] ?? 0;
  if (name === 'max') return Math.max(...given);
  throw new Error(`${String(name)}: a function that no shipped body calls`);
}

function calculate(operator: string, left: number, right: number): number | boolean {
  switch (operator) {
    case '+':
    case '+=':
      return left + right;
    case '-':
    case '-=':
      return left - right;
    case '*':
    case '*=':
      return left * right;
    case '==':
      return left === right;
    case '<':
      return left < right;
    case '>':
      return left > right;
    default:
      throw new Error(`${operator}: an operator that no shipped body has`);
  }
}
