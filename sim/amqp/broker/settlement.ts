import type { QueuedMessage } from './types';

/** Deliveries of one consumer from one queue that its client settles together, oldest first. */
export interface Settlement {
  readonly connection: string;
  readonly channel: number;
  /** '' for messages fetched with basic.get. */
  readonly consumerTag: string;
  readonly items: readonly QueuedMessage[];
  readonly outcome: 'ack' | 'requeue' | 'discard';
}
