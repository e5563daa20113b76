import { raised } from './errors';
import {
  Greenlet,
  type Py,
  PyClass,
  PyException,
  PyFunction,
  PyList,
  PyMethod,
  PyModule,
  PyNative,
  PyRange,
  PyTuple,
  typeOf,
} from './values';

/** The longest text that a program may make, in characters. */
export const TEXT_MAX = 100_000;
const DEPTH_MAX = 20;

/** Classes whose instances say more of themselves than an address. */
const ownTexts = new WeakMap<PyClass, (value: never) => string>();

export function ownText<Value>(type: PyClass, text: (value: Value) => string): void {
  ownTexts.set(type, text as (value: never) => string);
}

const ownReprs = new WeakMap<PyClass, (value: never) => string>();

export function ownRepr<Value>(type: PyClass, text: (value: Value) => string): void {
  ownReprs.set(type, text as (value: never) => string);
}

/** In place of an object's address, which differs from run to run. */
export const ADDRESS = '0x7f0000000000';

function ownTextOf(value: Py): string | null {
  for (let each: PyClass | null = typeOf(value); each !== null; each = each.base) {
    const text = ownTexts.get(each);
    if (text !== undefined) return text(value as never);
  }
  return null;
}

/** `str(value)`. */
export function str(value: Py): string {
  if (typeof value === 'string') return value;
  if (value instanceof PyException) {
    const own = ownTextOf(value);
    if (own !== null) return own;
    const { args, type } = value;
    if (args.length === 0) return '';
    const [only = null] = args;
    if (args.length > 1) return repr(new PyTuple(args));
    return type.name === 'KeyError' ? repr(only) : str(only);
  }
  return repr(value);
}

/** `repr(value)`. */
export function repr(value: Py, depth = 0): string {
  if (depth > DEPTH_MAX) return '...';
  switch (typeof value) {
    case 'string':
      return quoted(value);
    case 'bigint':
      return value.toString();
    case 'number':
      return floatText(value);
    case 'boolean':
      return value ? 'True' : 'False';
  }
  if (value === null) return 'None';
  const inner = (items: readonly Py[]) => items.map((item) => repr(item, depth + 1)).join(', ');
  if (value instanceof PyList) return `[${inner(value.items)}]`;
  if (value instanceof PyTuple)
    return value.items.length === 1 ? `(${inner(value.items)},)` : `(${inner(value.items)})`;
  if (value instanceof PyRange) {
    const { from, to, step } = value;
    return step === 1n ? `range(${from}, ${to})` : `range(${from}, ${to}, ${step})`;
  }
  const own = value instanceof PyException ? ownReprs.get(value.type) : undefined;
  if (own !== undefined) return own(value as never);
  if (value instanceof PyException) return `${value.type.name}(${inner(value.args)})`;
  return objectText(value);
}

function objectText(value: Py): string {
  if (value instanceof PyClass) return `<class '${value.name}'>`;
  if (value instanceof PyFunction) return `<function ${value.code.fullName} at ${ADDRESS}>`;
  if (value instanceof PyNative) return `<built-in function ${value.name}>`;
  if (value instanceof PyMethod) return `<bound method ${value.name}>`;
  if (value instanceof PyModule) return `<module '${value.name}'>`;
  const own = ownTextOf(value);
  if (own !== null) return own;
  if (value instanceof Greenlet) return `<${value.type.name} object at ${ADDRESS}>`;
  return `<${typeOf(value).name} object at ${ADDRESS}>`;
}

const PLAIN: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replace(/[\\'"\p{Cc}]/gu, (char) => {
    if (char === "'" || char === '"') return char === quote ? `\\${char}` : char;
    return PLAIN[char] ?? `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`;
  });
  return `${quote}${escaped}${quote}`;
}

