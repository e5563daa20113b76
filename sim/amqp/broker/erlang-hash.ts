import { fieldType, numberIn } from './field-values';
import type { FieldTable, FieldValue } from './frames';

/** Erlang's `phash2` of the terms that a field table can hold (`make_hash2` in OTP's erts/emulator/beam/utils.c, OTP 25). */

export type ErlangTerm =
  | { readonly atom: string }
  | { readonly integer: number }
  | { readonly float: number }
  | { readonly binary: string }
  | { readonly tuple: readonly ErlangTerm[] }
  | { readonly list: readonly ErlangTerm[] };

const hashMask = (1 << 27) - 1;
const golden = 0x9e3779b9;

/** A number from 0 to 2^27 - 1. */
export function phash2(term: ErlangTerm): number {
  return hashOf(term, 0) & hashMask;
}

/** The value alone, as the broker keeps it: an array is a list of pairs, a table one of triples. */
export function valueTerm(value: FieldValue): ErlangTerm {
  if (value === null) return { atom: 'undefined' };
  if (typeof value === 'boolean') return { atom: String(value) };
  if (typeof value === 'string') return { binary: value };
  const type = fieldType(value);
  if (Array.isArray(value)) return { list: value.map(typedTerm) };
  if (type === 'table') {
    const fields = Object.entries(value as FieldTable);
    return {
      list: fields.map(([name, item]) => ({
        tuple: [{ binary: name }, { atom: fieldType(item) }, valueTerm(item)],
      })),
    };
  }
  if (type === 'decimal') {
    const { places = 0, digits = 0 } = (value as { readonly value?: { places?: number; digits?: number } }).value ?? {};
    return { tuple: [{ integer: places }, { integer: digits }] };
  }
  const number = numberIn(value) ?? 0;
  return type === 'double' || type === 'float' ? { float: number } : { integer: number };
}

/** The pair of a value's type and itself, as a table look-up gives it. */
export function typedTerm(value: FieldValue): ErlangTerm {
  return { tuple: [{ atom: fieldType(value) }, valueTerm(value)] };
}

/** HCONST_n in utils.c: n times the golden ratio, as 32 bits. */
function constant(factor: number): number {
  return Math.imul(golden, factor) >>> 0;
}

/** What the empty list is hashed to on its own, and how it is written down elsewhere. */
const emptyListHash = 3468870702;
const emptyList = 2;

function hashOf(term: ErlangTerm, hash: number): number {
  if ('atom' in term) return hash === 0 ? atomHash(term.atom) : mix32(atomHash(term.atom), 0, constant(3), hash);
  if ('integer' in term) return integerHash(term.integer, hash);
  if ('float' in term) return floatHash(term.float, hash);
  if ('binary' in term) return binaryHash(utf8(term.binary), hash);
  if ('tuple' in term) {
    return term.tuple.reduce((sum, item) => hashOf(item, sum), mix32(term.tuple.length, 0, constant(9), hash));
  }
  const items = term.list.reduce((sum, item) => hashOf(item, sum), hash);
  return items === 0 ? emptyListHash : mix32(emptyList, 0, constant(2), items);
}

function floatHash(value: number, hash: number): number {
  const words = new DataView(new ArrayBuffer(8));
  words.setFloat64(0, value === 0 ? 0 : value);
  return mix32(words.getUint32(0), words.getUint32(4), constant(12), hash);
}

function integerHash(value: number, hash: number): number {
  const magnitude = Math.abs(value);
  if (value >= 2 ** 27 || value < -(2 ** 27)) {
    const signed = value < 0 ? constant(10) : constant(11);
    return mix32(magnitude >>> 0, Math.floor(magnitude / 2 ** 32), signed, hash);
  }
  const first = value < 0 ? mix32(magnitude, 0, constant(1), hash) : hash;
  return mix32(value, 0, constant(1), first);
}

function mix32(first: number, second: number, addend: number, hash: number): number {
  return mix((addend + first) | 0, (addend + second) | 0, hash);
}

function binaryHash(bytes: readonly number[], hash: number): number {
  const initial = (constant(13) + hash) | 0;
  return bytes.length === 0 ? initial : blockHash(bytes, initial);
}

/** Bob Jenkins' hash of a block of bytes, as in utils.c. */
function blockHash(bytes: readonly number[], initial: number): number {
  let a = golden | 0;
  let b = golden | 0;
  let c = initial;
  let at = 0;
  const word = (from: number, count = 4) => {
    let value = 0;
    for (let index = 0; index < count; index++) value |= (bytes[from + index] ?? 0) << (8 * index);
    return value;
  };
  for (; bytes.length - at >= 12; at += 12) {
    a = (a + word(at)) | 0;
    b = (b + word(at + 4)) | 0;
    c = (c + word(at + 8)) | 0;
    [a, b, c] = mixed(a, b, c);
  }
  c = (c + bytes.length) | 0;
  a = (a + word(at)) | 0;
  b = (b + word(at + 4)) | 0;
  c = (c + (word(at + 8, 3) << 8)) | 0;
  return mix(a, b, c);
}

function mix(a: number, b: number, c: number): number {
  return mixed(a, b, c)[2];
}

function mixed(first: number, second: number, third: number): [number, number, number] {
  let a = first;
  let b = second;
  let c = third;
  a = (a - b - c) ^ (c >>> 13);
  b = (b - c - a) ^ (a << 8);
  c = (c - a - b) ^ (b >>> 13);
  a = (a - b - c) ^ (c >>> 12);
  b = (b - c - a) ^ (a << 16);
  c = (c - a - b) ^ (b >>> 5);
  a = (a - b - c) ^ (c >>> 3);
  b = (b - c - a) ^ (a << 10);
  c = (c - a - b) ^ (b >>> 15);
  return [a | 0, b | 0, c | 0];
}

/** An atom's hash: P. J. Weinberger's, as in OTP's atom.c. */
function atomHash(name: string): number {
  let hash = 0;
  for (let index = 0; index < name.length; index++) {
    hash = ((hash << 4) + name.charCodeAt(index)) >>> 0;
    const high = hash & 0xf0000000;
    if (high !== 0) hash = (hash ^ (high >>> 24) ^ high) >>> 0;
  }
  return hash;
}

function utf8(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  }
  return bytes;
}
