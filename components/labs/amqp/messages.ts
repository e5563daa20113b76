import type { MessageParts, QueuedMessage } from '@/components/lab-shell/view/derive-messages';
import type { Names } from '@/components/lab-shell/view/messages-view';
import type { ClientMethod, ServerMethod } from '@/sim/amqp/broker/frames';
import type { AmqpTypes } from '@/sim/amqp/lab';
import type { QuorumRpc } from '@/sim/amqp/quorum-state';
import type { AmqpEvent, AmqpState } from '@/sim/amqp/state';

/** How what travels looks: messages, what is said about them, and the rest of the protocol. */
export const messageKinds = {
  message: { shape: 'square', status: 'ok' },
  redelivery: { shape: 'square-lines', status: 'pending' },
  deadLetter: { shape: 'diamond', status: 'neutral' },
  ack: { shape: 'check', status: 'success' },
  nack: { shape: 'cross', status: 'failure' },
  confirm: { shape: 'ring', status: 'success' },
  confirmNack: { shape: 'ring-cross', status: 'failure' },
  return: { shape: 'triangle', status: 'failure' },
  method: { shape: 'diamond-hollow', status: 'active' },
  error: { shape: 'diamond-cross', status: 'failure' },
  append: { shape: 'hexagon', status: 'ok' },
  appendReply: { shape: 'hexagon-check', status: 'active' },
  vote: { shape: 'diamond-check', status: 'pending' },
} as const satisfies MessageParts<AmqpTypes>['kinds'];

type Kind = keyof typeof messageKinds;

/** Frames between clients and the broker, and what its nodes say to each other. */
export function messageOf(event: AmqpEvent): QueuedMessage | null {
  if (event.type === 'arrive') {
    const { id, from, to, sentTick, frame } = event.transit;
    const kind = frame.to === 'broker' ? kindOfClientMethod(frame.method) : kindOfServerMethod(frame.method);
    return { id, from, to, sentTick, kind, about: bodyOf(frame.method), body: () => underscored(frame.method) };
  }
  if (event.type !== 'quorumMessage') return null;
  const { id, from, to, sentTick, rpc, queue } = event.message;
  return { id, from, to, sentTick, kind: kindOfRpc(rpc), body: () => ({ queue, ...underscored(rpc) }) };
}

/** The body is a message’s name; what else is on its way has none. */
function bodyOf(method: object): readonly string[] {
  return 'body' in method ? [String(method.body)] : [];
}

/** Messages on their way inside the broker. */
export function hopsWithin({ hops }: AmqpState, names: Names) {
  return hops.map(({ id, from, to, sentTick, dueTick, kind, number }) => ({
    id,
    from,
    to,
    sentTick,
    dueTick,
    kind: kind === 'dead-letter' ? 'deadLetter' : 'message',
    about: [names.get(number) ?? `#${number}`],
    body: { message: names.get(number) ?? `#${number}`, hop: kind },
  }));
}

/** Fields under AMQP's names. */
function underscored(fields: object): Readonly<Record<string, unknown>> {
  const entries = Object.entries(fields).map(([name, value]: [string, unknown]) => [
    name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    value,
  ]);
  return Object.fromEntries(entries);
}

function kindOfClientMethod({ method }: ClientMethod): Kind {
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

function kindOfServerMethod(frame: ServerMethod): Kind {
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

function kindOfRpc({ type }: QuorumRpc): Kind {
  if (type === 'AppendEntries') return 'append';
  return type === 'AppendEntriesReply' ? 'appendReply' : 'vote';
}

/** The kinds that can be on their way in this run as it stands. */
export function kindsThatOccur(state: AmqpState): readonly Kind[] {
  const { broker, clients, quorumGroups, nodes, observations } = state;
  const options = clients.map((client) => client.options);
  const confirms = options.some((each) => 'confirms' in each && each.confirms);
  const kinds: readonly (readonly [Kind, boolean])[] = [
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
