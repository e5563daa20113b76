import { cloneJson } from '../../core/json';
import { chargeWork } from '../../core/work';
import { isWord } from './arguments';
import type { Context } from './context';
import { SYNTAX_ERROR } from './errors';
import { nodeCount } from './nodes';
import type { KeyState, Reply, ServerState } from './types';

/** SAVE */
export function save(context: Context): Reply {
  context.server.snapshot = takeSnapshot(context.server);
  return { ok: 'OK' };
}

/** BGSAVE [SCHEDULE]: here it has ended at once. */
export function bgsave(context: Context, argv: readonly string[]): Reply {
  if (argv.length > 1 && !(argv.length === 2 && isWord(argv[1] ?? '', 'SCHEDULE'))) return SYNTAX_ERROR;
  context.server.snapshot = takeSnapshot(context.server);
  return { ok: 'Background saving started' };
}

/** LASTSAVE: Unix seconds. A server that has not saved yet gives the time of its start. */
export function lastsave({ server }: Context): Reply {
  return Math.floor((server.snapshot?.savedMs ?? server.startedMs) / 1000);
}

/** Charges for a copy of these values: their keys, the nodes of streams, and what is pending. */
export function chargeCopy(values: readonly KeyState[]): void {
  for (const value of values) {
    if (value.type !== 'stream') chargeWork(KEY_WORK);
    else {
      const pending = value.groups.reduce((sum, { pendingCount }) => sum + pendingCount, 0);
      chargeWork(KEY_WORK + (nodeCount(value) + pending) * COPY_WORK);
    }
  }
}

/** What it costs to copy a key, and a node or what is pending, in elements. */
const KEY_WORK = 10;
const COPY_WORK = 5;

/** The data as an RDB file keeps it. */
export function takeSnapshot(server: ServerState): NonNullable<ServerState['snapshot']> {
  const { names, values, expires } = server;
  chargeCopy(values);
  return { savedMs: server.clockMs, ...cloneJson({ names, values, expires }) };
}
