import { type Challenge, defineChallenge } from '../core/challenge';
import { readyMessages } from './broker/ready';
import { findQueue } from './broker/topology';
import { follow, inARow, is, once, queuesOf, textOf } from './challenge-goals';
import { confirmLost, crashWithoutLoss, deliverLater, outliveLeader, stopAndGoOn, takeOver } from './challenge-runs';
import {
  clockAndQueue,
  clusterOrders,
  confirmedPublisher,
  crashingWorker,
  fullQueue,
  leakyExchange,
  paidOrders,
  poisonedQueue,
  quorumOrders,
  twoOfThree,
  twoSubscribers,
  unevenWorkers,
  unsafePublisher,
  waitingRoom,
} from './challenge-starts';
import type { AmqpCommand } from './command';
import { type AmqpConfig, msFromTicks, ticksFromMs } from './config';
import type { AmqpEvent, AmqpState } from './state';

export type AmqpChallengeId =
  | 'reach-exactly-two'
  | 'only-paid-orders'
  | 'fair-share'
  | 'crash-without-loss'
  | 'confirm-what-was-lost'
  | 'park-the-poison'
  | 'deliver-later'
  | 'expired-but-still-there'
  | 'keep-the-newest'
  | 'refuse-when-full'
  | 'one-active-consumer'
  | 'outlive-the-leader'
  | 'stop-and-go-on'
  | 'catch-the-unroutable';

function only(...types: readonly AmqpCommand['type'][]): (command: AmqpCommand) => boolean {
  return (command) => command.type === 'move' || types.includes(command.type);
}

const minute = ticksFromMs(60_000);

