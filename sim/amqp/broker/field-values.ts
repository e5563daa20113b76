import type { FieldTable, FieldValue } from './frames';

/**
 * The values of field tables as RabbitMQ has them: each with its type on the wire. Plain numbers are typed by size, as amqplib
 * writes them; a number of another type is written out, `{ '!': 'long', value: 1000 }`, under RabbitMQ's name for the type
 * (rabbit_binary_parser:parse_table; https://www.rabbitmq.com/amqp-0-9-1-errata#section_3).
 */

const integerTypes = ['byte', 'short', 'signedint', 'long', 'unsignedbyte', 'unsignedshort', 'unsignedint'] as const;

type NumberType = (typeof integerTypes)[number] | 'double' | 'float';

/** The broker's name for the type of a field value. */
export type FieldType = NumberType | 'bool' | 'decimal' | 'longstr' | 'void' | 'array' | 'table' | 'timestamp';

interface TypedValue {
  readonly '!': 'timestamp' | 'decimal' | NumberType;
  readonly value: FieldValue;
}

/** A value whose type is written out, or null. */
function typedValue(value: FieldValue): TypedValue | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, '!')) return null;
  return value as unknown as TypedValue;
}

export function fieldType(value: FieldValue): FieldType {
  if (value === null) return 'void';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'longstr';
  if (typeof value === 'number') return numberType(value);
  if (Array.isArray(value)) return 'array';
  return typedValue(value)?.['!'] ?? 'table';
}

/** A timestamp as amqplib writes it. */
export function timestamp(seconds: number): FieldValue {
  return { '!': 'timestamp', value: seconds };
}

/** Whether a value is a table, and no value with its type written out. */
export function isTable(value: FieldValue): value is FieldTable {
  return fieldType(value) === 'table';
}

function numberType(value: number): NumberType {
  if (!Number.isInteger(value) || Math.abs(value) >= 2 ** 63) return 'double';
  if (value >= -0x80 && value < 0x80) return 'byte';
  if (value >= -0x8000 && value < 0x8000) return 'short';
  if (value >= -0x80000000 && value < 0x80000000) return 'signedint';
  return 'long';
}

export function isIntegerType(type: FieldType): boolean {
  return (integerTypes as readonly FieldType[]).includes(type);
}

/** The number in a value of a numeric type, a timestamp's seconds included; undefined for anything else. */
export function numberIn(value: FieldValue | undefined): number | undefined {
  if (typeof value === 'number') return value;
  const inner = value === undefined ? undefined : typedValue(value)?.value;
  return typeof inner === 'number' ? inner : undefined;
}

/** What every client's codec is to tell apart; the others are read as plain numbers (amqplib's lib/codec.js). */
const keptByClients: ReadonlySet<FieldType> = new Set<FieldType>(['timestamp', 'decimal']);

/** The value as amqplib reads it from the wire. */
export function readByClient(value: FieldValue): FieldValue {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(readByClient);
  const typed = typedValue(value);
  if (typed !== null) return keptByClients.has(typed['!']) ? value : typed.value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, readByClient(item)]));
}

/** A field of a table, or undefined. Names that every object inherits are not fields. */
export function field(table: FieldTable | undefined, name: string): FieldValue | undefined {
  return table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}

/** A copy with one field set. The table is made of entries so that no field name is special. */
export function withField(table: FieldTable, name: string, value: FieldValue): FieldTable {
  return Object.fromEntries([...Object.entries(table).filter(([key]) => key !== name), [name, value]]);
}

export function withoutField(table: FieldTable, name: string): FieldTable {
  return Object.fromEntries(Object.entries(table).filter(([key]) => key !== name));
}

function isFloat(value: FieldValue): boolean {
  const type = fieldType(value);
  return type === 'double' || type === 'float';
}

/** The class in which types are alike when arguments are compared (rabbit_misc:type_class). */
function typeClass(value: FieldValue): string {
  const type = fieldType(value);
  if (isIntegerType(type) || type === 'decimal') return 'int';
  return isFloat(value) ? 'float' : type;
}

/**
 * Whether two values are equal to Erlang, whatever the types that they carry at the top: 1 and 1.0 only with `==` and not
 * with `=:=` (`isExact`), the empty array and the empty table always. Inside, types count; the order of tables' fields does not.
 */
export function sameContent(a: FieldValue, b: FieldValue, isExact: boolean): boolean {
  const [numberA, numberB] = [numberIn(a), numberIn(b)];
  if (numberA !== undefined || numberB !== undefined) {
    return numberA === numberB && (!isExact || isFloat(a) === isFloat(b));
  }
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => sameTyped(item, b[index] as FieldValue, isExact));
  }
  if (Array.isArray(a) || Array.isArray(b)) return isEmpty(a) && isEmpty(b);
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  const [left, right] = [a as FieldTable, b as FieldTable];
  return names.every(
    (name) => Object.hasOwn(right, name) && sameTyped(left[name] as FieldValue, right[name] as FieldValue, isExact),
  );
}

