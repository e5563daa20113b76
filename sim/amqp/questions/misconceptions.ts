/**
 * What learners believe who pick a wrong option. Each names the belief, not the truth; the interface texts
 * `questions.misconceptions.<id>` say what is true instead.
 *
 * - `amqp-star-matches-many`: `*` in a topic pattern stands for any number of words.
 * - `amqp-pattern-is-prefix`: a key that begins with the binding's key matches it.
 * - `amqp-words-in-any-order`: the words of a pattern may come in another order in the key.
 * - `amqp-direct-reads-patterns`: a direct exchange reads `*` and `#` in a binding key as a topic exchange does.
 * - `amqp-key-names-the-queue`: an exchange delivers to a queue whose name is a word of the routing key.
 * - `amqp-alternate-gets-a-copy`: the alternate exchange gets every message, not only those that no binding took.
 * - `amqp-every-bound-queue`: every queue that is bound to an exchange gets everything that is published there.
 * - `amqp-consumers-each-get-all`: each consumer of a queue gets every message of it.
 * - `amqp-prefetch-limits-nothing`: deliveries go round among the consumers however much they hold already.
 * - `amqp-first-consumer-fills-first`: a queue fills the first consumer up before it serves the next one.
 * - `amqp-crash-takes-all`: when a consumer crashes, one other consumer takes over all that it held, whatever its prefetch.
 * - `amqp-unacked-expires`: a message expires while a consumer holds it, too.
 * - `amqp-requeue-dead-letters`: a negative acknowledgement dead-letters the message, requeued or not.
 * - `amqp-unacked-counts-to-length`: messages that consumers hold count towards the queue's maximum length.
 * - `amqp-classic-counts-deliveries`: every queue counts deliveries and gives a message up after some.
 * - `amqp-hash-needs-a-word`: `#` in a topic pattern stands for one word or more.
 * - `amqp-second-exchange-gets-all`: an exchange that is bound to another gets all that is published there.
 * - `amqp-requeue-goes-to-the-tail`: what comes back with requeue joins the queue at its tail.
 * - `amqp-quorum-requeue-keeps-its-place`: what comes back to a quorum queue goes to its old place, as in a classic one.
 * - `amqp-stream-is-a-queue`: a stream shares its messages out among its consumers, and forgets what was acknowledged.
 * - `amqp-stream-only-new`: whoever comes late to a stream gets what comes from then on, whatever offset is asked for.
 * - `amqp-stream-reads-all`: each reader of a stream is given all of it.
 * - `amqp-stream-offset-from-one`: offset 1 is a stream's first message.
 * - `amqp-stream-remembers-the-reader`: the broker remembers how far a consumer has read a stream.
 */
export const MISCONCEPTIONS = [
  'amqp-star-matches-many',
  'amqp-pattern-is-prefix',
  'amqp-words-in-any-order',
  'amqp-direct-reads-patterns',
  'amqp-key-names-the-queue',
  'amqp-alternate-gets-a-copy',
  'amqp-every-bound-queue',
  'amqp-consumers-each-get-all',
  'amqp-prefetch-limits-nothing',
  'amqp-first-consumer-fills-first',
  'amqp-crash-takes-all',
  'amqp-unacked-expires',
  'amqp-requeue-dead-letters',
  'amqp-unacked-counts-to-length',
  'amqp-classic-counts-deliveries',
  'amqp-hash-needs-a-word',
  'amqp-second-exchange-gets-all',
  'amqp-requeue-goes-to-the-tail',
  'amqp-quorum-requeue-keeps-its-place',
  'amqp-stream-is-a-queue',
  'amqp-stream-only-new',
  'amqp-stream-reads-all',
  'amqp-stream-offset-from-one',
  'amqp-stream-remembers-the-reader',
] as const;

export type Misconception = (typeof MISCONCEPTIONS)[number];
