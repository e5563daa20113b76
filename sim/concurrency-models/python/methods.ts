import { bind } from './bind';
import { sorted } from './builtins';
import { raised } from './errors';
import type { Interpreter } from './interpreter';
import { equals, limited, placeOf, truthy } from './operators';
import { bounded, repr, str } from './text';
import { builtinClasses, type Method, type Py, PyList, PyTuple, type Running, typeOf } from './values';

/** Methods of str, list and tuple. The classes are the same for all programs: what they need of one is asked for when they run. */
export function addBuiltinMethods(): void {
  const { str: text, list, tuple } = builtinClasses;
  if (text.methods.size > 0) return;
  for (const [name, method] of Object.entries(textMethods)) text.methods.set(name, method as Method);
  for (const [name, method] of Object.entries(listMethods)) list.methods.set(name, method as Method);
  for (const type of [list, tuple]) {
    type.methods.set('count', ((self: PyList | PyTuple, [item = null]: readonly Py[]) =>
      BigInt(self.items.filter((each) => equals(each, item)).length)) as Method);
    type.methods.set('index', ((self: PyList | PyTuple, [item = null]: readonly Py[]) => {
      const at = self.items.findIndex((each) => equals(each, item));
      if (at < 0)
        throw raised('ValueError', type === list ? `${repr(item)} is not in list` : 'tuple.index(x): x not in tuple');
      return BigInt(at);
    }) as Method);
  }
}

/** Of the program that runs now: sort and join call back into it. */
let running: Interpreter | null = null;

export function runsNow(interpreter: Interpreter | null): void {
  running = interpreter;
}

function current(): Interpreter {
  if (running === null) throw new Error('no program runs');
  return running;
}

type TextMethod = (self: string, args: readonly Py[], keywords: ReadonlyMap<string, Py>) => Py | Running;

function need(value: Py, what: string): string {
  if (typeof value === 'string') return value;
  throw raised('TypeError', `${what} must be str, not ${typeOf(value).name}`);
}

const padded = (self: string, [width = 0n, fill = ' ']: readonly Py[], place: 'start' | 'end' | 'both'): string => {
  const missing = Math.max(0, Math.min(100_000, Number(width)) - [...self].length);
  const before =
    place === 'both' ? Math.floor(missing / 2) + (missing & Number(width) & 1) : place === 'start' ? missing : 0;
  return str(fill).repeat(before) + self + str(fill).repeat(missing - before);
};

const found = (self: string, [part = '']: readonly Py[]) =>
  BigInt([...self.slice(0, Math.max(0, self.indexOf(need(part, 'argument'))))].length);

const textMethods: Readonly<Record<string, TextMethod>> = {
  upper: (self) => self.toUpperCase(),
  lower: (self) => self.toLowerCase(),
  title: (self) => self.toLowerCase().replace(/[\p{L}]+/gu, (word) => word[0]?.toUpperCase() + word.slice(1)),
  capitalize: (self) => self.slice(0, 1).toUpperCase() + self.slice(1).toLowerCase(),
  strip: (self, args) => stripped(stripped(self, args, 'start'), args, 'end'),
  lstrip: (self, args) => stripped(self, args, 'start'),
  rstrip: (self, args) => stripped(self, args, 'end'),
  startswith: (self, [part = '']) =>
    (part instanceof PyTuple ? part.items : [part]).some((each) => self.startsWith(need(each, 'argument'))),
  endswith: (self, [part = '']) =>
    (part instanceof PyTuple ? part.items : [part]).some((each) => self.endsWith(need(each, 'argument'))),
  replace: (self, [from = '', to = '']) => bounded(self.replaceAll(need(from, 'argument'), need(to, 'argument'))),
  find: (self, args) => (self.includes(need(args[0] ?? '', 'argument')) ? found(self, args) : -1n),
  index: (self, args) => {
    if (!self.includes(need(args[0] ?? '', 'argument'))) throw raised('ValueError', 'substring not found');
    return found(self, args);
  },
  count: (self, [part = '']) => BigInt(self.split(need(part, 'argument')).length - 1),
  isdigit: (self) => /^\d+$/.test(self),
  isalpha: (self) => /^\p{L}+$/u.test(self),
  zfill: (self, [width = 0n]) => {
    const sign = /^[-+]/.exec(self)?.[0] ?? '';
    return sign + self.slice(sign.length).padStart(Math.min(100_000, Number(width)) - sign.length, '0');
  },
  ljust: (self, args) => padded(self, args, 'end'),
  rjust: (self, args) => padded(self, args, 'start'),
  center: (self, args) => padded(self, args, 'both'),
  split: (self, [separator = null, most = -1n]) => new PyList(split(self, separator, Number(most))),
  *join(self, [iterable = null]) {
    const parts: string[] = [];
    for (const [at, each] of (yield* current().list(iterable)).entries()) {
      if (typeof each !== 'string')
        throw raised('TypeError', `sequence item ${at}: expected str instance, ${typeOf(each).name} found`);
      parts.push(each);
    }
    return bounded(parts.join(self));
  },
};

function stripped(self: string, [chars = null]: readonly Py[], side: 'start' | 'end'): string {
  if (chars === null) return side === 'start' ? self.trimStart() : self.trimEnd();
  const all = str(chars);
  let [from, to] = [0, self.length];
  while (side === 'start' && from < to && all.includes(self[from] ?? '')) from += 1;
  while (side === 'end' && to > from && all.includes(self[to - 1] ?? '')) to -= 1;
  return self.slice(from, to);
}

function split(self: string, separator: Py, most: number): string[] {
  const parts =
    separator === null
      ? self
          .trim()
          .split(/\s+/)
          .filter((each) => each !== '')
      : self.split(need(separator, 'separator'));
  if (separator === '') throw raised('ValueError', 'empty separator');
  if (most < 0 || parts.length <= most + 1) return parts;
  return [...parts.slice(0, most), parts.slice(most).join(separator === null ? ' ' : str(separator))];
}

type ListMethod = (self: PyList, args: readonly Py[], keywords: ReadonlyMap<string, Py>) => Py | Running;

const listMethods: Readonly<Record<string, ListMethod>> = {
  append: (self, args) => {
    if (args.length !== 1) throw raised('TypeError', `list.append() takes exactly one argument (${args.length} given)`);
    self.items.push(args[0] ?? null);
    limited(self.items);
    return null;
  },
  *extend(self, [iterable = null]) {
    self.items.push(...(yield* current().list(iterable)));
    limited(self.items);
    return null;
  },
  insert: (self, [at = 0n, item = null]) => {
    self.items.splice(Number(at), 0, item);
    return null;
  },
  pop: (self, [at = -1n]) => {
    if (self.items.length === 0) throw raised('IndexError', 'pop from empty list');
    return self.items.splice(placeOf(at, self.items.length, 'list', 'pop index out of range'), 1)[0] ?? null;
  },
  remove: (self, [item = null]) => {
    const at = self.items.findIndex((each) => equals(each, item));
    if (at < 0) throw raised('ValueError', 'list.remove(x): x not in list');
    self.items.splice(at, 1);
    return null;
  },
  reverse: (self) => {
    self.items.reverse();
    return null;
  },
  *sort(self, args, keywords) {
    const { key, reverse } = bind('sort', args, keywords, [], { key: null, reverse: false });
    self.items = yield* sorted(current(), self.items, key, truthy(reverse));
    return null;
  },
  clear: (self) => {
    self.items.length = 0;
    return null;
  },
  copy: (self) => new PyList([...self.items]),
};
