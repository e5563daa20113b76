import type { Expression, Handler, Statement } from './ast';
import { assignedNames, ExpressionParser } from './parse-expression';
import { type TokenKind, tokenize } from './tokenizer';

/** What a program may import. */
export const MODULES: readonly string[] = [
  'greenlet',
  'gevent',
  'gevent.event',
  'gevent.queue',
  'gevent.lock',
  'gevent.pool',
  'gevent.monkey',
  'time',
];

const AUGMENTS = new Set(['+=', '-=', '*=', '/=', '//=', '%=', '**=', '&=', '|=', '^=', '<<=', '>>=']);

/** Statements of Python that the subset has not. */
const NOT_IN_SUBSET = new Set(['assert', 'async', 'await', 'class', 'del', 'yield', '@']);

/** Where a statement stands. */
interface Place {
  readonly isFunction: boolean;
  readonly isLoop: boolean;
  readonly globals: Set<string>;
  readonly nonlocals: Set<string>;
}

/** A program's statements. Throws Refused, with the line, for what the subset has not. */
export function parse(program: string): readonly Statement[] {
  return new Parser(tokenize(program)).program();
}

class Parser extends ExpressionParser {
  program(): readonly Statement[] {
    const place: Place = { isFunction: false, isLoop: false, globals: new Set(), nonlocals: new Set() };
    const all: Statement[] = [];
    while (this.now.kind !== 'end') {
      if (this.now.kind === 'indent') this.refuse('unexpected indent');
      all.push(...this.statement(place));
    }
    return all;
  }

  private statement(place: Place): readonly Statement[] {
    const { text, line, kind } = this.now;
    if (NOT_IN_SUBSET.has(text) && kind !== 'string')
      this.refuse(`${text === '@' ? 'a decorator' : text} is not in the subset`);
    if (kind === 'name') {
      if (text === 'def') return [this.def(line)];
      if (text === 'if') return [this.if(line, place)];
      if (text === 'while') return [this.while(line, place)];
      if (text === 'for') return [this.for(line, place)];
      if (text === 'try') return [this.try(line, place)];
      if (text === 'with') return [this.with(line, place)];
    }
    return this.simpleLine(place);
  }

  private simpleLine(place: Place): readonly Statement[] {
    const all = [this.simple(place)];
    while (this.take(';')) {
      if (this.now.kind === 'newline') break;
      all.push(this.simple(place));
    }
    if (this.now.kind !== 'newline') {
      const { text } = this.now;
      this.refuse(text === ':' ? 'annotations are not in the subset' : `${text || 'this'} is not in the subset here`);
    }
    this.at += 1;
    return all;
  }

  /** What follows a colon: the rest of the line, or lines that are indented. */
  private block(place: Place): readonly Statement[] {
    this.need(':');
    if (!this.skips('newline')) return this.simpleLine(place);
    if (!this.skips('indent')) this.refuse('an indented block is expected');
    const all: Statement[] = [];
    while (this.now.kind !== 'dedent' && this.now.kind !== 'end') all.push(...this.statement(place));
    if (this.now.kind === 'dedent') this.at += 1;
    return all;
  }

  private skips(kind: TokenKind): boolean {
    if (this.now.kind !== kind) return false;
    this.at += 1;
    return true;
  }

  private simple(place: Place): Statement {
    const { text, line, kind } = this.now;
    if (kind === 'name') {
      switch (text) {
        case 'pass':
          this.at += 1;
          return { k: 'pass', line };
        case 'break':
        case 'continue':
          this.at += 1;
          if (!place.isLoop) this.refuse(`${text} outside a loop`, line);
          return { k: text, line };
        case 'return':
          this.at += 1;
          if (!place.isFunction) this.refuse('return outside a function', line);
          return { k: 'return', value: this.endsStatement() ? null : this.expression(true), line };
        case 'raise':
          return this.raise(line);
        case 'import':
          return this.import(line);
        case 'from':
          return this.from(line);
        case 'global':
        case 'nonlocal':
          return this.scope(text, line, place);
      }
      if (NOT_IN_SUBSET.has(text)) this.refuse(`${text} is not in the subset`);
    }
    return this.assignment(line);
  }

  private endsStatement(): boolean {
    return this.now.kind === 'newline' || this.is(';');
  }

  private raise(line: number): Statement {
    this.at += 1;
    if (this.endsStatement()) return { k: 'raise', value: null, cause: null, line };
    const value = this.expression();
    return { k: 'raise', value, cause: this.take('from') ? this.expression() : null, line };
  }

  private moduleName(): string {
    if (this.is('.')) this.refuse('relative imports are not in the subset');
    let name = this.name();
    while (this.take('.')) name += `.${this.name()}`;
    if (!MODULES.includes(name)) this.refuse(`import of ${name} is not in the subset`, this.tokens[this.at - 1]?.line);
    return name;
  }

  private import(line: number): Statement {
    this.at += 1;
    const module = this.moduleName();
    const as = this.take('as') ? this.name() : null;
    // Further modules are a statement of their own.
    if (this.is(','))
      (this.tokens as { kind: string; text: string; line: number }[]).splice(this.at, 1, ...split(this.now.line));
    return { k: 'import', module, as, line };
  }

