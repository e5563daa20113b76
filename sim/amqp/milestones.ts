import { defineMilestone, type Milestone } from '../core/milestone';
import { findExchange } from './broker/topology';
import { moment, numberOf, once, queuesOf, type Step, textOf } from './challenge-goals';
import type { AmqpCommand } from './command';
import { msFromTicks } from './config';
import { ADMIN, nameOfNode } from './node-ids';
import { type AmqpEvent, type AmqpState, findClient } from './state';

/** A publish that reached no broker came again, and got to an exchange. */
const sentAgain = defineMilestone({
  id: 'a-lost-message-was-sent-again',
  goal: {
    initial: { lost: [] as readonly string[], isBack: false },
    observe(memory, { trace }: Step, _state: AmqpState) {
      let { lost, isBack } = memory;
      for (const entry of trace) {
        const body = textOf(entry, 'body');
        if (entry.kind === 'drop' && textOf(entry, 'frame') === 'basic.publish') lost = [...lost, body];
        else if (entry.kind === 'routed' && lost.includes(body)) isBack = true;
      }
      return { lost, isBack };
    },
    isMet: ({ isBack }) => isBack,
  },
});

/** The queue serves two consumers: each has had a message since the watching began. The answer is the newcomer's first message. */
const shared = defineMilestone({
  id: 'two-consumers-were-served',
  goal: {
    initial: {
      served: {} as Readonly<Record<string, string>>,
      isShared: false,
      newcomer: null as string | null,
      first: null as number | null,
    },
    observe(memory, { trace }: Step, _state: AmqpState) {
      let { served, isShared, newcomer, first } = memory;
      for (const entry of trace) {
        const { kind, actor, peer = '' } = entry;
        if (kind === 'connected') newcomer = actor;
        if (kind !== 'delivered') continue;
        if (peer === newcomer) first ??= numberOf(entry);
        const before = served[actor];
        if (before !== undefined && before !== peer) isShared = true;
        served = { ...served, [actor]: peer };
      }
      return { served, isShared, newcomer, first };
    },
    isMet: ({ isShared }) => isShared,
  },
  answer: ({ first }) => first ?? 0,
});

const channelClosed = defineMilestone({
  id: 'a-channel-was-closed',
  goal: once(({ trace }) => trace.some(({ kind, actor }) => kind === 'channel-closed' && actor !== ADMIN)),
  /** The exchange that the client publishes to goes. */
  byHand: ({ broker }): AmqpCommand | null =>
    findExchange(broker, 'orders') === undefined ? null : { type: 'deleteExchange', exchange: 'orders' },
});

/** A message got to all the queues that are bound to its exchange, and those are several; the answer is its routing key. */
const everyQueue = defineMilestone({
  id: 'every-bound-queue-got-it',
  goal: {
    initial: { routingKey: null as string | null },
    observe(memory, { trace }: Step, state: AmqpState) {
      const found = trace.find((entry) => {
        if (entry.kind !== 'routed') return false;
        const bindings = findExchange(state.broker, nameOfNode(entry.actor).name)?.bindings ?? [];
        const bound = new Set(bindings.map(({ destination }) => destination));
        return bound.size > 1 && queuesOf(entry).length === bound.size;
      });
      return found === undefined ? memory : { routingKey: textOf(found, 'routingKey') };
    },
    isMet: ({ routingKey }) => routingKey !== null,
  },
  answer: ({ routingKey }) => routingKey ?? '',
});

/** A delivery says that it is not the first; the answer is how many milliseconds after the last crash it went out. */
const redelivered = defineMilestone({
  id: 'a-message-was-redelivered',
  goal: {
    initial: { crashTick: null as number | null, atTick: null as number | null },
    observe({ crashTick, atTick }, { trace, tick }: Step, _state: AmqpState) {
      if (trace.some(({ kind }) => kind === 'crashed')) return { crashTick: tick, atTick };
      const isAgain = trace.some(({ kind, data }) => kind === 'delivered' && data?.redelivered === true);
      return { crashTick, atTick: isAgain ? tick : atTick };
    },
    isMet: ({ atTick }) => atTick !== null,
  },
  answer: ({ crashTick, atTick }) => msFromTicks((atTick ?? 0) - (crashTick ?? atTick ?? 0)),
});

