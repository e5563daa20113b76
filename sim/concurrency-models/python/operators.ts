import { raised } from './errors';
import { bounded, format, repr, str, TEXT_MAX } from './text';
import { Greenlet, type Py, PyList, PyMethod, PyRange, PyTuple, typeOf } from './values';

/** Integers have at most so many bits, lists so many items: a program that grows without end is stopped. */
const BITS_MAX = 4_096n;
export const ITEMS_MAX = 100_000;

export function truthy(value: Py): boolean {
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'bigint':
      return value !== 0n;
    case 'number':
      return value !== 0;
    case 'string':
      return value !== '';
  }
  if (value === null) return false;
  if (value instanceof PyList || value instanceof PyTuple || value instanceof PyRange) return lengthOf(value) > 0;
  const own = value.type.find('methods', '__bool__') ?? value.type.find('methods', '__len__');
  if (own !== undefined) {
    const answer = own(value as never, [], new Map());
    return answer !== false && answer !== 0n;
  }
  return value instanceof Greenlet ? value.status === 'active' : true;
}

export function lengthOf(value: Py): number {
  if (typeof value === 'string') return [...value].length;
  if (value instanceof PyList || value instanceof PyTuple) return value.items.length;
  if (value instanceof PyRange) return value.length;
  const own = typeof value === 'object' && value !== null ? value.type.find('methods', '__len__') : undefined;
  if (own === undefined) throw raised('TypeError', `object of type '${typeOf(value).name}' has no len()`);
  return Number(own(value as never, [], new Map()));
}

/** Of what is finite and at hand: list, tuple, str, range. Null for anything else. */
export function itemsOf(value: Py): readonly Py[] | null {
  if (value instanceof PyList || value instanceof PyTuple) return value.items;
  if (typeof value === 'string') return [...value];
  if (value instanceof PyRange) {
    if (value.length > ITEMS_MAX) throw raised('OverflowError', 'range too long for this lab');
    return Array.from({ length: value.length }, (_, index) => value.at(index));
  }
  return null;
}

const isNumber = (value: Py): value is bigint | number | boolean =>
  typeof value === 'bigint' || typeof value === 'number' || typeof value === 'boolean';

const whole = (value: bigint | boolean): bigint => BigInt(value);

function isWhole(value: Py): value is bigint | boolean {
  return typeof value === 'bigint' || typeof value === 'boolean';
}

export function equals(a: Py, b: Py): boolean {
  if (isNumber(a) && isNumber(b)) return isWhole(a) && isWhole(b) ? whole(a) === whole(b) : Number(a) === Number(b);
  if (a instanceof PyList && b instanceof PyList) return sameItems(a.items, b.items);
  if (a instanceof PyTuple && b instanceof PyTuple) return sameItems(a.items, b.items);
  if (a instanceof PyRange && b instanceof PyRange) return sameItems(itemsOf(a) ?? [], itemsOf(b) ?? []);
  if (a instanceof PyMethod && b instanceof PyMethod) return a.self === b.self && a.name === b.name;
  return a === b;
}

function sameItems(a: readonly Py[], b: readonly Py[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index] || equals(item, b[index] ?? null));
}

function unsupported(operator: string, a: Py, b: Py): never {
  const sign = operator === '**' ? '** or pow()' : operator;
  throw raised('TypeError', `unsupported operand type(s) for ${sign}: '${typeOf(a).name}' and '${typeOf(b).name}'`);
}

/** `a operator b` for `in`, `is` and the comparisons. */
export function compare(operator: string, a: Py, b: Py): boolean {
  switch (operator) {
    case '==':
      return equals(a, b);
    case '!=':
      return !equals(a, b);
    case 'is':
      return isSame(a, b);
    case 'is not':
      return !isSame(a, b);
    case 'in':
      return contains(b, a);
    case 'not in':
      return !contains(b, a);
    default:
      return ordered(operator, a, b);
  }
}

