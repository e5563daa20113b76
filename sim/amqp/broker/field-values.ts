import type { FieldTable, FieldValue } from './frames';

/** The broker's name for the type of a field value. Numbers are typed by size, as amqplib writes them on the wire. */
export type FieldType =
  | 'bool'
  | 'byte'
  | 'short'
  | 'signedint'
  | 'long'
  | 'double'
  | 'longstr'
  | 'void'
  | 'array'
  | 'table'
  | 'timestamp';

export function fieldType(value: FieldValue): FieldType {
  if (value === null) return 'void';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'longstr';
  if (typeof value === 'number') return numberType(value);
  if (Array.isArray(value)) return 'array';
  return isTimestamp(value) ? 'timestamp' : 'table';
}

/** A timestamp as amqplib writes it. */
export function timestamp(seconds: number): FieldValue {
  return { '!': 'timestamp', value: seconds };
}

export function isTimestamp(value: FieldValue): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, '!');
}

function numberType(value: number): FieldType {
  if (!Number.isInteger(value) || Math.abs(value) >= 2 ** 63) return 'double';
  if (value >= -0x80 && value < 0x80) return 'byte';
  if (value >= -0x8000 && value < 0x8000) return 'short';
  if (value >= -0x80000000 && value < 0x80000000) return 'signedint';
  return 'long';
}

export function isIntegerType(type: FieldType): boolean {
  return type === 'byte' || type === 'short' || type === 'signedint' || type === 'long';
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

/** A number whose type on the wire is written out, as amqplib writes it: `{ '!': 'int64', value: 1 }`. */
function plainNumber(value: FieldValue): number | undefined {
  if (!isTimestamp(value)) return undefined;
  const { '!': type, value: number } = value as { '!'?: FieldValue; value?: FieldValue };
  return type !== 'timestamp' && typeof number === 'number' ? number : undefined;
}

/** Same value, whatever the order of tables' fields. */
export function sameValue(a: FieldValue, b: FieldValue): boolean {
  const plainA = plainNumber(a);
  if (plainA !== undefined || typeof a === 'number') return (plainA ?? a) === (plainNumber(b) ?? b);
  if (plainNumber(b) !== undefined) return false;
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item, index) => sameValue(item, b[index] as FieldValue));
  }
  return sameTable(a as FieldTable, b as FieldTable);
}

export function sameTable(a: FieldTable, b: FieldTable): boolean {
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every((name) => Object.hasOwn(b, name) && sameValue(a[name] as FieldValue, b[name] as FieldValue));
}

/** A value as Erlang's `~p` prints it, for texts that show terms. */
export function erlangTerm(value: FieldValue): string {
  if (value === null) return 'undefined';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return erlangNumber(value);
  if (typeof value === 'string') return erlangBinary(value);
  if (Array.isArray(value)) return `[${value.map((item) => `{${fieldType(item)},${erlangTerm(item)}}`).join(',')}]`;
  if (isTimestamp(value)) return String((value as { value?: FieldValue }).value);
  return `[${Object.entries(value as FieldTable)
    .map(([name, item]) => `{${erlangBinary(name)},${fieldType(item)},${erlangTerm(item)}}`)
    .join(',')}]`;
}

function erlangNumber(value: number): string {
  if (Number.isInteger(value) && numberType(value) !== 'double') return String(value);
  return Number.isInteger(value) ? value.toExponential().replace('e+', '.0e') : String(value);
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
  if (column + printed.length < 79 || typeof value !== 'object' || value === null || isTimestamp(value)) return printed;
  const items = Array.isArray(value)
    ? value.map((item: FieldValue) => `{${fieldType(item)},${erlangTerm(item)}}`)
    : Object.entries(value).map(([name, item]) => `{${erlangBinary(name)},${fieldType(item)},${erlangTerm(item)}}`);
  return `[${items.join(`,\n${' '.repeat(column + 1)}`)}]`;
}
