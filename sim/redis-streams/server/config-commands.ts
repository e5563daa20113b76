import { parseInt64 } from './arguments';
import { cString } from './bytes';
import type { Context } from './context';
import { type ErrorReply, errorWith, SYNTAX_ERROR } from './errors';
import { compareInt64 } from './int64';
import type { Int64, Reply, ServerOptions } from './types';

/** The settings of redis.conf that streams have. The server has many more; to the model they are unknown. */
const SETTINGS: ReadonlyMap<string, { readonly option: keyof ServerOptions; readonly isMemory: boolean }> = new Map([
  ['stream-node-max-bytes', { option: 'nodeMaxBytes', isMemory: true }],
  ['stream-node-max-entries', { option: 'nodeMaxEntries', isMemory: false }],
]);

/** CONFIG GET pattern [pattern ...]. A name without wildcards comes back in the letters in which it was asked for. */
export function configGet({ server }: Context, argv: readonly string[]): Reply {
  const found = new Map<string, string>();
  for (const pattern of argv.slice(2)) {
    const isGlob = /[*?[]/.test(pattern);
    for (const [name, { option }] of SETTINGS) {
      const isMeant = isGlob ? matches(pattern, name) : pattern.toLowerCase() === name;
      if (isMeant) found.set(isGlob ? name : pattern, String(server.options[option]));
    }
  }
  return [...found].flat();
}

/** `stringmatchlen` without regard to case, with `*` and `?` alone. */
function matches(pattern: string, name: string): boolean {
  const source = [...pattern].map((letter) =>
    letter === '*' ? '.*' : letter === '?' ? '.' : letter.replace(/[\\^$.|+()[\]{}]/g, '\\$&'),
  );
  return new RegExp(`^${source.join('')}$`, 'is').test(name);
}

/** CONFIG SET parameter value [parameter value ...]: all of them or, after an error, none. */
export function configSet({ server }: Context, argv: readonly string[]): Reply {
  if (argv.length % 2 === 1) return SYNTAX_ERROR;
  const options: { -readonly [Option in keyof ServerOptions]: ServerOptions[Option] } = { ...server.options };
  const seen = new Set<string>();
  for (let i = 2; i < argv.length; i += 2) {
    const name = argv[i] ?? '';
    const setting = SETTINGS.get(name.toLowerCase());
    if (setting === undefined) return errorWith`ERR Unknown option or number of arguments for CONFIG SET - '${name}'`;
    if (seen.has(setting.option)) return failed(name, 'duplicate parameter');
    seen.add(setting.option);
  }
  for (let i = 2; i < argv.length; i += 2) {
    const name = (argv[i] ?? '').toLowerCase();
    const setting = SETTINGS.get(name);
    if (setting === undefined) continue;
    const value = parseSetting(argv[i + 1] ?? '', setting.isMemory);
    if (typeof value === 'object') return failed(name, value.error);
    options[setting.option] = value;
  }
  server.options = options;
  return { ok: 'OK' };
}

/** CONFIG RESETSTAT: there are no statistics here. */
export function configResetStat(): Reply {
  return { ok: 'OK' };
}

/** CONFIG REWRITE, by a server that was started without a file. */
export function configRewrite(): Reply {
  return { err: 'ERR The server is running without a config file' };
}

function failed(name: string, why: string): ErrorReply {
  return errorWith`ERR CONFIG SET failed (possibly related to argument '${name}') - ${why}`;
}

const OUT_OF_RANGE = { error: 'argument must be between 0 and 9223372036854775807 inclusive' };

function parseSetting(text: string, isMemory: boolean): Int64 | { readonly error: string } {
  const value = isMemory ? parseMemory(cString(text)) : parseInt64(text);
  if (value === null) {
    return { error: isMemory ? 'argument must be a memory value' : "argument couldn't be parsed into an integer" };
  }
  return value === 'beyond' || compareInt64(value, 0) < 0 ? OUT_OF_RANGE : value;
}

const UNITS: Readonly<Record<string, bigint>> = {
  '': 1n,
  b: 1n,
  k: 1000n,
  kb: 1n << 10n,
  m: 1_000_000n,
  mb: 1n << 20n,
  g: 1_000_000_000n,
  gb: 1n << 30n,
};

const UINT64_LIMIT = 1n << 64n;

/** `memtoull`: digits, none being 0, and a unit; null: it is neither. Too many digits are the greatest number, as strtoull reads them. */
function parseMemory(text: string): Int64 | 'beyond' | null {
  const [, digits, unitName = ''] = /^(\d{0,127})([a-zA-Z]{0,2})$/.exec(text) ?? [];
  const unit = UNITS[unitName.toLowerCase()];
  if (digits === undefined || unit === undefined) return null;
  const number = BigInt(digits);
  const value = (number < UINT64_LIMIT ? number : UINT64_LIMIT - 1n) * unit;
  return parseInt64(String(BigInt.asUintN(64, value))) ?? 'beyond';
}
