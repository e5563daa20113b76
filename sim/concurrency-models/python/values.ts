import type { Code } from './ast';

/** A value of a program: None, bool, int (bigint), float (number), str, or an object. */
export type Py = null | boolean | bigint | number | string | PyValue;

/** What a greenlet asks for: that another one goes on, with what its own call of switch returns or raises there. */
export interface Switch {
  readonly to: Greenlet;
  readonly args: readonly Py[];
  readonly error: PyException | null;
  /** What it is called with if it has not begun, in place of `args`. */
  readonly startArgs?: readonly Py[];
  readonly keywords?: Keywords;
}

/** Something that may switch greenlets before it has a result. */
export type Running<Result = Py> = Generator<Switch, Result, Py>;

export type Keywords = ReadonlyMap<string, Py>;
export type Native = (args: readonly Py[], keywords: Keywords) => Py | Running;
export type Method = (self: never, args: readonly Py[], keywords: Keywords) => Py | Running;

export abstract class PyValue {
  abstract readonly type: PyClass;
}

/** A class: of exceptions, or of what a module offers. `make` builds an instance. */
export class PyClass extends PyValue {
  readonly methods = new Map<string, Method>();
  readonly getters = new Map<string, (self: never) => Py>();
  readonly setters = new Map<string, (self: never, value: Py) => void>();

  constructor(
    readonly name: string,
    readonly base: PyClass | null = null,
    public make: Native | null = null,
  ) {
    super();
  }

  get type(): PyClass {
    return typeClass;
  }

  find<Kind extends 'methods' | 'getters' | 'setters'>(kind: Kind, name: string): ReturnType<PyClass[Kind]['get']> {
    for (let each: PyClass | null = this; each !== null; each = each.base) {
      const found = each[kind].get(name);
      if (found !== undefined) return found as ReturnType<PyClass[Kind]['get']>;
    }
    return undefined as ReturnType<PyClass[Kind]['get']>;
  }

  isWithin(other: PyClass): boolean {
    for (let each: PyClass | null = this; each !== null; each = each.base) if (each === other) return true;
    return false;
  }
}

const typeClass = new PyClass('type');

/** Of the values that are no objects of ours. */
export const builtinClasses = {
  type: typeClass,
  object: new PyClass('object'),
  NoneType: new PyClass('NoneType'),
  int: new PyClass('int'),
  float: new PyClass('float'),
  str: new PyClass('str'),
  list: new PyClass('list'),
  tuple: new PyClass('tuple'),
  range: new PyClass('range'),
  function: new PyClass('function'),
  builtin: new PyClass('builtin_function_or_method'),
  method: new PyClass('method'),
  module: new PyClass('module'),
  iterator: new PyClass('iterator'),
} as const;
export const boolClass = new PyClass('bool', builtinClasses.int);

export class PyList extends PyValue {
  readonly type = builtinClasses.list;
  constructor(public items: Py[]) {
    super();
  }
}

export class PyTuple extends PyValue {
  readonly type = builtinClasses.tuple;
  constructor(readonly items: readonly Py[]) {
    super();
  }
}

export class PyRange extends PyValue {
  readonly type = builtinClasses.range;
  constructor(
    readonly from: bigint,
    readonly to: bigint,
    readonly step: bigint,
  ) {
    super();
  }

  get length(): number {
    const { from, to, step } = this;
    const count = step > 0n ? (to - from + step - 1n) / step : (to - from + step + 1n) / step;
    return count > 0n ? Number(count) : 0;
  }

  at(index: number): bigint {
    return this.from + BigInt(index) * this.step;
  }
}

/** Names of one call, or of the module. */
export interface Scope {
  readonly names: Map<string, Py>;
  readonly locals: ReadonlySet<string> | null;
  readonly globals: ReadonlySet<string>;
  readonly outer: Scope | null;
}

export class PyFunction extends PyValue {
  readonly type = builtinClasses.function;
  constructor(
    readonly code: Code,
    readonly scope: Scope,
    readonly defaults: ReadonlyMap<string, Py>,
  ) {
    super();
  }
}

export class PyNative extends PyValue {
  readonly type: PyClass = builtinClasses.builtin;
  constructor(
    readonly name: string,
    readonly call: Native,
  ) {
    super();
  }
}

/** A method together with whose it is; another one each time it is asked for, and equal to those of the same. */
export class PyMethod extends PyValue {
  readonly type = builtinClasses.method;
  constructor(
    readonly self: Py,
    readonly name: string,
    readonly method: Method,
  ) {
    super();
  }

  call(args: readonly Py[], keywords: Keywords): Py | Running {
    return this.method(this.self as never, args, keywords);
  }
}

/** An object with attributes of its own. */
export class PyObject extends PyValue {
  readonly attributes = new Map<string, Py>();
  constructor(readonly type: PyClass) {
    super();
  }
}

export class PyModule extends PyValue {
  readonly type = builtinClasses.module;
  constructor(
    readonly name: string,
    readonly names: Map<string, Py>,
  ) {
    super();
  }
}

/** What an iteration is over. */
export const DONE = Symbol('done');

export class PyIterator extends PyValue {
  readonly type = builtinClasses.iterator;
  constructor(readonly next: () => Py | typeof DONE | Running<Py | typeof DONE>) {
    super();
  }
}

export class PyException extends PyObject {
  args: readonly Py[];
  constructor(type: PyClass, args: readonly Py[]) {
    super(type);
    this.args = args;
  }
}

/** A Python exception on its way through our own code. */
export class Raised extends Error {
  constructor(readonly exception: PyException) {
    super(exception.type.name);
  }
}

/** A greenlet: a stack of calls that can be left and gone back to. `main` is the one that the program begins in. */
export class Greenlet extends PyObject {
  status: 'new' | 'active' | 'dead' = 'new';
  running: Running | null = null;
  /** Exceptions that its handlers are handling, the innermost last: what a bare `raise` raises. */
  readonly handling: PyException[] = [];
  /** Calls that it is within. */
  depth = 0;
  /** Its name in what is told of the run. */
  label = '';

  constructor(
    type: PyClass,
    public run: Py | null,
    public parent: Greenlet | null,
  ) {
    super(type);
  }

  get isDead(): boolean {
    return this.status === 'dead';
  }
}

export function isRunning(value: unknown): value is Running<never> {
  return typeof value === 'object' && value !== null && !(value instanceof PyValue) && 'next' in value;
}

/** Waits for what may still have to run. */
export function* settle<Result>(value: Result | Running<Result>): Running<Result> {
  return isRunning(value) ? yield* value as Running<Result> : (value as Result);
}

export function typeOf(value: Py): PyClass {
  switch (typeof value) {
    case 'bigint':
      return builtinClasses.int;
    case 'number':
      return builtinClasses.float;
    case 'string':
      return builtinClasses.str;
    case 'boolean':
      return boolClass;
    default:
      return value === null ? builtinClasses.NoneType : value.type;
  }
}

export const NONE_KEYWORDS: Keywords = new Map();