/** From a single rule at work to inARow at once. */
export const amqpChallenges: readonly (Challenge<AmqpConfig, AmqpState, AmqpCommand, AmqpEvent> & {
  readonly id: AmqpChallengeId;
})[] = [
  /** Publish one message that reaches `korea` and `paid` and not `orders`; the bindings stay as they are. */
  defineChallenge({
    id: 'reach-exactly-two',
    level: 1,
    start: twoOfThree,
    tickMax: minute,
    parCommands: 1,
    hintCount: 3,
    allows: only('publish'),
    goal: once(({ trace }) =>
      trace.some((entry) => {
        const queues = queuesOf(entry);
        return is(entry, 'routed', 'x:shop') && queues.length === 2 && !queues.includes('orders');
      }),
    ),
  }),
  /** Bind `paid` so that six messages in a row go right: every paid order, and nothing else, gets into it. */
  defineChallenge({
    id: 'only-paid-orders',
    level: 1,
    start: paidOrders,
    tickMax: minute,
    parCommands: 2,
    hintCount: 3,
    allows: only('bind', 'unbind'),
    goal: inARow(6, (entry) =>
      is(entry, 'routed', 'x:shop')
        ? queuesOf(entry).includes('paid') === textOf(entry, 'routingKey').includes('paid')
        : null,
    ),
  }),
  /** Have all 16 tasks done within 15 seconds of the start, with the two workers as fast and as slow as they are. */
  defineChallenge({
    id: 'fair-share',
    level: 1,
    start: unevenWorkers,
    tickMax: ticksFromMs(15_000),
    parCommands: 2,
    hintCount: 3,
    // The workers stay as fast as they are: only how messages get to them is to be changed.
    allows: (command) =>
      command.type === 'editConsumer'
        ? command.options.queue === 'tasks' &&
          command.options.serviceMinMs === (command.client === 'fast' ? 500 : 3000) &&
          command.options.serviceMaxMs === command.options.serviceMinMs &&
          command.options.concurrency === 1 &&
          command.options.ack === 'late'
        : command.type === 'move',
    goal: once((_, state) => (state.observations.figures.tasks?.acked ?? 0) >= 16),
  }),
  /** Crash the worker while it works on a message, and have that message done all the same. */
  defineChallenge({
    id: 'crash-without-loss',
    level: 2,
    start: crashingWorker,
    tickMax: minute,
    parCommands: 3,
    hintCount: 3,
    allows: only('editConsumer', 'crashClient', 'restartClient'),
    goal: crashWithoutLoss('worker'),
  }),
  /** Stop the node while a published message is on its way, so that it gets lost, and have it in the queue in the end. */
  defineChallenge({
    id: 'confirm-what-was-lost',
    level: 2,
    start: unsafePublisher,
    tickMax: minute,
    parCommands: 3,
    hintCount: 3,
    allows: only('editPublisher', 'stopNode', 'startNode'),
    goal: confirmLost('bank'),
  }),
  /** Get a message that the work always fails on out of the way, into the queue `dead`. */
  defineChallenge({
    id: 'park-the-poison',
    level: 2,
    start: poisonedQueue,
    tickMax: minute,
    parCommands: 3,
    hintCount: 4,
    allows: only('bind', 'unbind', 'editQueue', 'editConsumer', 'editExchange'),
    goal: follow(
      (entry) => is(entry, 'dead-lettered', 'q:jobs') && textOf(entry, 'routingKey').includes('poison'),
      (entry) => is(entry, 'enqueued', 'q:dead'),
    ),
  }),
  /** Have a message get into `out` three seconds or more after it was published, without any client holding it back. */
  defineChallenge({
    id: 'deliver-later',
    level: 2,
    start: waitingRoom,
    tickMax: minute,
    parCommands: 2,
    hintCount: 4,
    allows: only('editQueue', 'publish', 'bind'),
    goal: deliverLater('out', ticksFromMs(3000)),
  }),
  /** Have a message lie in `parcels` two seconds or more after it expired. */
  defineChallenge({
    id: 'expired-but-still-there',
    level: 3,
    start: clockAndQueue,
    tickMax: minute,
    parCommands: 2,
    hintCount: 3,
    allows: only('publish'),
    goal: once(({ tick }, state) => {
      const queue = findQueue(state.broker, 'parcels');
      if (queue === undefined) return false;
      return readyMessages(queue).some(
        ({ expiresAtMs }) => expiresAtMs !== null && expiresAtMs + 2000 <= msFromTicks(tick),
      );
    }),
  }),
  /** Have the queue keep the five newest messages: five are ready and five older ones were dropped. */
  defineChallenge({
    id: 'keep-the-newest',
    level: 1,
    start: fullQueue,
    tickMax: minute,
    parCommands: 1,
    hintCount: 2,
    allows: only('editQueue'),
    goal: once((_, state) => {
      const queue = findQueue(state.broker, 'latest');
      return queue?.readyCount === 5 && (state.observations.figures.latest?.gone.maxlen ?? 0) >= 5;
    }),
  }),
  /** Have the broker refuse three messages of a publisher with confirms, and drop none. */
  defineChallenge({
    id: 'refuse-when-full',
    level: 2,
    start: confirmedPublisher,
    tickMax: minute,
    parCommands: 1,
    hintCount: 3,
    allows: only('editQueue'),
    goal: inARow(3, (entry) => {
      if (is(entry, 'dropped', 'q:readings')) return false;
      return is(entry, 'nacked', 'sensor') ? true : null;
    }),
  }),
  /** Two consumers, one served at a time: crash the one that is served, and the other takes over. */
  defineChallenge({
    id: 'one-active-consumer',
    level: 2,
    start: twoSubscribers,
    tickMax: minute,
    parCommands: 2,
    hintCount: 3,
    allows: only('editQueue', 'crashClient'),
    goal: takeOver('events', ['first', 'second']),
  }),
  /** With the node down that the queue's leader was on, have three more orders confirmed and done. */
  defineChallenge({
    id: 'outlive-the-leader',
    level: 2,
    start: clusterOrders,
    tickMax: minute,
    parCommands: 2,
    hintCount: 3,
    allows: only('editQueue', 'stopNode'),
    goal: outliveLeader('orders', 'shop'),
  }),
  /** Take the majority from a quorum queue for three seconds, so that nothing is confirmed, and give it back: nothing is lost. */
  defineChallenge({
    id: 'stop-and-go-on',
    level: 3,
    start: quorumOrders,
    tickMax: minute,
    parCommands: 3,
    hintCount: 3,
    allows: only('stopNode', 'startNode'),
    goal: stopAndGoOn('orders', 'shop'),
  }),
  /** Have three messages that no binding takes end in the queue `unknown`, instead of nowhere. */
  defineChallenge({
    id: 'catch-the-unroutable',
    level: 2,
    start: leakyExchange,
    tickMax: minute,
    parCommands: 2,
    hintCount: 3,
    // A binding of the exchange itself would catch what other bindings take as well.
    allows: (command) =>
      command.type === 'bind' ? command.source !== 'shop' : only('editExchange', 'unbind')(command),
    goal: inARow(3, (entry) => {
      if (!is(entry, 'routed', 'x:shop')) return null;
      if (queuesOf(entry).length > 1) return false;
      return queuesOf(entry)[0] === 'unknown' ? true : null;
    }),
  }),
];
