import { attribute, iterator } from './attributes';
import { bind } from './bind';
import { exceptions, raised } from './errors';
import type { Interpreter } from './interpreter';
import type { Machine } from './machine';
import { binary, floorDivide, isLess, lengthOf, limited, truthy } from './operators';
import { isCallable } from './runtime';
import { repr, str } from './text';
import {
  boolClass,
  builtinClasses,
  DONE,
  type Keywords,
  type Py,
  PyClass,
  PyIterator,
  PyList,
  PyNative,
  PyRange,
  PyTuple,
  type Running,
  settle,
  typeOf,
} from './values';

/** Names that a program has without an import. */
export function builtinNames(machine: Machine, interpreter: () => Interpreter): Map<string, Py> {
  const names = new Map<string, Py>(Object.entries(exceptions));
  const add = (name: string, call: PyNative['call']) => names.set(name, new PyNative(name, call));
  add('print', (args, keywords) => print(machine, args, keywords));
  add('len', ([of = null]) => BigInt(lengthOf(of)));
  add('repr', ([of = null]) => repr(of));
  add('callable', ([of = null]) => isCallable(of));
  add('isinstance', ([of = null, type = null]) => isInstance(of, type));
  add('abs', ([of = null]) => {
    if (typeof of === 'number') return Math.abs(of);
    const value = BigInt(wholeOf(of, `bad operand type for abs(): '${typeOf(of).name}'`));
    return value < 0n ? -value : value;
  });
  add('divmod', ([a = null, b = null]) => {
    if (typeof a === 'bigint' && typeof b === 'bigint' && b === 0n)
      throw raised('ZeroDivisionError', 'integer division or modulo by zero');
    return new PyTuple([binary('//', a, b), binary('%', a, b)]);
  });
  add('round', ([of = null, digits = null]) => round(of, digits));
  add('getattr', ([of = null, name = null, ...otherwise]) => getAttribute(machine, of, name, otherwise));
  add('hasattr', ([of = null, name = null]) => getAttribute(machine, of, name, [MISSING]) !== MISSING);
  add('chr', ([of = null]) => String.fromCodePoint(Number(of)));
  add('ord', ([of = null]) => BigInt(str(of).codePointAt(0) ?? 0));
  add('id', ([of = null]) => BigInt(machine.idOf(of)));
  addIterating(add, interpreter);
  addClasses(names, interpreter);
  return names;
}

const MISSING = new PyTuple([]);

function getAttribute(machine: Machine, of: Py, name: Py, otherwise: readonly Py[]): Py {
  try {
    return attribute(of, str(name), machine);
  } catch (error) {
    const [value] = otherwise;
    if (value === undefined) throw error;
    return value;
  }
}

function print(machine: Machine, args: readonly Py[], keywords: Keywords): null {
  for (const key of keywords.keys()) {
    if (!['sep', 'end', 'flush', 'file'].includes(key))
      throw raised('TypeError', `'${key}' is an invalid keyword argument for print()`);
  }
  const { sep, end } = bind('print', [], keywords, [], { sep: ' ', end: '\n', flush: false, file: null });
  machine.print(args.map(str).join(sep === null ? ' ' : str(sep)) + (end === null ? '\n' : str(end)));
  return null;
}

function isInstance(of: Py, type: Py): boolean {
  const all = type instanceof PyTuple ? type.items : [type];
  return all.some((each) => {
    if (!(each instanceof PyClass))
      throw raised('TypeError', 'isinstance() arg 2 must be a type, a tuple of types, or a union');
    return each === builtinClasses.object || typeOf(of).isWithin(each);
  });
}

function wholeOf(value: Py, message: string): bigint {
  if (typeof value === 'bigint' || typeof value === 'boolean') return BigInt(value);
  throw raised('TypeError', message);
}

