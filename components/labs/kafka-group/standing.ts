import { type Consumer, isRunning } from '@/sim/kafka-group/state';

/**
 * What a consumer is and does, for one or two words: `thrownOut` is no member any more and has not noticed, `mustRejoin` has
 * heard of a rebalance and finishes its batch first.
 */
export type Standing =
  | 'down'
  | 'paused'
  | 'closing'
  | 'thrownOut'
  | 'outside'
  | 'joining'
  | 'syncing'
  | 'mustRejoin'
  | 'working'
  | 'committing'
  | 'polling';

export function standingOf(consumer: Consumer): Standing {
  if (!isRunning(consumer)) return 'down';
  const { isClosing, isFenced, membership, needsRejoin, activity } = consumer.memory;
  if (consumer.inbox !== null) return 'paused';
  if (isClosing) return 'closing';
  if (isFenced) return 'thrownOut';
  if (membership === 'joining' || membership === 'syncing') return membership;
  if (membership === 'unjoined') return 'outside';
  if (needsRejoin) return 'mustRejoin';
  return activity === 'processing' ? 'working' : activity;
}
