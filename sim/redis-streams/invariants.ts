import type { Invariant } from '../core/simulation';
import type { ObservedRule } from './observations';
import type { RedisStreamsState } from './state';

const DOCS = 'https://redis.io/docs/latest';

function rule(name: string, page: string, observed: ObservedRule): Invariant<RedisStreamsState> {
  return { id: observed, name, source: `${DOCS}/${page}`, check: (state) => state.observations.broken[observed] };
}

/** What Redis' documentation promises about streams and their groups. */
export const redisStreamsInvariants: readonly Invariant<RedisStreamsState>[] = [
  rule('Ids only grow', 'develop/data-types/streams/#entry-ids', 'idsIncrease'),
  rule('The cursor only moves forward', 'develop/data-types/streams/#consumer-groups', 'cursorOnlyForward'),
  rule('New entries go to one consumer', 'develop/data-types/streams/#consumer-groups', 'newOnlyOnce'),
  rule('Pending until acknowledged', 'commands/xack/', 'pendingUntilAcknowledged'),
  rule('One owner for each pending entry', 'commands/xclaim/', 'pendingOfConsumers'),
];
