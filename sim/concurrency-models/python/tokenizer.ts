import { Refused } from './refused';

export type TokenKind =
  | 'name'
  | 'int'
  | 'float'
  | 'string'
  | 'fstring'
  | 'operator'
  | 'newline'
  | 'indent'
  | 'dedent'
  | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** Of a string what it stands for; of an f-string its text as written, escapes and all. */
  readonly text: string;
  readonly line: number;
  /** An f-string with `r` before it. */
  readonly isRaw?: boolean;
}

const OPERATORS = [
  ...['**=', '//=', '>>=', '<<=', '...'],
  ...['**', '//', '>>', '<<', '<=', '>=', '==', '!=', '->', '+=', '-=', '*=', '/=', '%=', '&=', '|=', '^=', ':=', '@='],
  ...[
    '+',
    '-',
    '*',
    '/',
    '%',
    '&',
    '|',
    '^',
    '~',
    '<',
    '>',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    ',',
    ':',
    '.',
    ';',
    '@',
    '=',
  ],
];

const NAME = /[A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*/y;
const NUMBER =
  /0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|(?:\d[\d_]*)?\.\d[\d_]*(?:[eE][+-]?\d+)?|\d[\d_]*\.?(?:[eE][+-]?\d+)?/y;
const STRING = /([rRfFbBuU]{0,2})('''|"""|'|")/y;

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '\0',
  '\n': '',
};

/** What a string literal's text stands for. */
export function unescaped(text: string): string {
  return text.replace(/\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|([\s\S]))/g, (whole, hex, unicode, char) => {
    const code = hex ?? unicode;
    return code === undefined ? (ESCAPES[char] ?? whole) : String.fromCharCode(Number.parseInt(code, 16));
  });
}

/** Words of a program with their lines, indentation as tokens of its own. Throws Refused for a character that begins none. */
export function tokenize(program: string): readonly Token[] {
  return new Tokenizer(program.replaceAll('\r\n', '\n')).all();
}

class Tokenizer {
  private readonly tokens: Token[] = [];
  private readonly indents = [0];
  private at = 0;
  private line = 1;
  private depth = 0;

  constructor(private readonly text: string) {}

  all(): readonly Token[] {
    let isLineStart = true;
    while (this.at < this.text.length) {
      if (isLineStart && this.depth === 0) {
        if (this.skipBlankLine()) continue;
        this.indent();
      }
      isLineStart = this.one();
    }
    if (this.tokens.length > 0 && this.tokens.at(-1)?.kind !== 'newline') this.push('newline', '');
    for (; this.indents.length > 1; this.indents.pop()) this.push('dedent', '');
    this.push('end', '');
    return this.tokens;
  }

  private push(kind: TokenKind, text: string, line = this.line): void {
    this.tokens.push({ kind, text, line });
  }

  private skipBlankLine(): boolean {
    const blank = /[ \t\f]*(?:#[^\n]*)?(?:\n|$)/y;
    blank.lastIndex = this.at;
    const found = blank.exec(this.text);
    if (found === null || found[0] === '') return false;
    this.at += found[0].length;
    this.line += 1;
    return true;
  }

  private indent(): void {
    let width = 0;
    for (; this.text[this.at] === ' ' || this.text[this.at] === '\t'; this.at += 1) {
      width = this.text[this.at] === ' ' ? width + 1 : 8 * (Math.floor(width / 8) + 1);
    }
    if (width > (this.indents.at(-1) ?? 0)) {
      this.indents.push(width);
      this.push('indent', '');
    }
    while (width < (this.indents.at(-1) ?? 0)) {
      this.indents.pop();
      this.push('dedent', '');
    }
    if (width !== this.indents.at(-1)) throw new Refused(this.line, 'unindent does not match any outer level');
  }

  /** The next token; true at the end of a line. */
  private one(): boolean {
    const char = this.text[this.at] ?? '';
    if (char === '\n') {
      if (this.depth === 0) this.push('newline', '');
      this.at += 1;
      this.line += 1;
      return true;
    }
    if (/[ \t\f]/.test(char)) {
      this.at += 1;
      return false;
    }
    if (char === '#') {
      while (this.at < this.text.length && this.text[this.at] !== '\n') this.at += 1;
      return false;
    }
    if (char === '\\' && this.text[this.at + 1] === '\n') {
      this.at += 2;
      this.line += 1;
      return false;
    }
    if (!this.string() && !this.word()) this.operator();
    return false;
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text);
  }

  private string(): boolean {
    const opening = this.match(STRING);
    if (opening === null) return false;
    const prefix = (opening[1] ?? '').toLowerCase();
    const quote = opening[2] ?? '';
    if (prefix.includes('b')) throw new Refused(this.line, 'bytes are not in the subset');
    const start = this.at + opening[0].length;
    let end = start;
    while (!this.text.startsWith(quote, end)) {
      if (end >= this.text.length || (quote.length === 1 && this.text[end] === '\n')) {
        throw new Refused(this.line, 'unterminated string');
      }
      end += this.text[end] === '\\' ? 2 : 1;
    }
    const body = this.text.slice(start, end);
    const isRaw = prefix.includes('r');
    if (prefix.includes('f')) this.tokens.push({ kind: 'fstring', text: body, line: this.line, isRaw });
    else this.push('string', isRaw ? body : unescaped(body));
    this.line += body.split('\n').length - 1;
    this.at = end + quote.length;
    return true;
  }

  private word(): boolean {
    const number = this.match(NUMBER);
    if (number !== null) {
      const text = number[0].replaceAll('_', '');
      this.at += number[0].length;
      if (/[jJA-Za-z_]/.test(this.text[this.at] ?? '')) throw new Refused(this.line, 'invalid number');
      this.push(/^0[xXoObB]/.test(text) || /^\d+$/.test(text) ? 'int' : 'float', text);
      return true;
    }
    const name = this.match(NAME);
    if (name === null) return false;
    this.push('name', name[0]);
    this.at += name[0].length;
    return true;
  }

  private operator(): void {
    const operator = OPERATORS.find((each) => this.text.startsWith(each, this.at));
    if (operator === undefined) throw new Refused(this.line, `invalid character ${this.text[this.at]}`);
    if ('([{'.includes(operator)) this.depth += 1;
    if (')]}'.includes(operator)) this.depth = Math.max(0, this.depth - 1);
    this.push('operator', operator);
    this.at += operator.length;
  }
}