function isSame(a: Py, b: Py): boolean {
  if (a instanceof PyMethod || b instanceof PyMethod) return false;
  return a === b;
}

function ordered(operator: string, a: Py, b: Py): boolean {
  const order = orderOf(a, b);
  if (order === null) {
    throw raised(
      'TypeError',
      `'${operator}' not supported between instances of '${typeOf(a).name}' and '${typeOf(b).name}'`,
    );
  }
  if (Number.isNaN(order)) return false;
  return { '<': order < 0, '<=': order <= 0, '>': order > 0, '>=': order >= 0 }[operator] ?? false;
}

/** Below, at or above 0; null where there is no order. Items of sequences that have none raise TypeError. */
function orderOf(a: Py, b: Py): number | null {
  if (isNumber(a) && isNumber(b)) {
    if (isWhole(a) && isWhole(b)) return whole(a) < whole(b) ? -1 : whole(a) > whole(b) ? 1 : 0;
    return Number(a) - Number(b);
  }
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  const isPair = (a instanceof PyList && b instanceof PyList) || (a instanceof PyTuple && b instanceof PyTuple);
  if (!isPair) return null;
  const at = a.items.findIndex((item, index) => index >= b.items.length || !equals(item, b.items[index] ?? null));
  if (at < 0) return a.items.length - b.items.length;
  const [left, right] = [a.items[at] ?? null, b.items[at]];
  return right === undefined ? 1 : ordered('<', left, right) ? -1 : 1;
}

export function isLess(a: Py, b: Py): boolean {
  return ordered('<', a, b);
}

function contains(container: Py, item: Py): boolean {
  if (typeof container === 'string') {
    if (typeof item === 'string') return container.includes(item);
    throw raised('TypeError', `'in <string>' requires string as left operand, not ${typeOf(item).name}`);
  }
  const items = itemsOf(container);
  if (items !== null) return items.some((each) => each === item || equals(each, item));
  const own =
    typeof container === 'object' && container !== null ? container.type.find('methods', '__contains__') : undefined;
  if (own === undefined) throw raised('TypeError', `argument of type '${typeOf(container).name}' is not iterable`);
  return own(container as never, [item], new Map()) === true;
}

export function unary(operator: '-' | '+' | '~' | 'not', value: Py): Py {
  if (operator === 'not') return !truthy(value);
  if (isWhole(value)) {
    const number = whole(value);
    return operator === '-' ? -number : operator === '+' ? number : ~number;
  }
  if (typeof value === 'number' && operator !== '~') return operator === '-' ? -value : value;
  throw raised('TypeError', `bad operand type for unary ${operator}: '${typeOf(value).name}'`);
}

/** `a operator b`; a list on the left of `+=` is changed in place by who asks. */
export function binary(operator: string, a: Py, b: Py): Py {
  if (isWhole(a) && isWhole(b)) {
    if (typeof a === 'boolean' && typeof b === 'boolean' && '&|^'.includes(operator))
      return Boolean(ofInts(operator, whole(a), whole(b)));
    return ofInts(operator, whole(a), whole(b));
  }
  if (isNumber(a) && isNumber(b)) return ofFloats(operator, Number(a), Number(b), a, b);
  if (operator === '%' && typeof a === 'string') return percent(a, b);
  if (operator === '+') return concatenated(a, b);
  if (operator === '*') {
    if (isWhole(b)) return repeated(a, whole(b), b);
    if (isWhole(a)) return repeated(b, whole(a), a);
    for (const [sequence, other] of [
      [a, b],
      [b, a],
    ] as const) {
      if (typeof sequence === 'string' || sequence instanceof PyList || sequence instanceof PyTuple) {
        throw raised('TypeError', `can't multiply sequence by non-int of type '${typeOf(other).name}'`);
      }
    }
  }
  return unsupported(operator, a, b);
}

function sized(value: bigint): bigint {
  if (value >> BITS_MAX !== 0n && value >> BITS_MAX !== -1n)
    throw raised('OverflowError', 'integer too large for this lab');
  return value;
}

export function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