function isEmpty(value: object): boolean {
  return Object.keys(value).length === 0;
}

function sameTyped(a: FieldValue, b: FieldValue, isExact: boolean): boolean {
  return fieldType(a) === fieldType(b) && sameContent(a, b, isExact);
}

/** Whether an argument given again is the one that is there (rabbit_misc:assert_args_equivalence). */
export function isEquivalent(a: FieldValue, b: FieldValue): boolean {
  return sameContent(a, b, !(typeClass(a) === typeClass(b)));
}

export function sameTable(a: FieldTable, b: FieldTable): boolean {
  return sameContent(a, b, true);
}

/** A value as Erlang's `~p` prints it, for texts that show terms. */
export function erlangTerm(value: FieldValue): string {
  if (value === null) return 'undefined';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return erlangNumber(value);
  if (typeof value === 'string') return erlangBinary(value);
  if (Array.isArray(value)) return `[${value.map((item) => `{${fieldType(item)},${erlangTerm(item)}}`).join(',')}]`;
  const typed = typedValue(value);
  if (typed !== null) return typedTerm(typed);
  return `[${Object.entries(value as FieldTable)
    .map(([name, item]) => `{${erlangBinary(name)},${fieldType(item)},${erlangTerm(item)}}`)
    .join(',')}]`;
}

function typedTerm({ '!': type, value }: TypedValue): string {
  if (type === 'decimal') {
    const { places = 0, digits = 0 } = value as { readonly places?: number; readonly digits?: number };
    return `{${places},${digits}}`;
  }
  if (type === 'double' || type === 'float') return erlangFloat(value as number);
  return String(value);
}

/** A float as Erlang prints it: its shortest digits, with an exponent where that is shorter (io_lib_format:insert_decimal). */
function erlangFloat(value: number): string {
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const [mantissa = '', exponent = '0'] = Math.abs(value).toExponential().split('e');
  const digits = mantissa.replace('.', '');
  const place = Number(exponent) + 1;
  const sign = value < 0 ? '-' : '';
  if (place === 0) return `${sign}0.${digits}`;
  if (place > 0 && place < digits.length) return `${sign}${digits.slice(0, place)}.${digits.slice(place)}`;
  const shortExponent = String(place - 1);
  const exponentCost = shortExponent.length + 1 + (digits.length === 1 ? 2 : 1);
  if (place < 0 && 2 - place <= exponentCost) return `${sign}0.${'0'.repeat(-place)}${digits}`;
  if (place > 0 && place - digits.length + 2 <= exponentCost) {
    return `${sign}${digits}${'0'.repeat(place - digits.length)}.0`;
  }
  return `${sign}${digits[0]}.${digits.slice(1) || '0'}e${shortExponent}`;
}

function erlangNumber(value: number): string {
  return numberType(value) === 'double' ? erlangFloat(value) : String(value);
}

function erlangBinary(text: string): string {
  if (text === '') return '<<>>';
  const printed = erlangString(text);
  return printed.startsWith('"') ? `<<${printed}>>` : `<<${printed.slice(1, -1)}>>`;
}

const escapes: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\u001b': '\\e',
  '"': '\\"',
  '\\': '\\\\',
};

/**
 * A string as Erlang's `~p` prints it, which takes its bytes for Latin-1: a list of numbers when one of them is no character
 * there. What was printed goes out as bytes again, so that a client that reads UTF-8 sees the text.
 */
export function erlangString(text: string): string {
  const bytes = utf8Bytes(text);
  const isPrintable = (byte: number) =>
    (byte >= 0x20 && byte < 0x7f) || byte >= 0xa0 || (byte >= 8 && byte <= 13) || byte === 27;
  if (!bytes.every(isPrintable)) return `[${bytes.join(',')}]`;
  return `"${Array.from(text, (character) => escapes[character] ?? character).join('')}"`;
}

function utf8Bytes(text: string): number[] {
  const encoded = encodeURIComponent(text).match(/%[0-9A-F]{2}|[^%]/g) ?? [];
  return encoded.map((one) => (one.length === 3 ? Number.parseInt(one.slice(1), 16) : one.charCodeAt(0)));
}

/** Where the broker prints a term after so many characters of a text, a table that does not fit in a line of 80 has one for each field. */
export function erlangTermFrom(column: number, value: FieldValue): string {
  const printed = erlangTerm(value);
  if (column + printed.length < 79 || typeof value !== 'object' || value === null || typedValue(value) !== null)
    return printed;
  const items = Array.isArray(value)
    ? value.map((item: FieldValue) => `{${fieldType(item)},${erlangTerm(item)}}`)
    : Object.entries(value).map(([name, item]) => `{${erlangBinary(name)},${fieldType(item)},${erlangTerm(item)}}`);
  return `[${items.join(`,\n${' '.repeat(column + 1)}`)}]`;
}
