import { raised } from './errors';
import type { Machine } from './machine';
import {
  DONE,
  type Py,
  PyClass,
  PyException,
  PyFunction,
  PyIterator,
  PyList,
  PyMethod,
  PyModule,
  PyNative,
  PyObject,
  PyRange,
  PyTuple,
  typeOf,
} from './values';

/** Called on the class itself. */
const STATIC: ReadonlySet<string> = new Set(['spawn', 'spawn_later', 'start_new', 'getcurrent']);

/**
 * An attribute of a value.
 *
 * @throws Raised AttributeError, with CPython's text.
 */
export function attribute(of: Py, name: string, machine: Machine): Py {
  const value = attributeOrNone(of, name, machine);
  if (value !== undefined) return value;
  if (of instanceof PyModule) throw raised('AttributeError', `module '${of.name}' has no attribute '${name}'`);
  if (of instanceof PyClass) throw raised('AttributeError', `type object '${of.name}' has no attribute '${name}'`);
  throw raised('AttributeError', `'${typeOf(of).name}' object has no attribute '${name}'`);
}

function attributeOrNone(of: Py, name: string, machine: Machine): Py | undefined {
  if (name === '__class__') return typeOf(of);
  if (of instanceof PyModule) return of.names.has(name) ? of.names.get(name) : machine.submodule(of.name, name);
  if (of instanceof PyClass) {
    if (name === '__name__') return of.name;
    const method = of.find('methods', name);
    if (method === undefined) return undefined;
    return new PyNative(name, (args, keywords) =>
      STATIC.has(name) ? method(of as never, args, keywords) : method(args[0] as never, args.slice(1), keywords),
    );
  }
  if ((of instanceof PyFunction || of instanceof PyNative) && name === '__name__')
    return of instanceof PyFunction ? of.code.name : of.name;
  if (of instanceof PyObject && of.attributes.has(name)) return of.attributes.get(name);
  if (of instanceof PyException && name === 'args') return new PyTuple(of.args);
  const type = typeOf(of);
  const getter = type.find('getters', name);
  if (getter !== undefined) return getter(of as never);
  const method = type.find('methods', name);
  return method === undefined ? undefined : new PyMethod(of, name, method);
}

export function setAttribute(of: Py, name: string, value: Py): void {
  const setter = typeOf(of).find('setters', name);
  if (setter !== undefined) setter(of as never, value);
  else if (of instanceof PyModule) of.names.set(name, value);
  else if (of instanceof PyObject && typeOf(of).find('getters', name) === undefined) of.attributes.set(name, value);
  else throw raised('AttributeError', `'${typeOf(of).name}' object has no attribute '${name}'`);
}

export function iterator(value: Py): PyIterator {
  if (value instanceof PyIterator) return value;
  let at = 0;
  if (value instanceof PyRange) {
    return new PyIterator(() => (at < value.length ? value.at(at++) : DONE));
  }
  if (value instanceof PyList || value instanceof PyTuple || typeof value === 'string') {
    const items = typeof value === 'string' ? [...value] : null;
    const all = () => items ?? (value as PyList | PyTuple).items;
    return new PyIterator(() => (at < all().length ? (all()[at++] ?? null) : DONE));
  }
  const own = typeOf(value).find('methods', '__iter__');
  if (own === undefined) throw raised('TypeError', `'${typeOf(value).name}' object is not iterable`);
  return own(value as never, [], new Map()) as PyIterator;
}
