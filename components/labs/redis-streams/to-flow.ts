import type { Edge } from '@xyflow/react';
import type { StageBox } from '@/components/lab-shell/stage/nodes/fit-view';
import { fixedNode } from '@/components/lab-shell/stage/nodes/fixed-node';
import type { LabFlow } from '@/components/lab-shell/stage/nodes/nodes-view';
import type { Snapshot } from '@/sim/core/engine';
import { CONSOLE_NODE, SERVER_NODE } from '@/sim/redis-streams/config';
import type { RedisStreamsEvent } from '@/sim/redis-streams/event';
import {
  type Client,
  connectionKey,
  isClaimer,
  isConsumer,
  isPaused,
  isProducer,
  isReader,
  isRunning,
  type RedisStreamsState,
} from '@/sim/redis-streams/state';
import { consumerNodeId, isConsumerOf, type KnownConsumer, knownConsumers, NOTHING_HELD } from './consumers';
import { CARD, cardColumns, cardLayout, PRODUCER_HEIGHT, serverHeight, serverWidth, shapeFor } from './layout';
import type { ClientNodeData, Condition, HeldEntries, RedisStreamsNode, ServerNodeData } from './node-data';
import { serverStrips } from './stream-strip';

/** What a line between a client and the server shows. */
export interface ConnectionData extends Record<string, unknown> {
  readonly isDown: boolean;
  /** The client waits at the server: BLOCK. */
  readonly isBlocked: boolean;
}

export type ConnectionEdge = Edge<ConnectionData, 'connection'>;

/** The server with its streams in the middle, those who add above it, those who read below it; on a low stage to its left and right. */
export function toFlow(
  { state }: Snapshot<RedisStreamsState, RedisStreamsEvent>,
  stage: StageBox,
): LabFlow<RedisStreamsNode> {
  const consumers = knownConsumers(state);
  const producers = state.clients.filter(isProducer);
  const readers = [
    ...state.clients.filter(isConsumer),
    ...state.clients.filter(isClaimer),
    ...state.clients.filter(isReader),
  ];
  const strangers = consumers.filter((each) => !isSomeClient(state, each));
  const counts = { above: producers.length + 1, below: readers.length + strangers.length };
  const shape = shapeFor({ ...counts, strips: serverStrips(state, { entries: 1, newest: 1, before: 0 }) }, stage);
  const strips = serverStrips(state, shape);
  const height = serverHeight(strips);
  const layOut = shape.isBeside === true ? cardColumns : cardLayout;
  const above = layOut(counts.above, {
    y: shape.isBeside === true ? height : 0,
    height: PRODUCER_HEIGHT,
    side: 'above',
    shape,
  });
  const below = layOut(counts.below, { y: height, height: CARD.height, side: 'below', shape });
  const nodes: RedisStreamsNode[] = [
    fixedNode(SERVER_NODE, { x: 0, y: 0, width: serverWidth(shape), height }, 'server', {
      ...strips,
      blocked: state.server.blocked.length,
      version: state.server.version,
      replica: replicaOf(state),
    }),
  ];
  for (const [at, client] of [...producers, null].entries()) {
    const place = above[at];
    if (place === undefined) continue;
    if (client === null) nodes.push(fixedNode(CONSOLE_NODE, place, 'console', consoleData(state)));
    else nodes.push(fixedNode(client.id, place, 'client', clientData(state, client, null)));
  }
  for (const [at, client] of readers.entries()) {
    const place = below[at];
    if (place !== undefined)
      nodes.push(fixedNode(client.id, place, 'client', clientData(state, client, heldBy(client, consumers))));
  }
  for (const [at, { key, group, name, held }] of strangers.entries()) {
    const place = below[readers.length + at];
    const data = { name, target: `${key} · ${group}`, held };
    if (place !== undefined) nodes.push(fixedNode(consumerNodeId({ key, group, name }), place, 'consumer', data));
  }
  return { nodes, edges: [...[...producers, ...readers].map((client) => edgeOf(state, client)), consoleEdge(state)] };
}

function replicaOf({ replica }: RedisStreamsState): ServerNodeData['replica'] {
  if (replica === null) return null;
  return replica.behind === null ? 'inStep' : 'behind';
}

function isSomeClient({ clients }: RedisStreamsState, consumer: KnownConsumer): boolean {
  return clients.some((client) => (isConsumer(client) || isClaimer(client)) && isConsumerOf(client, consumer));
}

function heldBy(client: Client, consumers: readonly KnownConsumer[]): HeldEntries | null {
  if (!isConsumer(client) && !isClaimer(client)) return null;
  return consumers.find((each) => isConsumerOf(client, each))?.held ?? NOTHING_HELD;
}

export function conditionOf(state: RedisStreamsState, client: Client): Condition {
  if (!isRunning(client)) return 'crashed';
  if (isPaused(client)) return 'paused';
  return isBlocked(state, client) ? 'blocked' : 'running';
}

function isBlocked({ server }: RedisStreamsState, client: Client): boolean {
  const key = connectionKey(client.id, client.connection);
  return server.blocked.some((each) => each.client === key);
}

function clientData(state: RedisStreamsState, client: Client, held: HeldEntries | null): ClientNodeData {
  const { options, memory, counters } = client;
  const timer = memory?.activity === 'working' ? memory.timer : null;
  return {
    name: client.id,
    role: options.role,
    condition: conditionOf(state, client),
    activity: memory?.activity ?? null,
    target: 'group' in options ? `${options.key} · ${options.group}` : options.key,
    held,
    work: timer === null ? null : { startedTick: timer.startedTick, dueTick: timer.dueTick },
    done: 'group' in options ? counters.worked : counters.entries,
    failed: counters.failed,
    duplicates: counters.duplicates,
    ratePerSecond: options.role === 'producer' ? options.ratePerSecond : null,
    lastId: options.role === 'reader' ? client.lastId : null,
    slowPerMille: client.slowPerMille,
    lastError: client.lastError,
  };
}

function consoleData({ console: { lines } }: RedisStreamsState) {
  // A message of a channel is a line without a command.
  const commands = lines.filter(({ argv }) => argv.length > 0);
  return {
    line: commands.at(-1)?.argv.join(' ') ?? null,
    isBlocked: lines.some(({ isBlocked }) => isBlocked),
    count: commands.length,
    isMore: (lines[0]?.number ?? 1) > 1,
  };
}

function edgeOf(state: RedisStreamsState, client: Client): ConnectionEdge {
  const condition = conditionOf(state, client);
  return {
    id: `${client.id}>${SERVER_NODE}`,
    type: 'connection',
    source: client.id,
    target: SERVER_NODE,
    data: { isDown: condition === 'crashed', isBlocked: condition === 'blocked' },
  };
}

function consoleEdge({ console: { lines } }: RedisStreamsState): ConnectionEdge {
  return {
    id: `${CONSOLE_NODE}>${SERVER_NODE}`,
    type: 'connection',
    source: CONSOLE_NODE,
    target: SERVER_NODE,
    data: { isDown: false, isBlocked: lines.some(({ isBlocked }) => isBlocked) },
  };
}