/** A consumer that crashed has its own queue again, and a message in it; the answer is how many went past it meanwhile. */
const ownQueueBack = defineMilestone({
  id: 'an-own-queue-came-back',
  goal: {
    initial: { missed: {} as Readonly<Record<string, number>>, answer: null as number | null },
    observe({ missed, answer }, { trace }: Step, state: AmqpState) {
      let now = missed;
      let found = answer;
      for (const entry of trace) {
        const { kind, actor, peer = '' } = entry;
        if (kind === 'crashed' && hasOwnQueue(state, actor)) now = { ...now, [actor]: 0 };
        else if (kind === 'routed') {
          const reached = queuesOf(entry);
          now = Object.fromEntries(
            Object.entries(now).map(([id, count]) => [id, reached.includes(queueOf(state, id)) ? count : count + 1]),
          );
        } else if (kind === 'delivered' && now[peer] !== undefined) found = now[peer];
      }
      return { missed: now, answer: found };
    },
    isMet: ({ answer }) => answer !== null,
  },
  answer: ({ answer }) => answer ?? 0,
});

function hasOwnQueue(state: AmqpState, id: string): boolean {
  const client = findClient(state, id);
  return client?.kind === 'consumer' && client.options.ownQueue !== null;
}

function queueOf(state: AmqpState, id: string): string {
  const client = findClient(state, id);
  return client?.kind === 'consumer' ? client.options.queue : '';
}

/** A quorum queue has another leader; the answer is its node. */
const newLeader = defineMilestone({
  id: 'a-queue-has-a-new-leader',
  goal: {
    initial: null as string | null,
    observe(node: string | null, { trace }: Step, _state: AmqpState) {
      return node ?? trace.find(({ kind, data }) => kind === 'role' && data?.to === 'leader')?.actor ?? null;
    },
    isMet: (node) => node !== null,
  },
  answer: (node) => node ?? '',
});

/** A caller has its first reply; the answer is how many calls it had sent by then. */
const callAnswered = defineMilestone({
  id: 'a-call-was-answered',
  goal: {
    initial: 0,
    observe(sent: number, { trace }: Step, state: AmqpState) {
      const replied = trace.find(({ kind }) => kind === 'replied');
      const caller = replied === undefined ? undefined : findClient(state, replied.actor);
      return sent > 0 || caller?.kind !== 'publisher' ? sent : caller.sent;
    },
    isMet: (sent) => sent > 0,
  },
  answer: (sent) => sent,
});

/** A consumer has a new connection; the answer is the first thing that it says on it. */
const consumerBack = defineMilestone({
  id: 'a-consumer-is-back',
  goal: {
    initial: null as string | null,
    observe(said: string | null, { trace }: Step, state: AmqpState) {
      const back = trace.find(
        ({ kind, actor }) => kind === 'connected' && findClient(state, actor)?.kind === 'consumer',
      );
      const first = trace.find((entry) => entry.kind === 'send' && entry.actor === back?.actor);
      return said ?? (first === undefined ? null : textOf(first, 'frame'));
    },
    isMet: (said) => said !== null,
  },
  answer: (said) => said ?? '',
});

/** A consumer asks for messages where nothing is ready; the answer is how many the others hold. */
const freeWorkerWaits = defineMilestone({
  id: 'a-free-worker-waits',
  goal: {
    initial: 0,
    observe(before: number, { trace }: Step, { clients }: AmqpState) {
      const asks = trace.some((entry) => entry.kind === 'receive' && textOf(entry, 'frame') === 'basic.consume');
      const held = clients.reduce((sum, client) => sum + (client.kind === 'consumer' ? client.held.length : 0), 0);
      return before > 0 || !asks ? before : held;
    },
    isMet: (held) => held > 0,
  },
  answer: (held) => held,
});

/** What a lesson's text beside an AMQP run may wait for. */
export const amqpMilestones = [
  everyQueue,
  /** The broker has closed a client's channel, or the person's. */
  channelClosed,
  redelivered,
  ownQueueBack,
  newLeader,
  callAnswered,
  consumerBack,
  freeWorkerWaits,
  moment('a-message-was-dead-lettered', ({ trace }) =>
    trace.some((entry) => entry.kind === 'dead-lettered' && numberOf(entry) > 0),
  ),
  /** A message was published, and no broker was there to take it. */
  moment('a-publish-was-lost', ({ trace }) =>
    trace.some((entry) => entry.kind === 'drop' && textOf(entry, 'frame') === 'basic.publish'),
  ),
  sentAgain,
  shared,
] as const satisfies readonly Milestone<AmqpState, AmqpCommand, AmqpEvent>[];

export type AmqpMilestoneId = (typeof amqpMilestones)[number]['id'];
