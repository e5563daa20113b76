import type { Argument, Code, Expression, FormattedPart, Handler, Statement } from './ast';
import { exceptionOf, exceptions, raised } from './errors';
import type { Machine } from './machine';
import { binary, compare, itemAt, itemsOf, limited, placeOf, slice, truthy, unary } from './operators';
import { bounded, format, repr, str } from './text';
import {
  DONE,
  type Keywords,
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
  Raised,
  type Running,
  type Scope,
  settle,
  typeOf,
} from './values';

/** How a block ended: on to the next statement, or not. */
type Outcome = null | 'break' | 'continue' | { readonly result: Py };

const NO_NAMES: ReadonlySet<string> = new Set();
/** Calls within one another, as CPython allows. */
const DEPTH_MAX = 980;

/** Runs the subset's statements on a machine. Every part of it may be left for another greenlet and gone on with later. */
export class Interpreter {
  readonly globals: Scope = { names: new Map(), locals: null, globals: NO_NAMES, outer: null };

  constructor(
    private readonly machine: Machine,
    private readonly builtins: ReadonlyMap<string, Py>,
    private readonly modules: ReadonlyMap<string, PyModule>,
  ) {}

  *program(body: readonly Statement[]): Running {
    this.globals.names.set('__name__', '__main__');
    yield* this.block(body, this.globals);
    return null;
  }

  private *block(body: readonly Statement[], scope: Scope): Running<Outcome> {
    for (const statement of body) {
      this.machine.step(statement.line);
      const outcome = yield* this.statement(statement, scope);
      if (outcome !== null) return outcome;
    }
    return null;
  }

  private *statement(statement: Statement, scope: Scope): Running<Outcome> {
    switch (statement.k) {
      case 'expression':
        yield* this.value(statement.value, scope);
        return null;
      case 'assign': {
        const value = yield* this.value(statement.value, scope);
        for (const target of statement.targets) yield* this.assign(target, value, scope);
        return null;
      }
      case 'augment':
        yield* this.augment(statement, scope);
        return null;
      case 'pass':
      case 'scope':
        return null;
      case 'break':
      case 'continue':
        return statement.k;
      case 'return':
        return { result: statement.value === null ? null : yield* this.value(statement.value, scope) };
      case 'raise':
        throw yield* this.toRaise(statement, scope);
      case 'import':
        this.import(statement.module, statement.as, scope);
        return null;
      case 'from':
        this.importFrom(statement.module, statement.names, scope);
        return null;
      case 'def':
        this.store(statement.code.name, yield* this.function(statement.code, scope), scope);
        return null;
      case 'if': {
        const isSo = truthy(yield* this.value(statement.test, scope));
        return yield* this.block(isSo ? statement.yes : statement.no, scope);
      }
      case 'while':
        return yield* this.while(statement, scope);
      case 'for':
        return yield* this.for(statement, scope);
      case 'try':
        return yield* this.try(statement, scope);
      case 'with':
        return yield* this.with(statement, scope);
    }
  }

  private *while({ test, body, line }: Extract<Statement, { k: 'while' }>, scope: Scope): Running<Outcome> {
    while (truthy(yield* this.value(test, scope))) {
      const outcome = yield* this.block(body, scope);
      if (outcome === 'break') return null;
      if (outcome !== null && outcome !== 'continue') return outcome;
      this.machine.step(line);
    }
    return null;
  }

  private *for({ target, over, body, line }: Extract<Statement, { k: 'for' }>, scope: Scope): Running<Outcome> {
    const iterator = this.iterator(yield* this.value(over, scope));
    for (;;) {
      const item = yield* settle<Py | typeof DONE>(iterator.next());
      if (item === DONE) return null;
      yield* this.assign(target, item, scope);
      const outcome = yield* this.block(body, scope);
      if (outcome === 'break') return null;
      if (outcome !== null && outcome !== 'continue') return outcome;
      this.machine.step(line);
    }
  }

  private *try({ body, handlers, otherwise, last }: Extract<Statement, { k: 'try' }>, scope: Scope): Running<Outcome> {
    let outcome: Outcome = null;
    try {
      let isWhole = false;
      try {
        outcome = yield* this.block(body, scope);
        isWhole = true;
      } catch (error) {
        const exception = exceptionOf(error);
        const handler = yield* this.handlerOf(exception, handlers, scope);
        if (handler === null) throw error;
        outcome = yield* this.handle(handler, exception, scope);
      }
      if (isWhole && outcome === null) outcome = yield* this.block(otherwise, scope);
    } catch (error) {
      // What `finally` does with a greenlet that is left for good is not run: only Python's exceptions come here.
      const exception = exceptionOf(error);
      const final = yield* this.handling(exception, () => this.block(last, scope));
      if (final !== null) return final;
      throw error;
    }
    const final = yield* this.block(last, scope);
    return final ?? outcome;
  }