function round(of: Py, digits: Py): Py {
  if (typeof of === 'bigint' || typeof of === 'boolean')
    return roundInt(BigInt(of), digits === null ? 0 : Number(digits));
  if (typeof of !== 'number') throw raised('TypeError', `type ${typeOf(of).name} doesn't define __round__ method`);
  if (digits === null) {
    const down = Math.floor(of);
    const rest = of - down;
    return BigInt(rest < 0.5 || (rest === 0.5 && down % 2 === 0) ? down : down + 1);
  }
  return Number(of.toFixed(Math.max(0, Number(digits))));
}

function roundInt(of: bigint, digits: number): bigint {
  if (digits >= 0) return of;
  const unit = 10n ** BigInt(Math.min(-digits, 1_000));
  const down = floorDivide(of, unit) * unit;
  const rest = 2n * (of - down);
  const isUp = rest > unit || (rest === unit && floorDivide(of, unit) % 2n !== 0n);
  return isUp ? down + unit : down;
}

type Add = (name: string, call: PyNative['call']) => void;

function addIterating(add: Add, interpreter: () => Interpreter): void {
  add('sorted', function* (args, keywords) {
    const { iterable, key, reverse } = bind('sorted', args, keywords, ['iterable'], { key: null, reverse: false });
    return new PyList(yield* sorted(interpreter(), yield* interpreter().list(iterable), key, truthy(reverse)));
  });
  add('sum', function* ([iterable = null, start = 0n]) {
    return (yield* interpreter().list(iterable)).reduce((sum, each) => binary('+', sum, each), start);
  });
  for (const [name, isBetter] of [
    ['min', (a: Py, b: Py) => isLess(a, b)],
    ['max', (a: Py, b: Py) => isLess(b, a)],
  ] as const) {
    add(name, (args, keywords) => extreme(interpreter(), name, isBetter, args, keywords));
  }
  add('any', function* ([iterable = null]) {
    return (yield* interpreter().list(iterable)).some(truthy);
  });
  add('all', function* ([iterable = null]) {
    return (yield* interpreter().list(iterable)).every(truthy);
  });
  add('enumerate', (args, keywords) => {
    const { iterable, start } = bind('enumerate', args, keywords, ['iterable'], { start: 0n });
    const items = iterator(iterable);
    let at = BigInt(Number(start));
    return new PyIterator(function* () {
      const item = yield* settle<Py | typeof DONE>(items.next());
      if (item === DONE) return DONE;
      at += 1n;
      return new PyTuple([at - 1n, item]);
    });
  });
  add('zip', (iterables) => {
    const iterators = iterables.map((each) => iterator(each));
    return new PyIterator(function* () {
      const items: Py[] = [];
      for (const each of iterators) {
        const item = yield* settle<Py | typeof DONE>(each.next());
        if (item === DONE) return DONE;
        items.push(item);
      }
      return items.length === 0 ? DONE : new PyTuple(items);
    });
  });
  add('reversed', function* ([iterable = null]) {
    const items = (yield* interpreter().list(iterable)).reverse();
    return iterator(new PyList(items));
  });
  add('map', ([callee = null, iterable = null]) => {
    const items = iterator(iterable);
    return new PyIterator(function* () {
      const item = yield* settle<Py | typeof DONE>(items.next());
      return item === DONE ? DONE : yield* interpreter().call(callee, [item]);
    });
  });
  add('filter', ([callee = null, iterable = null]) => {
    const items = iterator(iterable);
    return new PyIterator(function* () {
      for (;;) {
        const item = yield* settle<Py | typeof DONE>(items.next());
        if (item === DONE) return DONE;
        if (truthy(callee === null ? item : yield* interpreter().call(callee, [item]))) return item;
      }
    });
  });
  add('iter', ([iterable = null]) => iterator(iterable));
  add('next', function* ([from = null, ...otherwise]) {
    const item = from instanceof PyIterator ? yield* settle<Py | typeof DONE>(from.next()) : DONE;
    if (item !== DONE) return item;
    const [value] = otherwise;
    if (value === undefined) throw raised('StopIteration', '');
    return value;
  });
}

