import { Download, Eraser, Pause, Play, Power, Trash2, Unplug } from 'lucide-react';
import type { NodeAction, Translate } from '@/components/lab-shell/lab-view';
import type { AmqpCommand } from '@/sim/amqp/command';
import { NODE_IDS, type NodeId } from '@/sim/amqp/config';
import { nameOfNode } from '@/sim/amqp/node-ids';
import { type AmqpState, findClient } from '@/sim/amqp/state';
import { bindingOfEdge } from './edge-id';
import { conditionById } from './inspect';
import { isPredeclared } from './shown-items';

type Action = NodeAction<AmqpState, AmqpCommand>;
type Refusal = Action['refusal'];

function queueName(id: string): string {
  return nameOfNode(id).name;
}

/** The machine of a node's id; null for what is no machine. */
function machine(state: AmqpState, id: string): { readonly id: NodeId; readonly isUp: boolean } | null {
  return state.nodes.find((node) => node.id === id) ?? null;
}

function nodeId(id: string): NodeId {
  const known = NODE_IDS.find((each) => each === id);
  if (known === undefined) throw new RangeError(`"${id}" is no node of the cluster`);
  return known;
}

const needsQueue: Refusal = (_state, id, t) => (nameOfNode(id).type === 'queue' ? null : t('amqp.actions.notQueue'));

/** Null for a client that runs or is paused or crashed as `wanted` says. */
function refuseUnless(wanted: (condition: string) => boolean): Refusal {
  return (state, id, t) => {
    const condition = conditionById(state, id);
    if (condition === null) return t('amqp.actions.notClient');
    return wanted(condition) ? null : t('amqp.actions.notNow');
  };
}

function refuseStop(state: AmqpState, id: string, t: Translate): string | null {
  const node = machine(state, id);
  if (node === null) return t('amqp.actions.notNode');
  return node.isUp ? null : t('amqp.actions.notNow');
}

function refuseStart(state: AmqpState, id: string, t: Translate): string | null {
  const node = machine(state, id);
  if (node === null) return t('amqp.actions.notNode');
  return node.isUp ? t('amqp.actions.notNow') : null;
}

/** What takes something off the canvas; null for what stays. */
export function removal(state: AmqpState, id: string): AmqpCommand | null {
  const binding = bindingOfEdge(
    state.broker.exchanges.flatMap(({ bindings }) => bindings),
    id,
  );
  if (binding !== undefined) {
    const { source, destinationType, destination, routingKey } = binding;
    return { type: 'unbind', source, destinationType, destination, routingKey, arguments: plain(binding.arguments) };
  }
  const { type, name } = nameOfNode(id);
  if (type === 'exchange') return isPredeclared(name) ? null : { type: 'deleteExchange', exchange: name };
  if (type === 'queue') return { type: 'deleteQueue', queue: name };
  return findClient(state, id) === null ? null : { type: 'removeClient', client: id };
}

type PlainTable = Extract<AmqpCommand, { type: 'unbind' }>['arguments'];

/** Arguments as commands take them; what a command cannot say is left out. */
export function plain(table: Readonly<Record<string, unknown>>): PlainTable {
  const isPlain = (value: unknown): value is string | number | boolean =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  const entries: [string, PlainTable[string]][] = [];
  for (const [name, value] of Object.entries(table)) {
    if (isPlain(value)) entries.push([name, value]);
    else if (Array.isArray(value) && value.every(isPlain)) entries.push([name, value]);
  }
  return Object.fromEntries(entries);
}

/** What a person can do to what stands on the canvas. */
export const actions: readonly Action[] = [
  {
    id: 'crash',
    key: 'c',
    icon: Unplug,
    inToolbar: true,
    label: (t) => t('amqp.actions.crash'),
    command: (client) => ({ type: 'crashClient', client }),
    refusal: refuseUnless((condition) => condition !== 'crashed'),
  },
  {
    id: 'restart',
    key: 'r',
    icon: Power,
    inToolbar: true,
    label: (t) => t('amqp.actions.restart'),
    command: (client) => ({ type: 'restartClient', client }),
    refusal: refuseUnless((condition) => condition === 'crashed'),
  },
  {
    id: 'pause',
    key: 'p',
    icon: Pause,
    inToolbar: true,
    label: (t) => t('amqp.actions.pause'),
    command: (client) => ({ type: 'pauseClient', client }),
    refusal: refuseUnless((condition) => condition === 'running' || condition === 'channel-closed'),
  },
  {
    id: 'resume',
    key: 'p',
    icon: Play,
    inToolbar: true,
    label: (t) => t('amqp.actions.resume'),
    command: (client) => ({ type: 'resumeClient', client }),
    refusal: refuseUnless((condition) => condition === 'paused'),
  },
  {
    id: 'stopNode',
    key: 'c',
    icon: Unplug,
    inToolbar: true,
    label: (t) => t('amqp.actions.stopNode'),
    command: (id) => ({ type: 'stopNode', node: nodeId(id) }),
    refusal: refuseStop,
  },
  {
    id: 'startNode',
    key: 'r',
    icon: Power,
    inToolbar: true,
    label: (t) => t('amqp.actions.startNode'),
    command: (id) => ({ type: 'startNode', node: nodeId(id) }),
    refusal: refuseStart,
  },
  {
    id: 'get',
    key: 'g',
    icon: Download,
    inToolbar: true,
    label: (t) => t('amqp.actions.get'),
    command: (id) => ({ type: 'get', queue: queueName(id), noAck: false }),
    refusal: needsQueue,
  },
  {
    id: 'purge',
    key: 'u',
    icon: Eraser,
    inToolbar: true,
    label: (t) => t('amqp.actions.purge'),
    command: (id) => ({ type: 'purgeQueue', queue: queueName(id) }),
    refusal: needsQueue,
  },
  {
    id: 'delete',
    key: 'x',
    icon: Trash2,
    inToolbar: true,
    label: (t) => t('amqp.actions.delete'),
    command(id, state) {
      const command = removal(state, id);
      if (command === null) throw new RangeError(`"${id}" cannot be deleted`);
      return command;
    },
    refusal: (state, id, t) => (removal(state, id) === null ? t('amqp.actions.stays') : null),
  },
];