  private *handlerOf(exception: PyException, handlers: readonly Handler[], scope: Scope): Running<Handler | null> {
    for (const handler of handlers) {
      if (handler.types === null) return handler;
      const types = yield* this.value(handler.types, scope);
      const all = types instanceof PyTuple ? types.items : [types];
      for (const type of all) {
        if (!(type instanceof PyClass) || !type.isWithin(exceptions.BaseException)) {
          throw raised('TypeError', 'catching classes that do not inherit from BaseException is not allowed');
        }
        if (exception.type.isWithin(type)) return handler;
      }
    }
    return null;
  }

  private *handle({ as, body }: Handler, exception: PyException, scope: Scope): Running<Outcome> {
    if (as !== null) this.store(as, exception, scope);
    try {
      return yield* this.handling(exception, () => this.block(body, scope));
    } finally {
      if (as !== null) this.namesFor(as, scope).delete(as);
    }
  }

  /** Meanwhile a bare `raise` raises this exception. */
  private *handling<Result>(exception: PyException, body: () => Running<Result>): Running<Result> {
    const { handling } = this.machine.current;
    handling.push(exception);
    try {
      return yield* body();
    } finally {
      handling.splice(handling.lastIndexOf(exception), 1);
    }
  }

  private *with({ manager, as, body }: Extract<Statement, { k: 'with' }>, scope: Scope): Running<Outcome> {
    const value = yield* this.value(manager, scope);
    const [enter, exit] = ['__enter__', '__exit__'].map((name) => typeOf(value).find('methods', name));
    if (enter === undefined || exit === undefined) {
      throw raised('TypeError', `'${typeOf(value).name}' object does not support the context manager protocol`);
    }
    const entered = yield* settle(enter(value as never, [], new Map()));
    const leave = (error: PyException | null) => settle(exit(value as never, [error], new Map()));
    let outcome: Outcome;
    try {
      if (as !== null) yield* this.assign(as, entered, scope);
      outcome = yield* this.block(body, scope);
    } catch (error) {
      const exception = exceptionOf(error);
      if (truthy(yield* leave(exception))) return null;
      throw error;
    }
    yield* leave(null);
    return outcome;
  }

  private *toRaise({ value, cause }: Extract<Statement, { k: 'raise' }>, scope: Scope): Running<Raised> {
    if (value === null) {
      const last = this.machine.current.handling.at(-1);
      if (last === undefined) throw raised('RuntimeError', 'No active exception to reraise');
      return new Raised(last);
    }
    const what = yield* this.value(value, scope);
    if (cause !== null) yield* this.value(cause, scope);
    return new Raised(yield* this.exceptionFrom(what));
  }

  /** An exception from a class or an instance of one. */
  *exceptionFrom(what: Py, args: readonly Py[] = []): Running<PyException> {
    const made =
      what instanceof PyClass && what.isWithin(exceptions.BaseException) ? yield* this.call(what, args) : what;
    if (made instanceof PyException) return made;
    throw raised('TypeError', 'exceptions must derive from BaseException');
  }

  private import(name: string, as: string | null, scope: Scope): void {
    const parts = name.split('.');
    for (let end = 1; end <= parts.length; end += 1) this.machine.imported(parts.slice(0, end).join('.'));
    const module = this.modules.get(as === null ? (parts[0] ?? '') : name);
    if (module !== undefined) this.store(as ?? module.name, module, scope);
  }

  private importFrom(name: string, names: readonly (readonly [string, string])[], scope: Scope): void {
    const module = this.modules.get(name);
    this.machine.imported(name);
    for (const [each, as] of names) {
      const value = module?.names.get(each) ?? this.modules.get(`${name}.${each}`);
      if (value === undefined) throw raised('ImportError', `cannot import name '${each}' from '${name}'`);
      if (value instanceof PyModule) this.machine.imported(value.name);
      this.store(as, value, scope);
    }
  }

  private *function(code: Code, scope: Scope): Running<PyFunction> {
    const defaults = new Map<string, Py>();
    for (const { name, otherwise } of code.parameters) {
      if (otherwise !== null) defaults.set(name, yield* this.value(otherwise, scope));
    }
    return new PyFunction(code, scope, defaults);
  }

