import { isWord, parseInt64 } from './arguments';
import { type Context, isError, lookUpStream, touch } from './context';
import { type ErrorReply, INVALID_ID, SYNTAX_ERROR } from './errors';
import { findGroup } from './groups';
import { compareIds, formatId, parseId } from './ids';
import { compareInt64 } from './int64';
import { removePending } from './pending';
import { type DeleteStrategy, isReferenced, removeReferences } from './references';
import { deleteEntry, pairsOf, refreshFirstId } from './stream';
import type { Reply, StreamId, StreamState } from './types';

const DONE = 1;
const STILL_REFERENCED = 2;
const NOT_THERE = -1;

/**
 * XDELEX key [KEEPREF | DELREF | ACKED] IDS numids id [id ...], by the documentation of 8.2. For each id: 1 deleted, 2 a group still
 * needs it (ACKED), -1 it is not there.
 */
export function xdelex(context: Context, argv: readonly string[]): Reply {
  const options = parseOptions(context, argv, 2);
  if ('err' in options) return options;
  const key = argv[1] ?? '';
  const stream = lookUpStream(context.server, key);
  if (stream !== null && isError(stream)) return stream;
  if (stream === null) return options.ids.map(() => NOT_THERE);
  const deletion = startDeletion(context, key, stream, options.strategy);
  const results = options.ids.map((id) => {
    if (pairsOf(stream, id) === null) {
      if (options.strategy === 'DELREF') forgetEverywhere(deletion, id);
      return NOT_THERE;
    }
    return deleteByStrategy(deletion, id);
  });
  finishDeletion(deletion);
  return results;
}

/**
 * XACKDEL key group [KEEPREF | DELREF | ACKED] IDS numids id [id ...], by the documentation of 8.2. For each id: 1 acknowledged and
 * deleted, 2 acknowledged alone, since another group still needs it (ACKED), -1 it was not pending.
 */
export function xackdel(context: Context, argv: readonly string[]): Reply {
  const options = parseOptions(context, argv, 3);
  if ('err' in options) return options;
  const key = argv[1] ?? '';
  const stream = lookUpStream(context.server, key);
  if (stream !== null && isError(stream)) return stream;
  const group = stream === null ? null : findGroup(stream, argv[2] ?? '');
  if (stream === null || group === null) return options.ids.map(() => NOT_THERE);
  const deletion = startDeletion(context, key, stream, options.strategy);
  const acknowledged: string[] = [];
  const results = options.ids.map((id) => {
    if (removePending(group, id) === null) {
      if (options.strategy === 'DELREF' && pairsOf(stream, id) === null) forgetEverywhere(deletion, id);
      return NOT_THERE;
    }
    acknowledged.push(formatId(id));
    return deleteByStrategy(deletion, id);
  });
  if (acknowledged.length > 0) context.env.note({ type: 'ack', key, group: group.name, ids: acknowledged });
  finishDeletion(deletion);
  return results;
}

interface DeleteOptions {
  readonly strategy: DeleteStrategy;
  readonly ids: readonly StreamId[];
}

const STRATEGIES: readonly DeleteStrategy[] = ['KEEPREF', 'DELREF', 'ACKED'];

/** The options may stand in any order. */
function parseOptions({ server }: Context, argv: readonly string[], from: number): DeleteOptions | ErrorReply {
  let strategy: DeleteStrategy | null = null;
  let ids: StreamId[] | null = null;
  for (let i = from; i < argv.length; i++) {
    const option = argv[i] ?? '';
    const named = STRATEGIES.find((one) => isWord(option, one));
    if (named !== undefined && strategy === null) strategy = named;
    else if (isWord(option, 'IDS') && ids === null && i + 1 < argv.length) {
      const count = parseInt64(argv[i + 1] ?? '');
      if (count === null || compareInt64(count, 1) < 0) return { err: 'ERR Number of IDs must be a positive integer' };
      if (compareInt64(count, argv.length - i - 2) > 0) {
        return { err: 'ERR The `numids` parameter must match the number of arguments' };
      }
      ids = [];
      for (const text of argv.slice(i + 2, i + 2 + Number(count))) {
        const id = parseId(text, 0, server);
        if (id === null) return INVALID_ID;
        ids.push(id);
      }
      i += 1 + Number(count);
    } else return SYNTAX_ERROR;
  }
  return ids === null ? SYNTAX_ERROR : { strategy: strategy ?? 'KEEPREF', ids };
}

interface Deletion {
  readonly context: Context;
  readonly key: string;
  readonly stream: StreamState;
  readonly strategy: DeleteStrategy;
  readonly deleted: string[];
  isFirstGone: boolean;
}

function startDeletion(context: Context, key: string, stream: StreamState, strategy: DeleteStrategy): Deletion {
  return { context, key, stream, strategy, deleted: [], isFirstGone: false };
}

function deleteByStrategy(deletion: Deletion, id: StreamId): number {
  const { context, stream, strategy } = deletion;
  if (strategy === 'ACKED' && isReferenced(stream, id)) return STILL_REFERENCED;
  if (strategy === 'DELREF') forgetEverywhere(deletion, id);
  if (deleteEntry(stream, id, context.server)) {
    if (compareIds(id, stream.firstId) === 0) deletion.isFirstGone = true;
    if (compareIds(id, stream.maxDeletedId) > 0) stream.maxDeletedId = id;
    deletion.deleted.push(formatId(id));
  }
  return DONE;
}

function forgetEverywhere({ context, key, stream }: Deletion, id: StreamId): void {
  for (const group of removeReferences(stream, id)) {
    context.env.note({ type: 'forget', key, group, ids: [formatId(id)] });
  }
}

function finishDeletion({ context, key, stream, deleted, isFirstGone }: Deletion): void {
  if (deleted.length === 0) return;
  if (stream.length === 0 || isFirstGone) refreshFirstId(stream);
  touch(context, key);
  context.env.note({ type: 'delete', key, ids: deleted });
}
