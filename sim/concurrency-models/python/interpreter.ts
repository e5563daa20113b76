import { bound } from './arguments';
import type { Argument, Code, Expression, FormattedPart, Handler, Statement } from './ast';
import { attribute, iterator, setAttribute } from './attributes';
import { exceptionOf, exceptions, raised } from './errors';
import type { Machine } from './machine';
import { Names } from './names';
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
  PyTuple,
  Raised,
  type Running,
  type Scope,
  settle,
  typeOf,
} from './values';

/** How a block ended: on to the next statement, or not. */
type Outcome = null | 'break' | 'continue' | { readonly result: Py };

/** Calls within one another, as CPython allows. */
const DEPTH_MAX = 980;

/** Runs the subset's statements on a machine. Every part of it may be left for another greenlet and gone on with later. */
export class Interpreter {
  private readonly names: Names;

  constructor(
    private readonly machine: Machine,
    builtins: ReadonlyMap<string, Py>,
    private readonly modules: ReadonlyMap<string, PyModule>,
  ) {
    this.names = new Names(builtins);
  }

  *program(body: readonly Statement[]): Running {
    const { globals } = this.names;
    globals.names.set('__name__', '__main__');
    yield* this.block(body, globals);
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
        this.names.store(statement.code.name, yield* this.function(statement.code, scope), scope);
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
    const items = iterator(yield* this.value(over, scope));
    for (;;) {
      const item = yield* settle<Py | typeof DONE>(items.next());
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
    if (as !== null) this.names.store(as, exception, scope);
    try {
      return yield* this.handling(exception, () => this.block(body, scope));
    } finally {
      if (as !== null) this.names.remove(as, scope);
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
    if (module !== undefined) this.names.store(as ?? module.name, module, scope);
  }

  private importFrom(name: string, names: readonly (readonly [string, string])[], scope: Scope): void {
    const module = this.modules.get(name);
    this.machine.imported(name);
    for (const [each, as] of names) {
      const value = module?.names.get(each) ?? this.modules.get(`${name}.${each}`);
      if (value === undefined) throw raised('ImportError', `cannot import name '${each}' from '${name}'`);
      if (value instanceof PyModule) this.machine.imported(value.name);
      this.names.store(as, value, scope);
    }
  }

  private *function(code: Code, scope: Scope): Running<PyFunction> {
    const defaults = new Map<string, Py>();
    for (const { name, otherwise } of code.parameters) {
      if (otherwise !== null) defaults.set(name, yield* this.value(otherwise, scope));
    }
    return new PyFunction(code, scope, defaults);
  }

  private *assign(target: Expression, value: Py, scope: Scope): Running<void> {
    switch (target.k) {
      case 'name':
        this.names.store(target.name, value, scope);
        return;
      case 'tuple':
      case 'list': {
        const items = yield* this.unpacked(value, target.items.length);
        for (const [at, each] of target.items.entries()) yield* this.assign(each, items[at] ?? null, scope);
        return;
      }
      case 'attribute':
        setAttribute(yield* this.value(target.of, scope), target.name, value);
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
      const before = this.names.load(target.name, scope);
      this.names.store(target.name, yield* this.combined(operator, before, yield* this.value(value, scope)), scope);
    } else if (target.k === 'attribute') {
      const of = yield* this.value(target.of, scope);
      const before = attribute(of, target.name, this.machine);
      setAttribute(of, target.name, yield* this.combined(operator, before, yield* this.value(value, scope)));
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
        return this.names.load(node.name, scope);
      case 'tuple':
        return new PyTuple(yield* this.values(node.items, scope));
      case 'list':
        return new PyList([...(yield* this.values(node.items, scope))]);
      case 'fstring':
        return yield* this.formatted(node.parts, scope);
      case 'attribute':
        return attribute(yield* this.value(node.of, scope), node.name, this.machine);
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

  /** All that an iteration gives. */
  *list(value: Py): Running<Py[]> {
    const known = itemsOf(value);
    if (known !== null) return [...known];
    const items = iterator(value);
    const all: Py[] = [];
    for (;;) {
      const item = yield* settle<Py | typeof DONE>(items.next());
      if (item === DONE) return all;
      all.push(item);
      this.machine.step(null);
      limited(all);
    }
  }
}

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