  private namesFor(name: string, scope: Scope): Map<string, Py> {
    if (scope.locals === null || scope.locals.has(name)) return scope.names;
    if (scope.globals.has(name)) return this.globals.names;
    // Declared nonlocal.
    for (let outer = scope.outer; outer !== null && outer.locals !== null; outer = outer.outer) {
      if (outer.locals.has(name)) return outer.names;
    }
    return this.globals.names;
  }

  private store(name: string, value: Py, scope: Scope): void {
    this.namesFor(name, scope).set(name, value);
  }

  private load(name: string, scope: Scope): Py {
    if (scope.locals?.has(name)) {
      const value = scope.names.get(name);
      if (value !== undefined) return value;
      throw raised(
        'UnboundLocalError',
        `cannot access local variable '${name}' where it is not associated with a value`,
      );
    }
    if (!scope.globals.has(name)) {
      for (let outer = scope.outer; outer !== null && outer.locals !== null; outer = outer.outer) {
        if (!outer.locals.has(name)) continue;
        const value = outer.names.get(name);
        if (value !== undefined) return value;
        throw raised(
          'NameError',
          `cannot access free variable '${name}' where it is not associated with a value in enclosing scope`,
        );
      }
    }
    // None is null: only what is undefined is not there.
    for (const names of [this.globals.names, this.builtins]) {
      const value = names.get(name);
      if (value !== undefined) return value;
    }
    throw raised('NameError', `name '${name}' is not defined`);
  }

  private *assign(target: Expression, value: Py, scope: Scope): Running<void> {
    switch (target.k) {
      case 'name':
        this.store(target.name, value, scope);
        return;
      case 'tuple':
      case 'list': {
        const items = yield* this.unpacked(value, target.items.length);
        for (const [at, each] of target.items.entries()) yield* this.assign(each, items[at] ?? null, scope);
        return;
      }
      case 'attribute':
        this.setAttribute(yield* this.value(target.of, scope), target.name, value);
        return;
      case 'subscript': {
        const of = yield* this.value(target.of, scope);
        this.setItem(of, yield* this.value(target.index, scope), value);
      }
    }
  }

  private *unpacked(value: Py, count: number): Running<readonly Py[]> {
    const isIterable =
      itemsOf(value) !== null || value instanceof PyIterator || typeOf(value).find('methods', '__iter__') !== undefined;
    if (!isIterable) throw raised('TypeError', `cannot unpack non-iterable ${typeOf(value).name} object`);
    const items = yield* this.list(value);
    if (items.length > count) throw raised('ValueError', `too many values to unpack (expected ${count})`);
    if (items.length < count)
      throw raised('ValueError', `not enough values to unpack (expected ${count}, got ${items.length})`);
    return items;
  }

  private setItem(of: Py, index: Py, value: Py): void {
    if (!(of instanceof PyList))
      throw raised('TypeError', `'${typeOf(of).name}' object does not support item assignment`);
    of.items[placeOf(index, of.items.length, 'list', 'list assignment index out of range')] = value;
  }

  private *augment(
    { target, operator, value, line }: Extract<Statement, { k: 'augment' }>,
    scope: Scope,
  ): Running<void> {
    if (target.k === 'name') {
      const before = this.load(target.name, scope);
      this.store(target.name, yield* this.combined(operator, before, yield* this.value(value, scope)), scope);
    } else if (target.k === 'attribute') {
      const of = yield* this.value(target.of, scope);
      const before = this.attribute(of, target.name);
      this.setAttribute(of, target.name, yield* this.combined(operator, before, yield* this.value(value, scope)));
    } else if (target.k === 'subscript') {
      const of = yield* this.value(target.of, scope);
      const index = yield* this.value(target.index, scope);
      const before = itemAt(of, index);
      this.setItem(of, index, yield* this.combined(operator, before, yield* this.value(value, scope)));
    } else throw new Error(`line ${line}: no target`);
  }

  private *combined(operator: string, before: Py, value: Py): Running {
    if (operator === '+' && before instanceof PyList) {
      before.items.push(...(yield* this.list(value)));
      limited(before.items);
      return before;
    }
    try {
      return binary(operator, before, value);
    } catch (error) {
      throw inPlace(error, operator);
    }
  }

