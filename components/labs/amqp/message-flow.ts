import type { MessageInFlight, MessageKind } from '@/components/lab-shell/lab-view';
import type { ClientMethod, ServerMethod } from '@/sim/amqp/broker/frames';
import type { QuorumRpc } from '@/sim/amqp/quorum-state';
import type { AmqpEvent, AmqpState, Hop, Transit } from '@/sim/amqp/state';
import type { Snapshot } from '@/sim/core/engine';

/** How what travels looks: messages, what is said about them, and the rest of the protocol. */
export type AmqpMessageKind =
  | 'message'
  | 'redelivery'
  | 'deadLetter'
  | 'ack'
  | 'nack'
  | 'confirm'
  | 'confirmNack'
  | 'return'
  | 'method'
  | 'error'
  | 'append'
  | 'appendReply'
  | 'vote';

export const messageKinds: Readonly<Record<AmqpMessageKind, MessageKind>> = {
  message: { shape: 'square', state: 'request', label: (t) => t('amqp.messages.message') },
  redelivery: { shape: 'square-lines', state: 'candidate', label: (t) => t('amqp.messages.redelivery') },
  deadLetter: { shape: 'diamond', state: 'paused', label: (t) => t('amqp.messages.deadLetter') },
  ack: { shape: 'check', state: 'voteGranted', label: (t) => t('amqp.messages.ack') },
  nack: { shape: 'cross', state: 'voteDenied', label: (t) => t('amqp.messages.nack') },
  confirm: { shape: 'ring', state: 'voteGranted', label: (t) => t('amqp.messages.confirm') },
  confirmNack: { shape: 'ring-cross', state: 'voteDenied', label: (t) => t('amqp.messages.confirmNack') },
  return: { shape: 'triangle', state: 'voteDenied', label: (t) => t('amqp.messages.return') },
  method: { shape: 'diamond-hollow', state: 'reply', label: (t) => t('amqp.messages.method') },
  error: { shape: 'diamond-cross', state: 'violation', label: (t) => t('amqp.messages.error') },
  append: { shape: 'hexagon', state: 'request', label: (t) => t('amqp.messages.append') },
  appendReply: { shape: 'hexagon-check', state: 'reply', label: (t) => t('amqp.messages.appendReply') },
  vote: { shape: 'diamond-check', state: 'candidate', label: (t) => t('amqp.messages.vote') },
};

/** Frames between clients and the broker, messages inside it, and what nodes say to each other. */
export function messagesInFlight({
  state,
  queue,
}: Snapshot<AmqpState, AmqpEvent>): readonly MessageInFlight<AmqpMessageKind>[] {
  const found: MessageInFlight<AmqpMessageKind>[] = state.hops.map(hopInFlight);
  for (const { dueTick, event } of queue) {
    if (event.type === 'arrive') {
      const { id, from, to, sentTick } = event.transit;
      found.push({ id, from, to, sentTick, dueTick, reach: 1, kind: kindOfTransit(event.transit) });
    } else if (event.type === 'quorumMessage') {
      const { id, from, to, sentTick, rpc } = event.message;
      found.push({ id, from, to, sentTick, dueTick, reach: 1, kind: kindOfRpc(rpc) });
    }
  }
  return found;
}

function hopInFlight({ id, from, to, sentTick, dueTick, kind }: Hop): MessageInFlight<AmqpMessageKind> {
  return { id, from, to, sentTick, dueTick, reach: 1, kind: kind === 'dead-letter' ? 'deadLetter' : 'message' };
}

export function kindOfTransit({ frame }: Transit): AmqpMessageKind {
  return frame.to === 'broker' ? kindOfClientMethod(frame.method) : kindOfServerMethod(frame.method);
}

function kindOfClientMethod({ method }: ClientMethod): AmqpMessageKind {
  switch (method) {
    case 'basic.publish':
      return 'message';
    case 'basic.ack':
      return 'ack';
    case 'basic.nack':
    case 'basic.reject':
      return 'nack';
    default:
      return 'method';
  }
}

function kindOfServerMethod(frame: ServerMethod): AmqpMessageKind {
  switch (frame.method) {
    case 'basic.deliver':
    case 'basic.get-ok':
      return frame.redelivered ? 'redelivery' : 'message';
    case 'basic.return':
      return 'return';
    case 'basic.ack':
      return 'confirm';
    case 'basic.nack':
      return 'confirmNack';
    case 'channel.close':
    case 'connection.close':
      return 'error';
    default:
      return 'method';
  }
}

export function kindOfRpc({ type }: QuorumRpc): AmqpMessageKind {
  if (type === 'AppendEntries') return 'append';
  return type === 'AppendEntriesReply' ? 'appendReply' : 'vote';
}

/** The kinds that can be on their way in this run as it stands. */
export function kindsThatOccur(state: AmqpState): readonly AmqpMessageKind[] {
  const { broker, clients, quorumGroups, nodes, observations } = state;
  const options = clients.map((client) => client.options);
  const confirms = options.some((each) => 'confirms' in each && each.confirms);
  const kinds: readonly (readonly [AmqpMessageKind, boolean])[] = [
    ['message', true],
    ['redelivery', Object.values(observations.figures).some(({ redelivered }) => redelivered > 0)],
    ['deadLetter', broker.queues.some(({ limits }) => limits.deadLetterExchange !== null)],
    ['ack', true],
    ['nack', options.some((each) => 'onFailure' in each && (each.failures > 0 || each.failsOn !== null))],
    ['confirm', confirms],
    ['confirmNack', confirms && broker.queues.some(({ limits }) => limits.overflow !== 'drop-head')],
    ['return', options.some((each) => 'mandatory' in each && each.mandatory)],
    ['method', true],
    ['append', nodes.length > 1 && quorumGroups.length > 0],
    ['appendReply', nodes.length > 1 && quorumGroups.length > 0],
    ['vote', nodes.length > 1 && quorumGroups.length > 0],
  ];
  return kinds.flatMap(([kind, occurs]) => (occurs ? [kind] : []));
}
