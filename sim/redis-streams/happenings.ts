import type { Happening } from '../core/happening';
import type { RedisStreamsCommand } from './command';
import type { RedisStreamsEvent } from './event';
import type { RedisStreamsState } from './state';

/** What a lesson's text beside a Redis Streams run may wait for. */
export const redisStreamsHappenings = [] as const satisfies readonly Happening<
  RedisStreamsState,
  RedisStreamsCommand,
  RedisStreamsEvent
>[];