  *value(node: Expression, scope: Scope): Running {
    switch (node.k) {
      case 'constant':
        return node.value;
      case 'name':
        return this.load(node.name, scope);
      case 'tuple':
        return new PyTuple(yield* this.values(node.items, scope));
      case 'list':
        return new PyList([...(yield* this.values(node.items, scope))]);
      case 'fstring':
        return yield* this.formatted(node.parts, scope);
      case 'attribute':
        return this.attribute(yield* this.value(node.of, scope), node.name);
      case 'subscript':
        return itemAt(yield* this.value(node.of, scope), yield* this.value(node.index, scope));
      case 'slice': {
        const of = yield* this.value(node.of, scope);
        const from = node.from === null ? null : yield* this.value(node.from, scope);
        return slice(of, from, node.to === null ? null : yield* this.value(node.to, scope));
      }
      case 'call':
        return yield* this.callNode(node, scope);
      case 'unary':
        return unary(node.operator, yield* this.value(node.of, scope));
      case 'binary':
        return binary(node.operator, yield* this.value(node.left, scope), yield* this.value(node.right, scope));
      case 'and':
      case 'or': {
        const left = yield* this.value(node.left, scope);
        return truthy(left) === (node.k === 'or') ? left : yield* this.value(node.right, scope);
      }
      case 'compare':
        return yield* this.compared(node, scope);
      case 'conditional': {
        const isSo = truthy(yield* this.value(node.test, scope));
        return yield* this.value(isSo ? node.yes : node.no, scope);
      }
      case 'lambda':
        return yield* this.function(node.code, scope);
    }
  }

  private *values(nodes: readonly Expression[], scope: Scope): Running<Py[]> {
    const all: Py[] = [];
    for (const node of nodes) all.push(yield* this.value(node, scope));
    return all;
  }

  private *compared({ first, rest }: Extract<Expression, { k: 'compare' }>, scope: Scope): Running {
    let left = yield* this.value(first, scope);
    for (const [operator, node] of rest) {
      const right = yield* this.value(node, scope);
      if (!compare(operator, left, right)) return false;
      left = right;
    }
    return true;
  }

  private *formatted(parts: readonly (string | FormattedPart)[], scope: Scope): Running<string> {
    let text = '';
    for (const part of parts) {
      if (typeof part === 'string') text += part;
      else {
        const value = yield* this.value(part.value, scope);
        const spec = yield* this.formatted(part.spec, scope);
        const shown = part.conversion === null ? value : part.conversion === 'r' ? repr(value) : str(value);
        text += part.shown + format(shown, spec);
      }
    }
    return bounded(text);
  }

  private *callNode({ of, args, line }: Extract<Expression, { k: 'call' }>, scope: Scope): Running {
    const callee = yield* this.value(of, scope);
    const [positional, keywords] = args.length === 0 ? [[], new Map()] : yield* this.arguments(args, scope);
    this.machine.step(line);
    return yield* this.call(callee, positional, keywords);
  }

  private *arguments(args: readonly Argument[], scope: Scope): Running<readonly [readonly Py[], Keywords]> {
    const positional: Py[] = [];
    const keywords = new Map<string, Py>();
    for (const { keyword, isStarred, value } of args) {
      const given = yield* this.value(value, scope);
      if (isStarred) positional.push(...(yield* this.list(given)));
      else if (keyword === null) positional.push(given);
      else keywords.set(keyword, given);
    }
    return [positional, keywords];
  }

  *call(callee: Py, args: readonly Py[] = [], keywords: Keywords = new Map()): Running {
    if (callee instanceof PyFunction) return yield* this.callFunction(callee, args, keywords);
    let made: Py | Running;
    if (callee instanceof PyNative || callee instanceof PyMethod) made = callee.call(args, keywords);
    else if (callee instanceof PyClass && callee.make !== null) made = callee.make(args, keywords);
    else {
      const own = typeOf(callee).find('methods', '__call__');
      if (own === undefined || callee instanceof PyClass)
        throw raised('TypeError', `'${typeOf(callee).name}' object is not callable`);
      made = own(callee as never, args, keywords);
    }
    return yield* settle<Py>(made);
  }

  private *callFunction(callee: PyFunction, args: readonly Py[], keywords: Keywords): Running {
    const { code, scope } = callee;
    const names = bound(callee, args, keywords);
    const greenlet = this.machine.current;
    if (greenlet.depth >= DEPTH_MAX) throw raised('RecursionError', 'maximum recursion depth exceeded');
    const own: Scope = { names, locals: code.locals, globals: code.globals, outer: scope };
    greenlet.depth += 1;
    try {
      if (!isStatements(code.body)) return yield* this.value(code.body, own);
      const outcome = yield* this.block(code.body, own);
      return outcome !== null && typeof outcome === 'object' ? outcome.result : null;
    } finally {
      greenlet.depth -= 1;
    }
  }

