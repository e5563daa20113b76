import type { StepRecord } from '../core/engine';
import type { Json } from '../core/simulation';
import type { RedisStreamsCommand } from './command';
import type { RedisStreamsEvent } from './event';
import { streamAt, streamKeys } from './figures';
import type { RedisStreamsState } from './state';

/**
 * One step as a line: `tick` (microseconds), `cause`, the step's `trace`, and how the streams stand after it: their length, last
 * id, and each group's last-delivered-id, lag and pending entries. The start gives null.
 */
export function redisStreamsStepLine(
  { tick, cause, trace }: StepRecord<RedisStreamsCommand, RedisStreamsEvent>,
  state: RedisStreamsState,
): Json {
  if (cause.type === 'start') return null;
  return {
    tick,
    cause: cause.type === 'command' ? { command: cause.command.type } : { event: cause.event.type },
    trace: trace.map(({ kind, actor, peer = null, message = null, data = {} }) => ({
      kind,
      actor,
      peer,
      message,
      data,
    })),
    streams: streamKeys(state).map((key) => streamLine(state, key)),
  };
}

function streamLine(state: RedisStreamsState, key: string): Json {
  const view = streamAt(state, key);
  if (view === null) return { key };
  const groups = view.groups.map(({ name, lastDeliveredId, lag, pendingCount }) => {
    return { name, lastDeliveredId, lag, pending: pendingCount };
  });
  return { key, length: view.length, lastId: view.lastId, groups };
}
