/** A queue, messages, and consumers that come one after the other once these are published. */
export interface RabbitmqInput {
  readonly type: 'classic' | 'quorum';
  readonly published: number;
  readonly consumers: readonly { readonly prefetch: number }[];
  /** So many are acknowledged, the ones that were delivered first. */
  readonly acked: number;
  /** The connection of this consumer (0 is the first) is closed then. */
  readonly die: number | null;
  readonly autoAck: boolean;
}

export interface RabbitmqFigures {
  /** What a passive `queue.declare` answers. */
  readonly amqp: { readonly messageCount: number; readonly consumerCount: number };
  /** What the management API says once its statistics are there. */
  readonly http: {
    readonly messages: number;
    readonly messages_ready: number;
    readonly messages_unacknowledged: number;
  };
  /** How many messages each consumer was given in all. */
  readonly deliveredTo: readonly number[];
}

/** A quorum queue gives a consumer without a limit no more than this at a time. (`rabbit_quorum_queue.erl`) */
const QUORUM_UNLIMITED = 2_000;

interface Consumer {
  readonly window: number;
  held: number;
  delivered: number;
  isGone: boolean;
}

/** What AMQP and HTTP report of a queue: what consumers hold is none of the messages that AMQP counts. */
export function rabbitmqFigures({ type, published, consumers, acked, die, autoAck }: RabbitmqInput): RabbitmqFigures {
  let ready = published;
  const unlimited = type === 'quorum' && !autoAck ? QUORUM_UNLIMITED : Number.POSITIVE_INFINITY;
  const all = consumers.map(
    ({ prefetch }): Consumer => ({
      window: prefetch === 0 || autoAck ? unlimited : prefetch,
      ...{ held: 0, delivered: 0, isGone: false },
    }),
  );
  /** Who was given messages, in order, how many in a row. */
  const deliveries: { readonly consumer: Consumer; left: number }[] = [];
  const deliver = (consumer: Consumer, most: number) => {
    const count = Math.min(ready, most, consumer.window - consumer.held);
    if (count <= 0 || consumer.isGone) return;
    ready -= count;
    consumer.delivered += count;
    if (autoAck) return;
    consumer.held += count;
    deliveries.push({ consumer, left: count });
  };
  for (const consumer of all) deliver(consumer, ready);
  for (let left = autoAck ? 0 : acked; left > 0; ) {
    const first = deliveries[0];
    if (first === undefined) break;
    // In a row of one consumer's each acknowledgement makes room for one more.
    const count = Math.min(left, first.left);
    left -= count;
    first.left -= count;
    first.consumer.held -= count;
    if (first.left === 0) deliveries.shift();
    deliver(first.consumer, count);
  }
  const dead = die === null ? undefined : all[die];
  if (dead !== undefined) {
    dead.isGone = true;
    ready += dead.held;
    dead.held = 0;
    redeliver(
      all.filter(({ isGone }) => !isGone),
      deliver,
    );
  }
  const unacked = all.reduce((sum, { held }) => sum + held, 0);
  return {
    amqp: { messageCount: ready, consumerCount: all.filter(({ isGone }) => !isGone).length },
    http: { messages: ready + unacked, messages_ready: ready, messages_unacknowledged: unacked },
    deliveredTo: all.map(({ delivered }) => delivered),
  };
}

/** One message each in turn, as long as anybody has room. */
function redeliver(living: readonly Consumer[], deliver: (consumer: Consumer, most: number) => void): void {
  for (let isGiven = true; isGiven; ) {
    isGiven = false;
    for (const consumer of living) {
      const before = consumer.delivered;
      deliver(consumer, 1);
      isGiven ||= consumer.delivered > before;
    }
  }
}