  attribute(of: Py, name: string): Py {
    const value = this.attributeOrNone(of, name);
    if (value !== undefined) return value;
    if (of instanceof PyModule) throw raised('AttributeError', `module '${of.name}' has no attribute '${name}'`);
    if (of instanceof PyClass) throw raised('AttributeError', `type object '${of.name}' has no attribute '${name}'`);
    throw raised('AttributeError', `'${typeOf(of).name}' object has no attribute '${name}'`);
  }

  private attributeOrNone(of: Py, name: string): Py | undefined {
    if (name === '__class__') return typeOf(of);
    if (of instanceof PyModule) return of.names.has(name) ? of.names.get(name) : this.machine.submodule(of.name, name);
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

  private setAttribute(of: Py, name: string, value: Py): void {
    const setter = typeOf(of).find('setters', name);
    if (setter !== undefined) setter(of as never, value);
    else if (of instanceof PyModule) of.names.set(name, value);
    else if (of instanceof PyObject && typeOf(of).find('getters', name) === undefined) of.attributes.set(name, value);
    else throw raised('AttributeError', `'${typeOf(of).name}' object has no attribute '${name}'`);
  }

  iterator(value: Py): PyIterator {
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

  /** All that an iteration gives. */
  *list(value: Py): Running<Py[]> {
    const known = itemsOf(value);
    if (known !== null) return [...known];
    const iterator = this.iterator(value);
    const all: Py[] = [];
    for (;;) {
      const item = yield* settle<Py | typeof DONE>(iterator.next());
      if (item === DONE) return all;
      all.push(item);
      this.machine.step(null);
      limited(all);
    }
  }
}

/** Called on the class itself. */
const STATIC: ReadonlySet<string> = new Set(['spawn', 'spawn_later', 'start_new', 'getcurrent']);

function isStatements(body: Code['body']): body is readonly Statement[] {
  return Array.isArray(body);
}

function inPlace(error: unknown, operator: string): unknown {
  if (!(error instanceof Raised)) return error;
  const [message] = error.exception.args;
  const prefix = 'unsupported operand type(s) for ';
  if (typeof message !== 'string' || !message.startsWith(prefix)) return error;
  const rest = message.slice(message.indexOf(':'));
  return raised('TypeError', `${prefix}${operator === '**' ? '** or pow()' : `${operator}=`}${rest}`);
}

/** The names that a call begins with. */
function bound({ code, defaults }: PyFunction, args: readonly Py[], keywords: Keywords): Map<string, Py> {
  const { parameters, fullName: name } = code;
  const names = new Map<string, Py>();
  const rest = parameters.find(({ isRest }) => isRest);
  const positional = parameters.filter(({ isRest }) => !isRest);
  for (const [at, each] of positional.entries()) {
    const value = args[at];
    if (value !== undefined) names.set(each.name, value);
  }
  for (const [key, value] of keywords) {
    if (!positional.some((each) => each.name === key))
      throw raised('TypeError', `${name}() got an unexpected keyword argument '${key}'`);
    if (names.has(key)) throw raised('TypeError', `${name}() got multiple values for argument '${key}'`);
    names.set(key, value);
  }
  if (args.length > positional.length && rest === undefined)
    throw raised('TypeError', tooMany(name, positional, args.length, defaults));
  if (rest !== undefined) names.set(rest.name, new PyTuple(args.slice(positional.length)));
  const missing: string[] = [];
  for (const each of positional) {
    if (names.has(each.name)) continue;
    const otherwise = defaults.get(each.name);
    if (otherwise === undefined) missing.push(`'${each.name}'`);
    else names.set(each.name, otherwise);
  }
  if (missing.length > 0) {
    const plural = missing.length === 1 ? '' : 's';
    throw raised(
      'TypeError',
      `${name}() missing ${missing.length} required positional argument${plural}: ${listed(missing)}`,
    );
  }
  return names;
}

function listed(names: readonly string[]): string {
  if (names.length < 3) return names.join(' and ');
  return `${names.slice(0, -1).join(', ')}, and ${names.at(-1)}`;
}

function tooMany(
  name: string,
  positional: readonly unknown[],
  given: number,
  defaults: ReadonlyMap<string, Py>,
): string {
  const most = positional.length;
  const takes = defaults.size === 0 ? `${most}` : `from ${most - defaults.size} to ${most}`;
  const plural = defaults.size === 0 && most === 1 ? '' : 's';
  return `${name}() takes ${takes} positional argument${plural} but ${given} ${given === 1 ? 'was' : 'were'} given`;
}
