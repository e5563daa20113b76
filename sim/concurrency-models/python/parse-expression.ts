import type { Argument, Expression, FormattedPart, Parameter, Statement } from './ast';
import { Refused } from './refused';
import { type Token, tokenize, unescaped } from './tokenizer';

const KEYWORDS = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global if import in is ' +
    'lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
);

/** Binary operators by how tightly they bind, the loosest first. */
const LEVELS: readonly (readonly string[])[] = [['|'], ['^'], ['&'], ['<<', '>>'], ['+', '-'], ['*', '/', '//', '%']];

const COMPARISONS = new Set(['<', '>', '<=', '>=', '==', '!=']);
const NO_COMPREHENSION = 'comprehensions and generators are not in the subset';
const DEPTH_MAX = 100;

/** Reads the subset's expressions. Throws Refused, with the line, for anything else. */
export class ExpressionParser {
  protected at = 0;
  /** Names of the functions that are being read, the outermost first. */
  protected readonly functions: string[] = [];
  private depth = 0;

  constructor(protected readonly tokens: readonly Token[]) {}

  protected get now(): Token {
    return this.tokens[this.at] ?? { kind: 'end', text: '', line: 0 };
  }

  protected next(): Token {
    const token = this.now;
    this.at += 1;
    return token;
  }

  protected refuse(reason: string, line = this.now.line): never {
    throw new Refused(line, reason);
  }

  protected is(text: string): boolean {
    const { kind, text: own } = this.now;
    return own === text && (kind === 'operator' || kind === 'name');
  }

  protected take(text: string): boolean {
    if (!this.is(text)) return false;
    this.at += 1;
    return true;
  }

  protected need(text: string): void {
    if (!this.take(text)) this.refuse(`${text} is expected${this.found()}`);
  }

  private found(): string {
    const { kind, text } = this.now;
    return text === '' ? `, not the end of the ${kind === 'end' ? 'program' : 'line'}` : `, not ${text}`;
  }

  protected name(): string {
    const { kind, text } = this.now;
    if (kind !== 'name' || KEYWORDS.has(text)) this.refuse(`a name is expected${this.found()}`);
    this.at += 1;
    return text;
  }

  /** One expression; a tuple without parentheses is one where `isTuple`. */
  expression(isTuple = false): Expression {
    const { line } = this.now;
    const first = this.single();
    if (!isTuple || !this.is(',')) return first;
    const items = [first];
    while (this.take(',')) {
      if (this.endsTuple()) break;
      items.push(this.single());
    }
    return { k: 'tuple', items, line };
  }

  private endsTuple(): boolean {
    const { kind, text } = this.now;
    return kind === 'newline' || kind === 'end' || [')', ']', '}', '=', ':', ';', 'in'].includes(text);
  }

  private single(): Expression {
    this.depth += 1;
    if (this.depth > DEPTH_MAX) this.refuse('nested too deeply');
    const { line } = this.now;
    const value = this.is('lambda') ? this.lambda() : this.conditional(line);
    this.depth -= 1;
    return value;
  }

  private conditional(line: number): Expression {
    const yes = this.or();
    if (!this.take('if')) return yes;
    const test = this.or();
    this.need('else');
    return { k: 'conditional', test, yes, no: this.single(), line };
  }

  private lambda(): Expression {
    const { line } = this.next();
    const parameters = this.is(':') ? [] : this.parameters(':');
    this.need(':');
    const fullName = this.fullName('<lambda>');
    this.functions.push('<lambda>');
    const body = this.single();
    this.functions.pop();
    const locals = new Set(parameters.map(({ name }) => name));
    return {
      k: 'lambda',
      code: { name: '<lambda>', fullName, line, parameters, body, locals, globals: new Set() },
      line,
    };
  }

  protected fullName(name: string): string {
    return [...this.functions, name].join('.<locals>.');
  }

  /** Up to, not including, what closes them. */
  protected parameters(closing: string): readonly Parameter[] {
    const all: Parameter[] = [];
    while (!this.is(closing)) {
      const isRest = this.take('*');
      if (this.is('**') || this.is('/') || (isRest && this.is(',')))
        this.refuse('such parameters are not in the subset');
      if (all.at(-1)?.isRest === true) this.refuse('parameters after * are not in the subset');
      const name = this.name();
      if (this.is(':') && closing !== ':') this.refuse('annotations are not in the subset');
      const otherwise = !isRest && this.take('=') ? this.single() : null;
      if (otherwise === null && !isRest && all.at(-1)?.otherwise != null)
        this.refuse('a parameter without a default follows one with');
      if (all.some((each) => each.name === name)) this.refuse(`two parameters are called ${name}`);
      all.push({ name, otherwise, isRest });
      if (!this.take(',')) break;
    }
    return all;
  }

  private or(): Expression {
    const { line } = this.now;
    let left = this.and();
    while (this.take('or')) left = { k: 'or', left, right: this.and(), line };
    return left;
  }

  private and(): Expression {
    const { line } = this.now;
    let left = this.not();
    while (this.take('and')) left = { k: 'and', left, right: this.not(), line };
    return left;
  }

