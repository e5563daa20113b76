import type { TraceTexts } from '@/components/lab-shell/view/derive-trace';
import type { Words } from '@/components/lab-shell/view/words';
import type { AmqpTypes } from '@/sim/amqp/lab';
import { ADMIN, MANUAL_CLIENT, nameOfNode } from '@/sim/amqp/node-ids';

/** What an id on the canvas is called. */
export function nameOf(id: string, say: Words): string {
  if (id === MANUAL_CLIENT) return say('manualClient');
  if (id === ADMIN) return say('trace.admin');
  const { type, name } = nameOfNode(id);
  return type === 'exchange' && name === '' ? say('node.defaultExchange') : name;
}

/** Names in a choice of texts have no hyphens. */
function reason(reason: string | undefined): { readonly reason: string } {
  return { reason: (reason ?? '').replaceAll('-', '_') };
}

/** What an entry says beyond its own fields. */
export const traceTexts: TraceTexts<AmqpTypes> = {
  send: ({ actor, peer = '', data }, say) =>
    data.frame === 'basic.publish'
      ? say('trace.publishes', { actor: nameOf(actor, say), peer: nameOf(peer, say), body: String(data.body) })
      : {},
  drop: ({ data }) => reason(data.reason),
  routed: ({ actor, data }, say) => {
    const { body: message, routingKey, queues, returned } = data;
    const values = { actor: nameOf(actor, say), message, routingKey };
    if (queues.length === 0 && routingKey.startsWith('amq.rabbitmq.reply-to.')) return say('trace.answer', values);
    if (queues.length === 0) return say('trace.unroutable', { ...values, returned: String(returned) });
    return say(routingKey === '' ? 'trace.routedToAll' : 'trace.routed', { ...values, queues: queues.join(', ') });
  },
  refused: ({ data }) => reason(data.reason),
  dropped: ({ data }) => reason(data.reason),
  'dead-lettered': ({ data }) => ({
    ...reason(data.reason),
    queues: data.queues.join(', '),
    count: data.queues.length,
  }),
  'queue-gone': ({ data }) => reason(data.cause),
  'exchange-gone': ({ data }) => reason(data.cause),
};