function ofInts(operator: string, a: bigint, b: bigint): Py {
  switch (operator) {
    case '+':
      return sized(a + b);
    case '-':
      return sized(a - b);
    case '*':
      return sized(a * b);
    case '/':
      if (b === 0n) throw raised('ZeroDivisionError', 'division by zero');
      return Number(a) / Number(b);
    case '//':
      if (b === 0n) throw raised('ZeroDivisionError', 'integer division or modulo by zero');
      return floorDivide(a, b);
    case '%':
      if (b === 0n) throw raised('ZeroDivisionError', 'integer modulo by zero');
      return a - b * floorDivide(a, b);
    case '**':
      return power(a, b);
    case '&':
      return a & b;
    case '|':
      return a | b;
    case '^':
      return a ^ b;
    default:
      if (b < 0n) throw raised('ValueError', 'negative shift count');
      if (operator === '>>') return a >> b;
      if (b > BITS_MAX) throw raised('OverflowError', 'integer too large for this lab');
      return sized(a << b);
  }
}

function power(a: bigint, b: bigint): Py {
  if (b < 0n) {
    if (a === 0n) throw raised('ZeroDivisionError', '0.0 cannot be raised to a negative power');
    return Number(a) ** Number(b);
  }
  const bits = BigInt(a.toString(2).length);
  if (bits > 1n && a !== 1n && a !== -1n && bits * b > 2n * BITS_MAX)
    throw raised('OverflowError', 'integer too large for this lab');
  return sized(a ** (a === 1n || a === 0n || a === -1n ? b % 2n || (b === 0n ? 0n : 2n) : b));
}

function ofFloats(operator: string, a: number, b: number, left: Py, right: Py): Py {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      if (b === 0) throw raised('ZeroDivisionError', 'float division by zero');
      return a / b;
    case '//':
      if (b === 0) throw raised('ZeroDivisionError', 'float floor division by zero');
      return Math.floor((a - floatModulo(a, b)) / b + 0.5 - 0.5) + 0;
    case '%':
      if (b === 0) throw raised('ZeroDivisionError', 'float modulo');
      return floatModulo(a, b);
    case '**':
      if (a === 0 && b < 0) throw raised('ZeroDivisionError', '0.0 cannot be raised to a negative power');
      return a ** b;
    default:
      return unsupported(operator, left, right);
  }
}

function floatModulo(a: number, b: number): number {
  const rest = a % b;
  if (rest === 0) return b < 0 ? -0 : 0;
  return rest < 0 !== b < 0 ? rest + b : rest;
}

function concatenated(a: Py, b: Py): Py {
  if (typeof a === 'string') {
    if (typeof b === 'string') return bounded(a + b);
    throw raised('TypeError', `can only concatenate str (not "${typeOf(b).name}") to str`);
  }
  if (a instanceof PyList) {
    if (b instanceof PyList) return new PyList(limited([...a.items, ...b.items]));
    throw raised('TypeError', `can only concatenate list (not "${typeOf(b).name}") to list`);
  }
  if (a instanceof PyTuple) {
    if (b instanceof PyTuple) return new PyTuple(limited([...a.items, ...b.items]));
    throw raised('TypeError', `can only concatenate tuple (not "${typeOf(b).name}") to tuple`);
  }
  return unsupported('+', a, b);
}

export function limited<Item>(items: Item[]): Item[] {
  if (items.length > ITEMS_MAX) throw raised('OverflowError', 'list too long for this lab');
  return items;
}

function repeated(sequence: Py, times: bigint, other: Py): Py {
  const count = times < 0n ? 0 : Number(times);
  const check = (length: number, most: number) => {
    if (length * count > most) throw raised('OverflowError', 'too long for this lab');
  };
  if (typeof sequence === 'string') {
    check(sequence.length, TEXT_MAX);
    return sequence.repeat(count);
  }
  if (sequence instanceof PyList || sequence instanceof PyTuple) {
    check(sequence.items.length, ITEMS_MAX);
    const items = Array.from({ length: count }, () => sequence.items).flat();
    return sequence instanceof PyList ? new PyList(items) : new PyTuple(items);
  }
  return unsupported('*', sequence, other);
}

