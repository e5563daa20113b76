import { isNegative, isText, isWord, parseInt64 } from './arguments';
import { type Context, isError, lookUpStream, setKey, signalReady, touch } from './context';
import { type ErrorReply, errorWith, INVALID_ID, NOT_AN_INTEGER, subcommandSyntaxError } from './errors';
import {
  createConsumer,
  createGroup,
  ENTRIES_READ_UNKNOWN,
  findConsumer,
  findGroup,
  removeConsumer,
  removeGroup,
} from './groups';
import { clearErrno, ID_MIN, parseId, parseIdOrEdge } from './ids';
import { newStream } from './stream';
import type { GroupState, Int64, Reply, StreamState } from './types';

export const KEY_MUST_EXIST: ErrorReply = {
  err: 'ERR The XGROUP subcommand requires the key to exist. Note that for CREATE you may want to use the MKSTREAM option to create an empty stream automatically.',
};

interface Options {
  readonly isMakeStream: boolean;
  readonly entriesRead: Int64;
}

/** XGROUP CREATE key group <id | $> [MKSTREAM] [ENTRIESREAD entries-read] */
export function xgroupCreate(context: Context, argv: readonly string[]): Reply {
  const { server } = context;
  const options = parseOptions(argv);
  if ('err' in options) return options;
  const key = argv[2] ?? '';
  const known = lookUpStream(server, key);
  if (known !== null && isError(known)) return known;
  if (known === null && !options.isMakeStream) return KEY_MUST_EXIST;
  if (argv.length > 8) return subcommandSyntaxError(argv);
  const text = argv[4] ?? '';
  const id = isText(text, '$') ? (known?.lastId ?? ID_MIN) : parseId(text, 0, server);
  if (id === null) return INVALID_ID;
  const stream = known ?? newStream();
  if (known === null) {
    setKey(context, key, stream);
    touch(context, key);
  }
  if (createGroup(stream, argv[3] ?? '', id, options.entriesRead)) return { ok: 'OK' };
  return { err: 'BUSYGROUP Consumer Group name already exists' };
}

/** XGROUP SETID key group <id | $> [ENTRIESREAD entries-read] */
export function xgroupSetId(context: Context, argv: readonly string[]): Reply {
  const { server } = context;
  const options = parseOptions(argv);
  if ('err' in options) return options;
  const found = findStreamAndGroup(context, argv);
  if ('err' in found) return found;
  if (argv.length !== 5 && argv.length !== 7) return subcommandSyntaxError(argv);
  const text = argv[4] ?? '';
  const id = isText(text, '$') ? found.stream.lastId : parseIdOrEdge(text, 0, server);
  if (id === null) return INVALID_ID;
  found.group.lastId = id;
  found.group.entriesRead = options.entriesRead;
  found.group.propagatedRead = options.entriesRead;
  return { ok: 'OK' };
}

/** XGROUP DESTROY key group */
export function xgroupDestroy(context: Context, argv: readonly string[]): Reply {
  const key = argv[2] ?? '';
  const stream = lookUpStream(context.server, key);
  if (stream === null) return KEY_MUST_EXIST;
  if (isError(stream)) return stream;
  if (!removeGroup(stream, argv[3] ?? '')) return 0;
  signalReady(context, key);
  return 1;
}

/** XGROUP CREATECONSUMER key group consumer */
export function xgroupCreateConsumer(context: Context, argv: readonly string[]): Reply {
  const found = findStreamAndGroup(context, argv);
  if ('err' in found) return found;
  const name = argv[4] ?? '';
  if (findConsumer(found.group, name) !== null) {
    clearErrno(context.server);
    return 0;
  }
  createConsumer(found.group, name, context.env.nowMs).isPropagated = true;
  return 1;
}

/** XGROUP DELCONSUMER key group consumer */
export function xgroupDelConsumer(context: Context, argv: readonly string[]): Reply {
  const found = findStreamAndGroup(context, argv);
  if ('err' in found) return found;
  const name = argv[4] ?? '';
  if (findConsumer(found.group, name) !== null) clearErrno(context.server);
  return removeConsumer(found.group, name);
}

/** The options of CREATE and SETID from the sixth argument on; MKSTREAM is CREATE's alone. */
function parseOptions(argv: readonly string[]): Options | ErrorReply {
  const isCreate = isWord(argv[1] ?? '', 'CREATE');
  let isMakeStream = false;
  let entriesRead: Int64 = ENTRIES_READ_UNKNOWN;
  for (let i = 5; i < argv.length; i++) {
    const option = argv[i] ?? '';
    if (isCreate && isWord(option, 'MKSTREAM')) isMakeStream = true;
    else if (isWord(option, 'ENTRIESREAD') && i + 1 < argv.length) {
      const parsed = parseInt64(argv[i + 1] ?? '');
      if (parsed === null) return NOT_AN_INTEGER;
      if (isNegative(parsed) && parsed !== ENTRIES_READ_UNKNOWN) {
        return { err: 'ERR value for ENTRIESREAD must be positive or -1' };
      }
      entriesRead = parsed;
      i += 1;
    } else return subcommandSyntaxError(argv);
  }
  return { isMakeStream, entriesRead };
}

function findStreamAndGroup(
  { server }: Context,
  argv: readonly string[],
): { readonly stream: StreamState; readonly group: GroupState } | ErrorReply {
  const key = argv[2] ?? '';
  const name = argv[3] ?? '';
  const stream = lookUpStream(server, key);
  if (stream === null) return KEY_MUST_EXIST;
  if (isError(stream)) return stream;
  const group = findGroup(stream, name);
  return group === null ? errorWith`NOGROUP No such consumer group '${name}' for key name '${key}'` : { stream, group };
}
