import { isNegative, parseInt64 } from './arguments';
import { bytesOf } from './bytes';
import type { Context } from './context';
import { missingHere, NOT_AN_INTEGER, OUT_OF_MEMORY } from './errors';
import { compareInt64 } from './int64';
import { sha1 } from './sha1';
import type { Reply } from './types';
import { isSince } from './versions';

/**
 * EVAL script numkeys [key [key ...]] [arg [arg ...]]. There is no Lua here: two scripts are known by their text, in any layout, with
 * comments and under any names of their variables. Any other is said to be missing.
 */
export function evalScript(context: Context, argv: readonly string[]): Reply {
  const keyCount = parseInt64(argv[2] ?? '');
  if (keyCount === null) return NOT_AN_INTEGER;
  if (compareInt64(keyCount, argv.length - 3) > 0) {
    return { err: "ERR Number of keys can't be greater than number of args" };
  }
  if (isNegative(keyCount)) return { err: "ERR Number of keys can't be negative" };
  const source = argv[1] ?? '';
  const call: Script = {
    context,
    source,
    keys: argv.slice(3, 3 + Number(keyCount)),
    args: argv.slice(3 + Number(keyCount)),
  };
  const code = plainCode(source);
  return addOnce(call, code) ?? acknowledgeAndDelete(call, code) ?? missingHere('Lua scripts');
}

interface Script {
  readonly context: Context;
  readonly source: string;
  readonly keys: readonly string[];
  readonly args: readonly string[];
}

/** Without comments, with single quotes and single blanks, without a blank beside punctuation. */
function plainCode(source: string): string {
  return source
    .replace(/--\[\[[\s\S]*?\]\]/g, ' ')
    .replace(/--[^\n]*/g, ' ')
    .replaceAll('"', "'")
    .replace(/;/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ ?([(),={}[\].]) ?/g, '$1')
    .trim();
}

const ADD_ONCE = new RegExp(
  [
    '^local (?<mark>\\w+)=KEYS\\[1\\] ?local (?<stream>\\w+)=KEYS\\[2\\] ?',
    "if redis\\.call\\('EXISTS',\\k<mark>\\)==1 then ",
    "(?:local (?<known>\\w+)=redis\\.call\\('GET',\\k<mark>\\) ?return\\{0,\\k<known>\\}|return\\{0,redis\\.call\\('GET',\\k<mark>\\)\\}) ?end ",
    "local (?<id>\\w+)=redis\\.call\\('XADD',\\k<stream>,'MAXLEN','~',ARGV\\[(?<length>\\d+)\\],'\\*',(?<pairs>(?:'[^']*',ARGV\\[\\d+\\],?)+)\\) ?",
    "redis\\.call\\('SETEX',\\k<mark>,ARGV\\[(?<seconds>\\d+)\\],\\k<id>\\) ?",
    'return\\{1,\\k<id>\\}$',
  ].join(''),
  'i',
);

/**
 * The idempotent XADD: KEYS[1] remembers for some seconds that, and under which id, the entry is in the stream KEYS[2]. A second call
 * gives `{0, id}` and adds nothing, the first one `{1, id}`.
 */
function addOnce(script: Script, code: string): Reply | null {
  const parts = ADD_ONCE.exec(code)?.groups;
  if (parts === undefined) return null;
  const [mark, stream] = [script.keys[0], script.keys[1]];
  const known = callFrom(script, 'EXISTS', ['EXISTS', mark]);
  if (known === 1) {
    const id = callFrom(script, 'GET', ['GET', mark]);
    if (isErrorReply(id)) return id;
    return id === null ? [0] : [0, id];
  }
  if (isErrorReply(known)) return known;
  const pairs = [...(parts.pairs ?? '').matchAll(/'([^']*)',ARGV\[(\d+)\]/g)].flatMap(([, name = '', at = '']) => [
    name,
    argOf(script, at),
  ]);
  // `scriptVerifyOOM`: the first write of a script is refused when memory was full as it began, later ones are not.
  if (script.context.isOutOfMemory) return raised(script, 'XADD', OUT_OF_MEMORY.err);
  const add = ['XADD', stream, 'MAXLEN', '~', argOf(script, parts.length), '*', ...pairs];
  const id = callFrom(script, 'XADD', add);
  if (isErrorReply(id)) return id;
  const marked = callFrom(script, 'SETEX', ['SET', mark, String(id), 'EX', argOf(script, parts.seconds)]);
  return isErrorReply(marked) ? marked : [1, id];
}

const ACKNOWLEDGE_AND_DELETE = [
  "^redis\\.call\\('XACK',KEYS\\[1\\],ARGV\\[1\\],ARGV\\[2\\]\\) ?redis\\.call\\('XDEL',KEYS\\[1\\],ARGV\\[2\\]\\) ?return 1$",
  "^local (\\w+)=redis\\.call\\('XACK',KEYS\\[1\\],ARGV\\[1\\],ARGV\\[2\\]\\) ?redis\\.call\\('XDEL',KEYS\\[1\\],ARGV\\[2\\]\\) ?return \\1$",
  "^local (\\w+)=redis\\.call\\('XACK',KEYS\\[1\\],ARGV\\[1\\],ARGV\\[2\\]\\) ?if \\1==1 then redis\\.call\\('XDEL',KEYS\\[1\\],ARGV\\[2\\]\\) ?end return \\1$",
].map((source) => new RegExp(source, 'i'));

/**
 * XACK and XDEL of one entry: KEYS[1] the stream, ARGV[1] the group, ARGV[2] the id. Gives 1, or what XACK gave; the third form deletes
 * what was pending alone.
 */
function acknowledgeAndDelete(script: Script, code: string): Reply | null {
  const form = ACKNOWLEDGE_AND_DELETE.findIndex((pattern) => pattern.test(code));
  if (form === -1) return null;
  const id = script.args[1];
  const acknowledged = callFrom(script, 'XACK', ['XACK', script.keys[0], script.args[0], id]);
  if (isErrorReply(acknowledged)) return acknowledged;
  if (form === 2 && acknowledged !== 1) return acknowledged;
  const deleted = callFrom(script, 'XDEL', ['XDEL', script.keys[0], id]);
  if (isErrorReply(deleted)) return deleted;
  return form === 0 ? 1 : acknowledged;
}

function argOf({ args }: Script, place: string | undefined): string | undefined {
  return args[Number(place) - 1];
}

/** `redis.call`: an error ends the script, and says where. */
function callFrom(script: Script, name: string, argv: readonly (string | undefined)[]): Reply {
  if (argv.some((arg) => arg === undefined)) {
    return raised(script, name, 'ERR Lua redis lib command arguments must be strings or integers');
  }
  const [reply = null] = script.context.call(argv.filter((arg) => arg !== undefined));
  return isErrorReply(reply)
    ? raised(script, name, reply.err.replace("'set' command", `'${name.toLowerCase()}' command`))
    : reply;
}

function raised({ context, source }: Script, name: string, error: string): { readonly err: string } {
  const at = source.search(new RegExp(`call\\s*\\(\\s*['"]${name}`, 'i'));
  const line = source.slice(0, at).split('\n').length;
  const sha = sha1(bytesOf(source));
  if (isSince(context.server, '7.0')) return { err: `${error} script: ${sha}, on @user_script:${line}.` };
  return { err: `ERR Error running script (call to f_${sha}): @user_script:${line}: ${error} ` };
}

function isErrorReply(reply: Reply): reply is { readonly err: string } {
  return typeof reply === 'object' && reply !== null && 'err' in reply;
}