/** `'…' % values`. */
function percent(text: string, values: Py): string {
  const all = values instanceof PyTuple ? values.items : [values];
  let used = 0;
  const made = text.replace(
    /%(?:(%)|([-0+ ]*)(\d+)?(?:\.(\d+))?([a-zA-Z]))/g,
    (_, isPercent, flags = '', width = '', precision, kind) => {
      if (isPercent !== undefined) return '%';
      const value = all[used];
      used += 1;
      if (value === undefined) throw raised('TypeError', 'not enough arguments for format string');
      return percentPart(value, flags, width, precision, kind);
    },
  );
  if (used < all.length) throw raised('TypeError', 'not all arguments converted during string formatting');
  return made;
}

function percentPart(value: Py, flags: string, width: string, precision: string | undefined, kind: string): string {
  const isText = kind === 's' || kind === 'r';
  if (isText) {
    const whole = kind === 's' ? str(value) : repr(value);
    const shown = precision === undefined ? whole : whole.slice(0, Number(precision));
    return flags.includes('-') ? shown.padEnd(Number(width)) : shown.padStart(Number(width));
  }
  if (!isNumber(value)) {
    const need = 'di'.includes(kind) ? `%${kind} format: a real number is required` : 'must be real number';
    throw raised(
      'TypeError',
      'di'.includes(kind) ? `${need}, not ${typeOf(value).name}` : `${need}, not ${typeOf(value).name}`,
    );
  }
  const of = 'di'.includes(kind) && typeof value === 'number' ? BigInt(Math.trunc(value)) : value;
  const sign = flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const align = flags.includes('-') ? '<' : '';
  const places = precision === undefined ? '' : `.${precision}`;
  return format(
    of,
    `${align}${sign}${flags.includes('0') && align === '' ? '0' : ''}${width}${places}${kind === 'i' ? 'd' : kind}`,
  );
}

/** `of[index]`. */
export function itemAt(of: Py, index: Py): Py {
  if (typeof of === 'string' || of instanceof PyList || of instanceof PyTuple || of instanceof PyRange) {
    const kind = typeOf(of).name === 'str' ? 'string' : typeOf(of).name;
    const items = typeof of === 'string' ? [...of] : (itemsOf(of) ?? []);
    const item =
      items[placeOf(index, items.length, kind, `${kind === 'range' ? 'range object' : kind} index out of range`)];
    return item ?? null;
  }
  throw raised('TypeError', `'${typeOf(of).name}' object is not subscriptable`);
}

export function placeOf(index: Py, length: number, kind: string, message: string): number {
  if (!isWhole(index)) {
    const slices = kind === 'string' ? ', not' : ' or slices, not';
    throw raised(
      'TypeError',
      `${kind} indices must be integers${slices} ${kind === 'string' ? `'${typeOf(index).name}'` : typeOf(index).name}`,
    );
  }
  const at = Number(whole(index)) + (whole(index) < 0n ? length : 0);
  if (at < 0 || at >= length) throw raised('IndexError', message);
  return at;
}

/** `of[from:to]`. */
export function slice(of: Py, from: Py, to: Py): Py {
  const items = typeof of === 'string' ? [...of] : of instanceof PyList || of instanceof PyTuple ? of.items : null;
  if (items === null) throw raised('TypeError', `'${typeOf(of).name}' object is not subscriptable`);
  const bound = (value: Py, otherwise: number) => {
    if (value === null) return otherwise;
    if (isWhole(value)) return Number(whole(value));
    throw raised('TypeError', 'slice indices must be integers or None or have an __index__ method');
  };
  const part = items.slice(bound(from, 0), bound(to, items.length));
  if (typeof of === 'string') return part.join('');
  return of instanceof PyList ? new PyList([...part]) : new PyTuple(part);
}