/** Stable, by what `key` makes of each item. */
export function* sorted(interpreter: Interpreter, items: readonly Py[], key: Py, isReversed: boolean): Running<Py[]> {
  const keyed: (readonly [Py, Py])[] = [];
  for (const item of items) keyed.push([key === null ? item : yield* interpreter.call(key, [item]), item]);
  // Reversed twice round, so that equal ones keep their order.
  const sign = isReversed ? -1 : 1;
  return keyed.sort(([a], [b]) => (isLess(a, b) ? -sign : isLess(b, a) ? sign : 0)).map(([, item]) => item);
}

function* extreme(
  interpreter: Interpreter,
  name: string,
  isBetter: (a: Py, b: Py) => boolean,
  args: readonly Py[],
  keywords: Keywords,
): Running {
  const items = args.length === 1 ? yield* interpreter.list(args[0] ?? null) : args;
  const key = keywords.get('key') ?? null;
  let best: readonly [Py, Py] | null = null;
  for (const item of items) {
    const own = key === null ? item : yield* interpreter.call(key, [item]);
    if (best === null || isBetter(own, best[0])) best = [own, item];
  }
  if (best !== null) return best[1];
  const otherwise = keywords.get('default');
  if (otherwise === undefined) throw raised('ValueError', `${name}() arg is an empty sequence`);
  return otherwise;
}

function addClasses(names: Map<string, Py>, interpreter: () => Interpreter): void {
  const make = (type: PyClass, call: NonNullable<PyClass['make']>) => {
    type.make = call;
    names.set(type.name, type);
  };
  const { int, float, list, tuple, range, object, type } = builtinClasses;
  make(int, ([of = 0n]) => toInt(of));
  make(float, ([of = 0]) => toFloat(of));
  make(builtinClasses.str, (args) => (args.length === 0 ? '' : str(args[0] ?? null)));
  make(boolClass, ([of = false]) => truthy(of));
  make(list, function* ([of = new PyTuple([])]) {
    return new PyList(limited(yield* interpreter().list(of)));
  });
  make(tuple, function* ([of = new PyTuple([])]) {
    return new PyTuple(yield* interpreter().list(of));
  });
  make(range, (args) => rangeOf(args));
  make(object, () => new PyTuple([]));
  make(type, ([of = null]) => typeOf(of));
}

function toInt(of: Py): Py {
  if (typeof of === 'number') return BigInt(Math.trunc(of));
  if (typeof of === 'string') {
    const text = of.trim().replace(/(?<=\d)_(?=\d)/g, '');
    if (/^[-+]?\d+$/.test(text)) return BigInt(text.replace(/^\+/, ''));
    throw raised('ValueError', `invalid literal for int() with base 10: ${repr(of)}`);
  }
  return wholeOf(of, `int() argument must be a string, a bytes-like object or a real number, not '${typeOf(of).name}'`);
}

function toFloat(of: Py): Py {
  if (typeof of === 'number') return of;
  if (typeof of === 'string') {
    const value = of.trim() === '' ? Number.NaN : Number(of);
    if (Number.isNaN(value) && of.trim() !== 'nan')
      throw raised('ValueError', `could not convert string to float: ${repr(of)}`);
    return value;
  }
  return Number(wholeOf(of, `float() argument must be a string or a real number, not '${typeOf(of).name}'`));
}

function rangeOf(args: readonly Py[]): PyRange {
  const whole = args.map((each) => wholeOf(each, `'${typeOf(each).name}' object cannot be interpreted as an integer`));
  const [first = 0n, second, step = 1n] = whole;
  if (step === 0n) throw raised('ValueError', 'range() arg 3 must not be zero');
  return second === undefined ? new PyRange(0n, first, 1n) : new PyRange(first, second, step);
}
