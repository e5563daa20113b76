import { parseInt64 } from './arguments';
import { asciiLowerCase, cString } from './bytes';
import type { Context } from './context';
import { type ErrorReply, errorWith, missingHere, SYNTAX_ERROR } from './errors';
import { clearErrno } from './ids';
import { compareInt64, uint64FromBigInt } from './int64';
import { KNOWN_SETTINGS } from './known-settings';
import { matchesPattern } from './patterns';
import { EVICTION_POLICIES, type Int64, type Reply, type ServerOptions, type ServerState } from './types';
import { isSince } from './versions';

type Setting = {
  readonly option: 'nodeMaxBytes' | 'nodeMaxEntries' | 'maxmemory' | 'maxmemoryPolicy';
  readonly kind: Kind;
};
type Kind = 'memory' | 'unsignedMemory' | 'integer' | 'policy';

/** The settings of redis.conf that the model has. Others of a server's are said to be missing here. */
const SETTINGS: ReadonlyMap<string, Setting> = new Map<string, Setting>([
  ['maxmemory', { option: 'maxmemory', kind: 'unsignedMemory' }],
  ['maxmemory-policy', { option: 'maxmemoryPolicy', kind: 'policy' }],
  ['stream-node-max-bytes', { option: 'nodeMaxBytes', kind: 'memory' }],
  ['stream-node-max-entries', { option: 'nodeMaxEntries', kind: 'integer' }],
]);

/** CONFIG GET pattern [pattern ...]. A name without wildcards comes back in the letters in which it was asked for. */
export function configGet({ server }: Context, argv: readonly string[]): Reply {
  const found = new Map<string, string>();
  for (const pattern of argv.slice(2)) {
    const isGlob = /[*?[]/.test(pattern);
    const exact = asciiLowerCase(pattern);
    if (!isGlob && !SETTINGS.has(exact) && KNOWN_SETTINGS.has(exact)) return missingHere(`the setting ${exact}`);
    for (const [name, { option }] of SETTINGS) {
      const isMeant = isGlob ? matchesPattern(cString(pattern), name, true) : exact === name;
      // 6.2 gives a setting under its own name, whatever it was asked for.
      if (isMeant) found.set(isGlob || !isSince(server, '7.0') ? name : pattern, String(server.options[option]));
    }
  }
  return [...found].flat();
}

/** CONFIG SET parameter value [parameter value ...]: all of them or, after an error, none. Before 7.0 one at a time. */
export function configSet({ server }: Context, argv: readonly string[]): Reply {
  if (argv.length % 2 === 1) return SYNTAX_ERROR;
  const options: { -readonly [Option in keyof ServerOptions]: ServerOptions[Option] } = { ...server.options };
  const seen = new Set<string>();
  for (let i = 2; i < argv.length; i += 2) {
    const name = argv[i] ?? '';
    const setting = SETTINGS.get(asciiLowerCase(name));
    if (setting === undefined) return unknownSetting(name, server);
    if (seen.has(setting.option)) return failed(name, 'duplicate parameter');
    seen.add(setting.option);
  }
  for (let i = 2; i < argv.length; i += 2) {
    const name = argv[i] ?? '';
    const text = argv[i + 1] ?? '';
    const setting = SETTINGS.get(asciiLowerCase(name));
    if (setting === undefined) continue;
    const problem = setOption(options, setting, text, server);
    if (problem === null) continue;
    if (isSince(server, '7.0')) return failed(asciiLowerCase(name), problem);
    return errorWith`ERR Invalid argument '${text}' for CONFIG SET '${name}' - ${problem}`;
  }
  server.options = options;
  return { ok: 'OK' };
}

function unknownSetting(name: string, server: ServerState): ErrorReply {
  if (KNOWN_SETTINGS.has(asciiLowerCase(name))) return missingHere(`the setting ${asciiLowerCase(name)}`);
  if (!isSince(server, '7.0')) return errorWith`ERR Unsupported CONFIG parameter: ${name}`;
  return errorWith`ERR Unknown option or number of arguments for CONFIG SET - '${name}'`;
}

type Mutable = { -readonly [Option in keyof ServerOptions]: ServerOptions[Option] };

/** Sets one option. Gives what is wrong with the value; null: nothing. */
function setOption(options: Mutable, { option, kind }: Setting, text: string, server: ServerState): string | null {
  if (option === 'maxmemoryPolicy') {
    const policy = EVICTION_POLICIES.find((one) => one === asciiLowerCase(cString(text)));
    if (policy === undefined) {
      const plural = isSince(server, '7.0') ? 'argument(s)' : 'argument';
      return `${plural} must be one of the following: ${EVICTION_POLICIES.join(', ')}`;
    }
    options.maxmemoryPolicy = policy;
    return null;
  }
  if (option === 'maxmemory') {
    clearErrno(server);
    const bytes = parseMemory(cString(text));
    if (bytes === null) return 'argument must be a memory value';
    options.maxmemory = uint64FromBigInt(bytes);
    return null;
  }
  if (kind === 'memory') clearErrno(server);
  const value = parseSetting(text, kind === 'memory');
  if (typeof value === 'object') return value.error;
  options[option] = value;
  return null;
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
  const value = isMemory ? signedMemory(parseMemory(cString(text))) : parseInt64(text);
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
function parseMemory(text: string): bigint | null {
  const [, digits, unitName = ''] = /^(\d{0,127})([a-zA-Z]{0,2})$/.exec(text) ?? [];
  const unit = UNITS[unitName.toLowerCase()];
  if (digits === undefined || unit === undefined) return null;
  const number = BigInt(digits);
  const value = (number < UINT64_LIMIT ? number : UINT64_LIMIT - 1n) * unit;
  return BigInt.asUintN(64, value);
}

function signedMemory(bytes: bigint | null): Int64 | 'beyond' | null {
  return bytes === null ? null : (parseInt64(String(bytes)) ?? 'beyond');
}