  private not(): Expression {
    const { line } = this.now;
    return this.take('not') ? { k: 'unary', operator: 'not', of: this.not(), line } : this.comparison();
  }

  private comparison(): Expression {
    const { line } = this.now;
    const first = this.binary(0);
    const rest: (readonly [string, Expression])[] = [];
    for (let operator = this.comparator(); operator !== null; operator = this.comparator()) {
      rest.push([operator, this.binary(0)]);
    }
    return rest.length === 0 ? first : { k: 'compare', first, rest, line };
  }

  private comparator(): string | null {
    const { kind, text } = this.now;
    if (kind === 'operator' && COMPARISONS.has(text)) return this.next().text;
    if (this.take('in')) return 'in';
    if (this.take('is')) return this.take('not') ? 'is not' : 'is';
    if (this.is('not') && this.tokens[this.at + 1]?.text === 'in') {
      this.at += 2;
      return 'not in';
    }
    return null;
  }

  protected target(): Expression {
    return this.binary(0);
  }

  private binary(level: number): Expression {
    const operators = LEVELS[level];
    if (operators === undefined) return this.unary();
    const { line } = this.now;
    let left = this.binary(level + 1);
    while (this.now.kind === 'operator' && operators.includes(this.now.text)) {
      const operator = this.next().text;
      left = { k: 'binary', operator, left, right: this.binary(level + 1), line };
    }
    return left;
  }

  private unary(): Expression {
    const { kind, text, line } = this.now;
    if (kind === 'operator' && (text === '-' || text === '+' || text === '~')) {
      this.at += 1;
      return { k: 'unary', operator: text, of: this.unary(), line };
    }
    const base = this.postfix();
    return this.take('**') ? { k: 'binary', operator: '**', left: base, right: this.unary(), line } : base;
  }

  private postfix(): Expression {
    let of = this.atom();
    for (;;) {
      const { line } = this.now;
      if (this.take('.')) of = { k: 'attribute', of, name: this.name(), line };
      else if (this.take('(')) of = { k: 'call', of, args: this.args(), line };
      else if (this.take('[')) of = this.subscript(of, line);
      else return of;
    }
  }

  private subscript(of: Expression, line: number): Expression {
    const from = this.is(':') ? null : this.expression(true);
    if (!this.take(':')) {
      this.need(']');
      if (from === null) this.refuse('an index is expected');
      return { k: 'subscript', of, index: from, line };
    }
    const to = this.is(']') ? null : this.single();
    if (this.is(':')) this.refuse('slices with a step are not in the subset');
    this.need(']');
    return { k: 'slice', of, from, to, line };
  }

  private args(): readonly Argument[] {
    const all: Argument[] = [];
    while (!this.take(')')) {
      if (this.is('**')) this.refuse('** in a call is not in the subset');
      const isStarred = this.take('*');
      const isKeyword =
        this.now.kind === 'name' &&
        this.tokens[this.at + 1]?.text === '=' &&
        this.tokens[this.at + 1]?.kind === 'operator';
      const keyword = isKeyword ? this.name() : null;
      if (isKeyword) this.need('=');
      else if (all.some((each) => each.keyword !== null)) this.refuse('a positional argument follows a keyword');
      all.push({ keyword, isStarred, value: this.single() });
      if (this.is('for')) this.refuse(NO_COMPREHENSION);
      if (this.take(')')) break;
      this.need(',');
    }
    return all;
  }

  private atom(): Expression {
    const token = this.next();
    const { kind, text, line } = token;
    switch (kind) {
      case 'int':
        if (/^0\d/.test(text) && !/^0+$/.test(text)) this.refuse('leading zeros in an integer', line);
        return { k: 'constant', value: BigInt(text), line };
      case 'float':
        return { k: 'constant', value: Number(text), line };
      case 'string':
      case 'fstring':
        this.at -= 1;
        return this.strings();
      case 'name':
        if (text === 'True' || text === 'False') return { k: 'constant', value: text === 'True', line };
        if (text === 'None') return { k: 'constant', value: null, line };
        if (KEYWORDS.has(text)) this.refuse(`${text} is not in the subset here`, line);
        return { k: 'name', name: text, line };
      default:
        if (text === '(') return this.group(')', 'tuple', line);
        if (text === '[') return this.group(']', 'list', line);
        if (text === '{') this.refuse('dictionaries and sets are not in the subset', line);
        this.at -= 1;
        return this.refuse(
          text === '' ? `an expression is expected${this.found()}` : `${text} is not in the subset here`,
          line,
        );
    }
  }

  private group(closing: string, k: 'tuple' | 'list', line: number): Expression {
    const items: Expression[] = [];
    let hasComma = false;
    while (!this.take(closing)) {
      if (this.is('*')) this.refuse('* is not in the subset here');
      items.push(this.single());
      if (this.is('for')) this.refuse(NO_COMPREHENSION);
      if (this.is(':=')) this.refuse(':= is not in the subset');
      if (this.take(closing)) break;
      this.need(',');
      hasComma = true;
    }
    const [only] = items;
    if (k === 'tuple' && only !== undefined && items.length === 1 && !hasComma) return only;
    return { k, items, line };
  }

