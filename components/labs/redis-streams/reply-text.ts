import { bytesOf } from '@/sim/systems/redis/bytes';
import type { Reply } from '@/sim/systems/redis/types';

/** redis-cli's prompt. */
const ADDRESS = '127.0.0.1:6379';
export const PROMPT = `${ADDRESS}>`;

/** The prompt says what the connection is in the middle of, as redis-cli's does (7.2 for a subscriber). */
export const PROMPTS = {
  usual: PROMPT,
  transaction: `${ADDRESS}(TX)>`,
  subscribed: `${ADDRESS}(subscribed mode)>`,
} as const;

/** One line of a reply as redis-cli prints it. */
export interface ReplyLine {
  readonly text: string;
  readonly isError: boolean;
}

/**
 * A reply as redis-cli prints it on a terminal (`cliFormatReplyTTY` of redis-cli.c, 7.0): numbered elements, nested ones
 * indented by the width of their number, strings quoted with their odd bytes escaped.
 */
export function replyLines(reply: Reply): readonly ReplyLine[] {
  return format(reply, '');
}

function format(reply: Reply, prefix: string): ReplyLine[] {
  if (reply === null) return [line('(nil)')];
  if (typeof reply === 'number') return [line(`(integer) ${reply}`)];
  if (typeof reply === 'string') return [line(quoted(reply))];
  if (isList(reply)) return formatList(reply, prefix);
  if ('ok' in reply) return [line(reply.ok)];
  if ('int' in reply) return [line(`(integer) ${reply.int}`)];
  return [{ text: `(error) ${reply.err}`, isError: true }];
}

function formatList(list: readonly Reply[], prefix: string): ReplyLine[] {
  if (list.length === 0) return [line('(empty array)')];
  const width = String(list.length).length;
  const inner = prefix + ' '.repeat(width + 2);
  return list.flatMap((element, at) => {
    const [first, ...rest] = format(element, inner);
    const number = `${at === 0 ? '' : prefix}${String(at + 1).padStart(width)}) `;
    return first === undefined ? [] : [{ ...first, text: number + first.text }, ...rest];
  });
}

function line(text: string): ReplyLine {
  return { text, isError: false };
}

function isList(reply: Reply): reply is readonly Reply[] {
  return Array.isArray(reply);
}

const ESCAPES: Readonly<Record<number, string>> = {
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  13: '\\r',
  34: '\\"',
  92: '\\\\',
};

/** A string in quotes, every byte that is not printable ASCII escaped (`sdscatrepr`). */
export function quoted(text: string): string {
  const bytes = bytesOf(text).map((byte) => {
    const escaped = ESCAPES[byte];
    if (escaped !== undefined) return escaped;
    return byte >= 32 && byte < 127 ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`;
  });
  return `"${bytes.join('')}"`;
}

/** A command as it would be typed: arguments with blanks, quotes or odd bytes are quoted. */
export function typedText(argv: readonly string[]): string {
  return argv.map((arg) => (/^[^\s"'\\\p{C}]+$/u.test(arg) ? arg : quotedForTyping(arg))).join(' ');
}

/** As `quoted`, with letters of any language left as they are. */
function quotedForTyping(text: string): string {
  const escaped = [...text].map((character) => {
    const code = character.codePointAt(0) ?? 0;
    return code < 128 || (code >= 0xdc80 && code <= 0xdcff) ? quoted(character).slice(1, -1) : character;
  });
  return `"${escaped.join('')}"`;
}
