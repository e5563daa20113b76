import { isWord, parseInt64 } from './arguments';
import { type Context, deleteKey, lookUp, setExpiry, setKey, touch } from './context';
import { type ErrorReply, NOT_AN_INTEGER, SYNTAX_ERROR, WRONG_TYPE } from './errors';
import { expiryFrom, invalidExpireTime } from './expire-times';
import type { Int64, Reply } from './types';
import { isSince } from './versions';

/** GET key */
export function get({ server }: Context, argv: readonly string[]): Reply {
  const value = lookUp(server, argv[1] ?? '');
  if (value === null) return null;
  return value.type === 'string' ? value.value : WRONG_TYPE;
}

type TimeOption = 'EX' | 'PX' | 'EXAT' | 'PXAT';
const TIME_OPTIONS: readonly TimeOption[] = ['EX', 'PX', 'EXAT', 'PXAT'];

interface SetOptions {
  isNew: boolean;
  isOld: boolean;
  isGet: boolean;
  keepsExpiry: boolean;
  time: { readonly unit: TimeOption; readonly text: string } | null;
}

/**
 * SET key value [NX | XX] [GET] [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | KEEPTTL]
 * (`setGenericCommand`). NX goes with GET since 7.0.
 */
export function set(context: Context, argv: readonly string[]): Reply {
  const { server, env } = context;
  const options = parseSetOptions(context, argv);
  if ('err' in options) return options;
  let expiryMs: Int64 | null = null;
  if (options.time !== null) {
    const when = expiryOfSet(options.time, env.nowMs, context);
    if (typeof when === 'object') return when;
    expiryMs = when;
  }
  const key = argv[1] ?? '';
  const before = lookUp(server, key);
  const isRefused = (options.isNew && before !== null) || (options.isOld && before === null);
  // In 6.2 what is not set is not looked at either.
  if (isRefused && !isSince(server, '7.0')) return null;
  let answer: Reply = { ok: 'OK' };
  if (options.isGet) {
    if (before !== null && before.type !== 'string') return WRONG_TYPE;
    answer = before?.value ?? null;
  }
  if (isRefused) return options.isGet ? answer : null;
  setKey(context, key, { type: 'string', value: argv[2] ?? '' });
  if (!options.keepsExpiry) setExpiry(server, key, null);
  touch(context, key);
  if (expiryMs === null) return answer;
  setExpiry(server, key, expiryMs);
  // EXAT and PXAT may be over already: the key is there no longer for whoever comes next.
  if (BigInt(expiryMs) < BigInt(env.nowMs)) deleteKey(context, key);
  return answer;
}

function parseSetOptions({ server }: Context, argv: readonly string[]): SetOptions | ErrorReply {
  const options: SetOptions = { isNew: false, isOld: false, isGet: false, keepsExpiry: false, time: null };
  const isGetAlone = !isSince(server, '7.0');
  for (let i = 3; i < argv.length; i++) {
    const option = argv[i] ?? '';
    const unit = TIME_OPTIONS.find((one) => isWord(option, one));
    if (isWord(option, 'NX') && !options.isOld && !(isGetAlone && options.isGet)) options.isNew = true;
    else if (isWord(option, 'XX') && !options.isNew) options.isOld = true;
    else if (isWord(option, 'GET') && !(isGetAlone && options.isNew)) options.isGet = true;
    else if (isWord(option, 'KEEPTTL') && options.time === null) options.keepsExpiry = true;
    else if (
      unit !== undefined &&
      !options.keepsExpiry &&
      (options.time?.unit ?? unit) === unit &&
      i + 1 < argv.length
    ) {
      options.time = { unit, text: argv[i + 1] ?? '' };
      i += 1;
    } else return SYNTAX_ERROR;
  }
  return options;
}

function expiryOfSet(
  { unit, text }: { readonly unit: TimeOption; readonly text: string },
  nowMs: number,
  context: Context,
): Int64 | ErrorReply {
  const value = parseInt64(text);
  if (value === null) return NOT_AN_INTEGER;
  const isSeconds = unit === 'EX' || unit === 'EXAT';
  const isRelative = unit === 'EX' || unit === 'PX';
  const when = expiryFrom(value, isSeconds, isRelative ? nowMs : 0, 'wraps');
  return when === null || BigInt(value) <= 0n || BigInt(when) <= 0n ? invalidExpireTime(context) : when;
}
