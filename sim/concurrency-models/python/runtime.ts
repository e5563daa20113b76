import { greenletExceptions, raised } from './errors';
import type { Hub } from './hub';
import type { Interpreter } from './interpreter';
import type { Machine } from './machine';
import { type Py, PyClass, PyException, PyFunction, PyNative, type Running, typeOf } from './values';

/** What the modules stand on: one program's machine, its interpreter, and its hub once somebody needs it. */
export interface Runtime {
  readonly machine: Machine;
  readonly interpreter: Interpreter;
  /** Made by the greenlet that asks first. */
  hub(): Hub;
}

/** What `throw(type, value)` raises. */
export function* thrownException(runtime: Runtime, args: readonly Py[]): Running<PyException> {
  const [type = greenletExceptions.GreenletExit, value = null] = args;
  if (type instanceof PyException) return type;
  if (!(type instanceof PyClass))
    throw raised('TypeError', `exceptions must be classes, or instances, not ${typeOf(type).name}`);
  if (value instanceof PyException && value.type.isWithin(type)) return value;
  return yield* runtime.interpreter.exceptionFrom(type, value === null ? [] : [value]);
}

export function isCallable(value: Py): boolean {
  if (value instanceof PyFunction || value instanceof PyNative) return true;
  if (value instanceof PyClass) return value.make !== null;
  const type = typeOf(value);
  return type.name === 'method' || type.find('methods', '__call__') !== undefined;
}

/** A function's name, for the lane of a greenlet that runs it. */
export function nameOf(value: Py): string {
  if (value instanceof PyFunction) return value.code.name === '<lambda>' ? 'lambda' : value.code.name;
  return value instanceof PyNative ? value.name : 'greenlet';
}

export function secondsOf(value: Py): number {
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return Number(value);
  throw raised('TypeError', `must be real number, not ${typeOf(value).name}`);
}