  /** One literal or several side by side. */
  private strings(): Expression {
    const { line } = this.now;
    const parts: (string | FormattedPart)[] = [];
    while (this.now.kind === 'string' || this.now.kind === 'fstring') {
      const token = this.next();
      if (token.kind === 'string') parts.push(token.text);
      else parts.push(...new FormatText(token.text, token.line, token.isRaw === true).all());
    }
    if (parts.every((part) => typeof part === 'string')) return { k: 'constant', value: parts.join(''), line };
    return { k: 'fstring', parts, line };
  }
}

/** What stands in an f-string. */
class FormatText {
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly line: number,
    private readonly isRaw: boolean,
  ) {}

  all(isSpec = false): readonly (string | FormattedPart)[] {
    const parts: (string | FormattedPart)[] = [];
    let literal = '';
    const flush = () => {
      if (literal !== '') parts.push(this.isRaw ? literal : unescaped(literal));
      literal = '';
    };
    while (this.at < this.text.length) {
      const char = this.text[this.at] ?? '';
      const isDouble = this.text[this.at + 1] === char && !isSpec;
      if (char === '}' && isSpec) break;
      if (char === '}' && !isDouble) throw new Refused(this.line, 'a single } in an f-string');
      if (char === '{' && !isDouble) {
        flush();
        parts.push(this.part());
        continue;
      }
      literal += char;
      this.at += char === '{' || char === '}' ? 2 : 1;
    }
    flush();
    return parts;
  }

  private part(): FormattedPart {
    this.at += 1;
    const start = this.at;
    this.skipExpression();
    const text = this.text.slice(start, this.at);
    const isShown = this.text[this.at] === '=';
    if (isShown) this.at += 1;
    let conversion: 'r' | 's' | null = isShown ? 'r' : null;
    if (this.text[this.at] === '!') {
      const letter = this.text[this.at + 1];
      if (letter !== 'r' && letter !== 's') throw new Refused(this.line, 'an f-string takes !r and !s');
      conversion = letter;
      this.at += 2;
    }
    let spec: readonly (string | FormattedPart)[] = [];
    if (this.text[this.at] === ':') {
      this.at += 1;
      spec = this.all(true);
      if (isShown && conversion === 'r') conversion = null;
    }
    if (this.text[this.at] !== '}') throw new Refused(this.line, 'an f-string: } is expected');
    this.at += 1;
    const shown = isShown ? `${text}=` : '';
    return { value: expressionOf(text, this.line), conversion, shown, spec };
  }

  private skipExpression(): void {
    let depth = 0;
    let quote = '';
    for (; this.at < this.text.length; this.at += 1) {
      const char = this.text[this.at] ?? '';
      const after = this.text[this.at + 1];
      if (quote !== '') {
        if (char === quote) quote = '';
      } else if (char === "'" || char === '"') quote = char;
      else if ('([{'.includes(char)) depth += 1;
      else if (depth > 0 && ')]}'.includes(char)) depth -= 1;
      else if (depth === 0 && (char === '}' || char === ':')) return;
      else if (depth === 0 && char === '!' && after !== '=') return;
      else if (depth === 0 && char === '=' && after !== '=' && !'=!<>'.includes(this.text[this.at - 1] ?? '')) return;
    }
  }
}

function expressionOf(text: string, line: number): Expression {
  if (text.trim() === '') throw new Refused(line, 'an f-string: an expression is expected');
  const tokens = tokenize(`(${text})`).map((token) => ({ ...token, line }));
  return new ExpressionParser(tokens).expression();
}

/** Names that statements assign, not looking into functions that they define. */
export function assignedNames(body: readonly Statement[]): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (statement: Statement): void => {
    switch (statement.k) {
      case 'assign':
        for (const target of statement.targets) addNames(target, names);
        return;
      case 'augment':
        addNames(statement.target, names);
        return;
      case 'import':
        names.add(statement.as ?? statement.module.split('.')[0] ?? '');
        return;
      case 'from':
        for (const [, as] of statement.names) names.add(as);
        return;
      case 'def':
        names.add(statement.code.name);
        return;
      case 'if':
        [...statement.yes, ...statement.no].forEach(visit);
        return;
      case 'for':
        addNames(statement.target, names);
        statement.body.forEach(visit);
        return;
      case 'while':
        statement.body.forEach(visit);
        return;
      case 'with':
        if (statement.as !== null) addNames(statement.as, names);
        statement.body.forEach(visit);
        return;
      case 'try':
        for (const { as } of statement.handlers) if (as !== null) names.add(as);
        [
          ...statement.body,
          ...statement.handlers.flatMap((handler) => handler.body),
          ...statement.otherwise,
          ...statement.last,
        ].forEach(visit);
    }
  };
  body.forEach(visit);
  return names;
}

function addNames(target: Expression, names: Set<string>): void {
  if (target.k === 'name') names.add(target.name);
  if (target.k === 'tuple' || target.k === 'list') for (const item of target.items) addNames(item, names);
}