export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const [digits = '', exponentText = '0'] = value.toExponential().split('e');
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= 16) {
    return `${digits}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  const plain = String(value);
  return plain.includes('.') ? plain : `${plain}.0`;
}

/** Refuses a text that grows without end. */
export function bounded(text: string): string {
  if (text.length > TEXT_MAX) throw raised('OverflowError', 'text too long for this lab');
  return text;
}

const SPEC = /^(?:(.)?([<>=^]))?([-+ ])?(0)?(\d+)?(,|_)?(?:\.(\d+))?([sdnfFeEgGxXob%])?$/s;

/** `format(value, spec)` for str, int, bool and float. */
export function format(value: Py, spec: string): string {
  if (spec === '') return str(value);
  const found = SPEC.exec(spec);
  const type = typeOf(value).name;
  if (found === null) throw raised('ValueError', `Invalid format specifier '${spec}' for object of type '${type}'`);
  if (typeof value === 'object') throw raised('TypeError', `unsupported format string passed to ${type}.__format__`);
  const [, fill, align, sign = '-', zero, width = '0', group, precision, kind] = found;
  const isText = typeof value === 'string';
  const wrongKind = isText ? (kind ?? 's') !== 's' : kind === 's';
  if (wrongKind) throw raised('ValueError', `Unknown format code '${kind}' for object of type '${type}'`);
  const places = precision === undefined ? null : Number(precision);
  let body = isText ? (places === null ? value : value.slice(0, places)) : number(value, kind, places, group);
  let head = '';
  if (!isText) {
    const isNegative = body.startsWith('-');
    if (isNegative) body = body.slice(1);
    head = isNegative ? '-' : sign === '-' ? '' : sign;
  }
  return padded(
    head,
    body,
    Number(width),
    align ?? (zero !== undefined ? '=' : isText ? '<' : '>'),
    fill ?? zero ?? ' ',
  );
}

function padded(head: string, body: string, width: number, align: string, fill: string): string {
  const missing = Math.min(TEXT_MAX, Math.max(0, width - head.length - body.length));
  if (align === '<') return head + body + fill.repeat(missing);
  if (align === '=') return head + fill.repeat(missing) + body;
  if (align === '^') return fill.repeat(Math.floor(missing / 2)) + head + body + fill.repeat(Math.ceil(missing / 2));
  return fill.repeat(missing) + head + body;
}

function number(
  value: bigint | number | boolean,
  kind: string | undefined,
  places: number | null,
  group: string | undefined,
): string {
  const isWhole = typeof value !== 'number';
  const grouped = (text: string) => (group === undefined ? text : text.replace(/\B(?=(\d{3})+(?!\d))/g, group));
  if (isWhole && (kind === undefined || 'dnxXob'.includes(kind))) {
    const whole = BigInt(value);
    const radix = { x: 16, X: 16, o: 8, b: 2 }[kind ?? 'd'] ?? 10;
    const text = whole.toString(radix);
    return grouped(kind === 'X' ? text.toUpperCase() : text);
  }
  if (kind !== undefined && 'dnxXob'.includes(kind)) {
    throw raised('ValueError', `Unknown format code '${kind}' for object of type 'float'`);
  }
  const float = Number(value);
  if (kind === undefined && places === null) return grouped(floatText(float));
  if (kind === '%') return `${fixed(float * 100, places ?? 6)}%`;
  if (kind === 'e' || kind === 'E') return exponential(float, places ?? 6);
  if (kind === 'f' || kind === 'F') {
    const [whole = '', rest] = fixed(float, places ?? 6).split('.');
    return rest === undefined ? grouped(whole) : `${grouped(whole)}.${rest}`;
  }
  return general(float, Math.max(1, places ?? 6), kind === undefined);
}

function exponential(value: number, places: number): string {
  const [digits = '', exponent = '0'] = value.toExponential(places).split('e');
  return `${digits}e${exponent.startsWith('-') ? '-' : '+'}${exponent.replace(/^[-+]/, '').padStart(2, '0')}`;
}

function general(value: number, places: number, isPlain: boolean): string {
  if (value === 0) return isPlain ? '0.0' : '0';
  const exponent = Number(value.toExponential(places - 1).split('e')[1]);
  if (exponent < -4 || exponent >= places) return exponential(value, places - 1).replace(/\.?0+e/, 'e');
  const text = value
    .toFixed(Math.max(0, places - 1 - exponent))
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
  return isPlain && !text.includes('.') ? `${text}.0` : text;
}

/** Rounded half to even on the exact value, as C's printf: toFixed rounds the exact value too, halves up. */
function fixed(value: number, places: number): string {
  const text = value.toFixed(Math.min(100, places));
  const scaled = value * 10 ** places;
  const isHalf = Math.abs(scaled % 1) === 0.5 && scaled / 10 ** places === value && places < 4;
  if (!isHalf) return text;
  const down = Math.trunc(scaled);
  return ((down % 2 === 0 ? down : down + Math.sign(scaled)) / 10 ** places).toFixed(places);
}
