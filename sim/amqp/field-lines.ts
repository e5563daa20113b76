import { BadLine } from '../core/line-session';
import type { Json } from '../core/simulation';
import { type FieldType, fieldType } from './broker/field-values';
import type { FieldTable, FieldValue } from './broker/frames';

/**
 * Field tables as lines of a session write them: as amqplib does, with `{ "!": type, "value": … }` for a value of a given type
 * (amqplib's lib/codec.js, which names types in two ways, and `string`, `boolean`, `object` and `number` as well).
 */

/** For each of amqplib's names: RabbitMQ's, and the least and the greatest that there is room for. */
const integers = new Map<string, readonly [type: FieldType, min: number, max: number]>([
  ['byte', ['byte', -0x80, 0x7f]],
  ['int8', ['byte', -0x80, 0x7f]],
  ['unsignedbyte', ['unsignedbyte', 0, 0xff]],
  ['uint8', ['unsignedbyte', 0, 0xff]],
  ['short', ['short', -0x8000, 0x7fff]],
  ['int16', ['short', -0x8000, 0x7fff]],
  ['unsignedshort', ['unsignedshort', 0, 0xffff]],
  ['uint16', ['unsignedshort', 0, 0xffff]],
  ['int', ['signedint', -0x80000000, 0x7fffffff]],
  ['int32', ['signedint', -0x80000000, 0x7fffffff]],
  ['unsignedint', ['unsignedint', 0, 0xffffffff]],
  ['uint32', ['unsignedint', 0, 0xffffffff]],
  ['long', ['long', Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]],
  ['int64', ['long', Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]],
  ['timestamp', ['timestamp', 0, Number.MAX_SAFE_INTEGER]],
]);

const floats = new Map<string, FieldType>([
  ['double', 'double'],
  ['float64', 'double'],
  ['float', 'float'],
]);

/** A table of a line as the broker takes it. Throws BadLine for a type that there is none of, or a value out of its bounds. */
export function readTable(table: { readonly [name: string]: Json }): FieldTable {
  return Object.fromEntries(Object.entries(table).map(([name, value]) => [name, readValue(value)]));
}

function readValue(value: Json): FieldValue {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(readValue);
  const given = value as { readonly [name: string]: Json };
  return Object.hasOwn(given, '!') ? readTyped(given['!'] ?? null, given.value ?? null) : readTable(given);
}

function readTyped(name: Json, value: Json): FieldValue {
  const wanted = String(name);
  const bounds = integers.get(wanted);
  if (bounds !== undefined) {
    const [type, min, max] = bounds;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max) {
      throw new BadLine(`A value of type "${wanted}" is a whole number from ${min} to ${max}.`);
    }
    return withType(type, value);
  }
  const float = floats.get(wanted);
  if (float !== undefined) {
    if (typeof value !== 'number') throw new BadLine(`A value of type "${wanted}" is a number.`);
    return withType(float, float === 'float' ? Math.fround(value) : value);
  }
  if (wanted === 'decimal') return readDecimal(value);
  const isNamed = wanted === typeof value && ['string', 'boolean', 'number', 'object'].includes(wanted);
  if (!isNamed) throw new BadLine(`There is no field type "${wanted}" for ${JSON.stringify(value)}.`);
  return readValue(value);
}

/** A number that would be of this type anyway is a plain one. */
function withType(type: FieldType, value: number): FieldValue {
  return fieldType(value) === type ? value : { '!': type, value };
}

function readDecimal(value: Json): FieldValue {
  const { places, digits } = (typeof value === 'object' && value !== null ? value : {}) as {
    readonly places?: Json;
    readonly digits?: Json;
  };
  const isCount = (one: Json | undefined, max: number): one is number =>
    typeof one === 'number' && Number.isInteger(one) && one >= 0 && one <= max;
  if (!isCount(places, 0xff) || !isCount(digits, 0xffffffff)) {
    throw new BadLine('A value of type "decimal" has "places" from 0 to 255 and "digits" from 0 to 4294967295.');
  }
  return { '!': 'decimal', value: { places, digits } };
}
