import { bytesOf, textOfBytes } from './bytes';

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', a: '\x07' };

/**
 * Splits a line into arguments as redis-cli does (`sdssplitargs`): blanks divide; within double quotes `\n`, `\r`, `\t`, `\b`, `\a`,
 * `\xHH` and `\` before any other character are escapes; within single quotes `\'` alone is. Null: a quote is not closed, or
 * something follows a closing one at once.
 */
export function splitCommandLine(line: string): string[] | null {
  const args: string[] = [];
  let at = 0;
  for (;;) {
    while (isBlank(line[at])) at += 1;
    if (isEnd(line[at])) return args;
    const token = readToken(line, at);
    if (token === null) return null;
    args.push(token.text);
    at = token.next;
  }
}

function isBlank(character: string | undefined): boolean {
  return character !== undefined && ' \t\n\v\f\r'.includes(character);
}

/** C's end of a string. */
function isEnd(character: string | undefined): boolean {
  return character === undefined || character === '\0';
}

interface Token {
  readonly text: string;
  /** Where the rest of the line begins. */
  readonly next: number;
}

function readToken(line: string, start: number): Token | null {
  let text = '';
  for (let at = start; ; at++) {
    const character = line[at] ?? '\0';
    if (' \n\r\t\0'.includes(character)) return { text, next: at };
    if (character === '"' || character === "'") {
      const quoted = character === '"' ? readDoubleQuoted(line, at + 1) : readSingleQuoted(line, at + 1);
      if (quoted === null || !(isEnd(line[quoted.next]) || isBlank(line[quoted.next]))) return null;
      return { text: text + quoted.text, next: quoted.next };
    }
    text += character;
  }
}

function readDoubleQuoted(line: string, start: number): Token | null {
  let text = '';
  let hasBytes = false;
  for (let at = start; !isEnd(line[at]); at++) {
    const character = line[at] ?? '';
    if (character === '"') return { text: hasBytes ? textOfBytes(bytesOf(text)) : text, next: at + 1 };
    if (character !== '\\' || isEnd(line[at + 1])) {
      text += character;
      continue;
    }
    const hex = /^\\x([0-9a-fA-F]{2})/.exec(line.slice(at, at + 4));
    if (hex !== null) {
      const byte = Number.parseInt(hex[1] ?? '', 16);
      text += String.fromCharCode(byte < 0x80 ? byte : 0xdc00 + byte);
      hasBytes = true;
      at += 3;
    } else {
      at += 1;
      text += SIMPLE_ESCAPES[line[at] ?? ''] ?? line[at];
    }
  }
  return null;
}

function readSingleQuoted(line: string, start: number): Token | null {
  let text = '';
  for (let at = start; !isEnd(line[at]); at++) {
    if (line[at] === '\\' && line[at + 1] === "'") {
      text += "'";
      at += 1;
    } else if (line[at] === "'") return { text, next: at + 1 };
    else text += line[at];
  }
  return null;
}