  private from(line: number): Statement {
    this.at += 1;
    const module = this.moduleName();
    this.need('import');
    if (this.is('*')) this.refuse('from … import * is not in the subset');
    const isGroup = this.take('(');
    const names: (readonly [string, string])[] = [];
    do {
      if (isGroup && this.is(')')) break;
      const name = this.name();
      names.push([name, this.take('as') ? this.name() : name]);
    } while (this.take(','));
    if (isGroup) this.need(')');
    return { k: 'from', module, names, line };
  }

  private scope(kind: 'global' | 'nonlocal', line: number, place: Place): Statement {
    this.at += 1;
    if (kind === 'nonlocal' && !place.isFunction) this.refuse('nonlocal outside a function', line);
    const names = kind === 'global' ? place.globals : place.nonlocals;
    do names.add(this.name());
    while (this.take(','));
    return { k: 'scope', line };
  }

  private assignment(line: number): Statement {
    const first = this.expression(true);
    const { kind, text } = this.now;
    if (kind === 'operator' && AUGMENTS.has(text)) {
      this.at += 1;
      if (first.k === 'tuple' || first.k === 'list') this.refuse('this cannot be assigned to', line);
      this.checkTarget(first);
      return { k: 'augment', target: first, operator: text.slice(0, -1), value: this.expression(true), line };
    }
    if (!this.is('=')) return { k: 'expression', value: first, line };
    const targets: Expression[] = [];
    let value = first;
    while (this.take('=')) {
      this.checkTarget(value);
      targets.push(value);
      value = this.expression(true);
    }
    return { k: 'assign', targets, value, line };
  }

  private checkTarget(target: Expression): void {
    if (target.k === 'tuple' || target.k === 'list') {
      for (const item of target.items) this.checkTarget(item);
    } else if (target.k !== 'name' && target.k !== 'attribute' && target.k !== 'subscript') {
      this.refuse('this cannot be assigned to', target.line);
    }
  }

  private def(line: number): Statement {
    this.at += 1;
    const name = this.name();
    this.need('(');
    const parameters = this.parameters(')');
    this.need(')');
    if (this.is('->')) this.refuse('annotations are not in the subset');
    const place: Place = { isFunction: true, isLoop: false, globals: new Set(), nonlocals: new Set() };
    const fullName = this.fullName(name);
    this.functions.push(name);
    const body = this.block(place);
    this.functions.pop();
    const locals = new Set([...parameters.map((each) => each.name), ...assignedNames(body)]);
    for (const each of [...place.globals, ...place.nonlocals]) locals.delete(each);
    return { k: 'def', code: { name, fullName, line, parameters, body, locals, globals: place.globals }, line };
  }

  private if(line: number, place: Place): Statement {
    this.at += 1;
    const test = this.expression();
    const yes = this.block(place);
    const after = this.now.line;
    if (this.is('elif')) return { k: 'if', test, yes, no: [this.if(after, place)], line };
    return { k: 'if', test, yes, no: this.take('else') ? this.block(place) : [], line };
  }

  private while(line: number, place: Place): Statement {
    this.at += 1;
    const test = this.expression();
    const body = this.block({ ...place, isLoop: true });
    if (this.is('else')) this.refuse('else after a loop is not in the subset');
    return { k: 'while', test, body, line };
  }

  private for(line: number, place: Place): Statement {
    this.at += 1;
    const target = this.forTarget();
    this.checkTarget(target);
    this.need('in');
    const over = this.expression(true);
    const body = this.block({ ...place, isLoop: true });
    if (this.is('else')) this.refuse('else after a loop is not in the subset');
    return { k: 'for', target, over, body, line };
  }

  private forTarget(): Expression {
    const { line } = this.now;
    const first = this.target();
    if (!this.is(',')) return first;
    const items = [first];
    while (this.take(',') && !this.is('in')) items.push(this.target());
    return { k: 'tuple', items, line };
  }

  private try(line: number, place: Place): Statement {
    this.at += 1;
    const body = this.block(place);
    const handlers: Handler[] = [];
    while (this.is('except')) {
      this.at += 1;
      if (this.is('*')) this.refuse('except* is not in the subset');
      if (handlers.at(-1)?.types === null) this.refuse('an except without a type must be the last');
      const types = this.is(':') ? null : this.expression();
      const as = types !== null && this.take('as') ? this.name() : null;
      handlers.push({ types, as, body: this.block(place) });
    }
    const otherwise = handlers.length > 0 && this.take('else') ? this.block(place) : [];
    const last = this.take('finally') ? this.block(place) : [];
    if (handlers.length === 0 && last.length === 0) this.refuse('except or finally is expected');
    return { k: 'try', body, handlers, otherwise, last, line };
  }

  private with(line: number, place: Place): Statement {
    this.at += 1;
    const items: (readonly [Expression, Expression | null])[] = [];
    do {
      const manager = this.expression();
      const as = this.take('as') ? this.target() : null;
      if (as !== null) this.checkTarget(as);
      items.push([manager, as]);
    } while (this.take(','));
    const body = this.block(place);
    return items.reduceRight<readonly Statement[]>(
      (inner, [manager, as]) => [{ k: 'with', manager, as, body: inner, line }],
      body,
    )[0] as Statement;
  }
}

function split(line: number) {
  return [
    { kind: 'operator', text: ';', line },
    { kind: 'name', text: 'import', line },
  ];
}
