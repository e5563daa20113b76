import { cString, truncated } from './bytes';
import type { Reply } from './types';

export type ErrorReply = Extract<Reply, { readonly err: string }>;

/** An error whose text is not made of arguments. */
function error(text: string): ErrorReply {
  return { err: text };
}

export const SYNTAX_ERROR = error('ERR syntax error');
export const WRONG_TYPE = error('WRONGTYPE Operation against a key holding the wrong kind of value');
export const NO_SUCH_KEY = error('ERR no such key');
export const NOT_AN_INTEGER = error('ERR value is not an integer or out of range');
export const OUT_OF_MEMORY = error("OOM command not allowed when used memory > 'maxmemory'.");
export const INVALID_ID = error('ERR Invalid stream ID specified as stream command argument');
export const INVALID_START = error('ERR invalid start ID for the interval');
export const INVALID_END = error('ERR invalid end ID for the interval');

/** `addReplyErrorFormat`: line breaks, which would end the reply, become blanks; arguments end at a zero byte. */
export function errorWith(strings: TemplateStringsArray, ...args: readonly string[]): ErrorReply {
  let text = strings[0] ?? '';
  args.forEach((arg, i) => {
    text += cString(arg) + (strings[i + 1] ?? '');
  });
  return { err: text.replace(/[\r\n]/g, ' ') };
}

export function wrongArity(fullName: string): ErrorReply {
  return { err: `ERR wrong number of arguments for '${fullName}' command` };
}

/** What the server has and the model does not. No server says this. */
export function missingHere(what: string): ErrorReply {
  return { err: `ERR Redis has ${what}; this lab does not` };
}

/** In 6.2: no such subcommand, or not with so many arguments. */
export function oldSubcommandError(argv: readonly string[]): ErrorReply {
  const command = (argv[0] ?? '').toUpperCase();
  return errorWith`ERR Unknown subcommand or wrong number of arguments for '${argv[1] ?? ''}'. Try ${command} HELP.`;
}

/** A subcommand that exists, with arguments that it does not take. */
export function subcommandSyntaxError(argv: readonly string[]): ErrorReply {
  const command = (argv[0] ?? '').toUpperCase();
  return errorWith`ERR unknown subcommand or wrong number of arguments for '${truncated(argv[1] ?? '', 128)}'. Try ${command} HELP.`;
}

export function unknownSubcommand(argv: readonly string[]): ErrorReply {
  return errorWith`ERR unknown subcommand '${truncated(argv[1] ?? '', 128)}'. Try ${(argv[0] ?? '').toUpperCase()} HELP.`;
}
