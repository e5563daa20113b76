import { defineMilestone, type Milestone } from '../core/milestone';
import { findExchange } from './broker/topology';
import { moment, numberOf, once, queuesOf, type Step, textOf } from './challenge-goals';
import type { AmqpCommand } from './command';
import { ADMIN, nameOfNode } from './node-ids';
import type { AmqpEvent, AmqpState } from './state';

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

/** The queue serves two consumers: each has had a message since the watching began. */
const shared = defineMilestone({
  id: 'two-consumers-were-served',
  goal: {
    initial: { served: {} as Readonly<Record<string, string>>, isShared: false },
    observe(memory, { trace }: Step, _state: AmqpState) {
      let { served, isShared } = memory;
      for (const { kind, actor, peer = '' } of trace) {
        if (kind !== 'delivered') continue;
        const before = served[actor];
        if (before !== undefined && before !== peer) isShared = true;
        served = { ...served, [actor]: peer };
      }
      return { served, isShared };
    },
    isMet: ({ isShared }) => isShared,
  },
});

const channelClosed = defineMilestone({
  id: 'a-channel-was-closed',
  goal: once(({ trace }) => trace.some(({ kind, actor }) => kind === 'channel-closed' && actor !== ADMIN)),
  /** The exchange that the client publishes to goes. */
  byHand: ({ broker }): AmqpCommand | null =>
    findExchange(broker, 'orders') === undefined ? null : { type: 'deleteExchange', exchange: 'orders' },
});

/** What a lesson's text beside an AMQP run may wait for. */
export const amqpMilestones = [
  /** A message got to all the queues that are bound to its exchange, and those are several. */
  moment('every-bound-queue-got-it', ({ trace }, state) =>
    trace.some((entry) => {
      if (entry.kind !== 'routed') return false;
      const bindings = findExchange(state.broker, nameOfNode(entry.actor).name)?.bindings ?? [];
      const bound = new Set(bindings.map(({ destination }) => destination));
      return bound.size > 1 && queuesOf(entry).length === bound.size;
    }),
  ),
  /** The broker has closed a client's channel, or the person's. */
  channelClosed,
  /** A delivery says that it is not the first. */
  moment('a-message-was-redelivered', ({ trace }) =>
    trace.some(({ kind, data }) => kind === 'delivered' && data?.redelivered === true),
  ),
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
