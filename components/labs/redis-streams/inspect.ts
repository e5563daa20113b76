import type { InspectorRow, InspectorSection, NodeInWords, Translate } from '@/components/lab-shell/lab-view';
import type { LabState } from '@/components/ui/state-palette';
import type { Snapshot } from '@/sim/core/engine';
import type { Tick } from '@/sim/core/simulation';
import { CONSOLE_NODE, SERVER_NODE, TICKS_PER_MILLISECOND } from '@/sim/redis-streams/config';
import type { RedisStreamsEvent } from '@/sim/redis-streams/event';
import { groupAt, pendingRows, streamAt, streamKeys } from '@/sim/redis-streams/figures';
import {
  type Client,
  consumerName,
  findClient,
  isClaimer,
  isConsumer,
  type RedisStreamsState,
} from '@/sim/redis-streams/state';
import { consumerNodeId, consumerOfNode, isConsumerOf, knownConsumers } from './consumers';
import { commandText } from './entry-text';
import { conditionOf } from './to-flow';

const NONE = '∅';
const PENDING_LISTED = 20;

type Moment = Snapshot<RedisStreamsState, RedisStreamsEvent>;

/** The server as XINFO tells it, a client as its options and its memory, a consumer as XPENDING tells it. */
export function inspect({ state, tick }: Moment, nodeId: string, t: Translate): readonly InspectorSection[] {
  if (nodeId === SERVER_NODE) return streamKeys(state).map((key) => streamSection(state, key));
  if (nodeId === CONSOLE_NODE) return [consoleSection(state, t)];
  const stranger = consumerOfNode(nodeId);
  if (stranger !== null) return [pendingSection(state, tick, stranger, t)];
  const client = findClient(state, nodeId);
  if (client === null) return [];
  const group = 'group' in client.options ? client.options.group : null;
  const name = isConsumer(client) || isClaimer(client) ? consumerName(client) : null;
  return [
    optionsSection(client, t),
    memorySection(client, t),
    countersSection(client, t),
    ...(group === null || name === null
      ? []
      : [pendingSection(state, tick, { key: client.options.key, group, name }, t)]),
  ];
}

function streamSection(state: RedisStreamsState, key: string): InspectorSection {
  const view = streamAt(state, key);
  const rows: InspectorRow[] =
    view === null
      ? []
      : [
          { name: 'length', value: String(view.length) },
          { name: 'last-generated-id', value: view.lastId },
          { name: 'max-deleted-entry-id', value: view.maxDeletedId },
          { name: 'entries-added', value: String(view.entriesAdded) },
          { name: 'radix-tree nodes', value: String(view.nodes) },
          ...view.groups.map(({ name, lastDeliveredId, lag, pendingCount }) => ({
            name,
            value: `last-delivered-id ${lastDeliveredId} · lag ${lag ?? '(nil)'} · pending ${pendingCount}`,
          })),
        ];
  return { title: `XINFO STREAM ${key}`, rows };
}

function consoleSection({ console: { lines } }: RedisStreamsState, t: Translate): InspectorSection {
  const rows = lines.slice(-10).map(({ number, argv, isBlocked }) => ({
    name: `#${number}`,
    value: isBlocked ? `${commandText(argv)} (${t('redis-streams.node.conditions.blocked')})` : commandText(argv),
  }));
  return { title: t('redis-streams.inspector.typed'), rows };
}

function optionsSection({ options }: Client, t: Translate): InspectorSection {
  const rows = Object.entries(options).map(([name, value]) => ({ name, value: valueText(value) }));
  return { title: t('redis-streams.inspector.options'), rows };
}

function valueText(value: unknown): string {
  if (value === null) return NONE;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function memorySection({ memory, inbox, lastId, lastError, slowPerMille }: Client, t: Translate): InspectorSection {
  const title = t('redis-streams.inspector.memory');
  if (memory === null) return { title, rows: [{ name: 'activity', value: t('redis-streams.inspector.lost') }] };
  const { activity, batch, cursor, timer } = memory;
  const rows: InspectorRow[] = [
    { name: 'activity', value: activity },
    { name: 'batch', value: batch.length === 0 ? NONE : batch.map(({ id }) => id).join(', ') },
    { name: 'cursor', value: cursor ?? NONE },
    { name: 'timer', value: timer === null ? NONE : milliseconds(timer.dueTick) },
    { name: 'lastId', value: lastId ?? NONE },
    { name: 'lastError', value: lastError ?? NONE },
  ];
  if (inbox !== null) rows.push({ name: 'inbox', value: String(inbox.length) });
  if (slowPerMille !== 1000) rows.push({ name: 'slow', value: `×${slowPerMille / 1000}` });
  return { title, rows };
}

function countersSection({ counters }: Client, t: Translate): InspectorSection {
  const rows = Object.entries(counters).map(([name, value]) => ({ name, value: String(value) }));
  return { title: t('redis-streams.inspector.counters'), rows };
}

interface ConsumerPlace {
  readonly key: string;
  readonly group: string;
  readonly name: string;
}

function pendingSection(
  state: RedisStreamsState,
  tick: Tick,
  { key, group, name }: ConsumerPlace,
  t: Translate,
): InspectorSection {
  const rows = pendingRows(state, tick, { key, group, consumer: name, count: PENDING_LISTED });
  const total = groupAt(state, key, group)?.consumers.find((each) => each.name === name)?.pending ?? 0;
  const title = `XPENDING ${key} ${group} - + ${PENDING_LISTED} ${name}`;
  if (rows.length === 0) return { title, rows: [{ name: 'pending', value: '0' }] };
  const listed = rows.map(({ id, idleMs, deliveries }) => ({
    name: id,
    value: t('redis-streams.inspector.pendingEntry', {
      idle: (idleMs / 1000).toFixed(1),
      deliveries: Number(deliveries),
    }),
  }));
  if (total > listed.length) {
    listed.push({ name: '…', value: t('redis-streams.inspector.more', { count: total - listed.length }) });
  }
  return { title, rows: listed };
}

function milliseconds(tick: Tick): string {
  return `${(tick / TICKS_PER_MILLISECOND).toFixed(1)} ms`;
}

/** A request as its arguments, a reply as what it is the reply to. */
export function inspectMessage({ queue }: Moment, messageId: number): readonly InspectorRow[] {
  for (const { event } of queue) {
    if (event.type === 'close' && -1 - event.connection === messageId) {
      return [{ name: 'connection', value: String(event.connection) }];
    }
    if (event.type !== 'deliver' || event.message.id !== messageId) continue;
    const { message } = event;
    const connection = { name: 'connection', value: String(message.connection) };
    if (message.direction === 'request') return [{ name: 'argv', value: message.argv.join(' ') }, connection];
    const reply = JSON.stringify(message.reply);
    return [
      { name: 'asked', value: message.asked },
      { name: 'reply', value: reply.length > 400 ? `${reply.slice(0, 399)}…` : reply },
      connection,
    ];
  }
  return [];
}

const roleStates = { producer: 'request', consumer: 'voteGranted', claimer: 'candidate', reader: 'reply' } as const;

/** The server, the console, every client, and consumers that no client is. */
export function nodesInWords(state: RedisStreamsState, t: Translate): readonly NodeInWords[] {
  const streams = streamKeys(state).map((key) => `${key} ${streamAt(state, key)?.length ?? 0}`);
  const consumers = knownConsumers(state);
  return [
    {
      id: SERVER_NODE,
      name: SERVER_NODE,
      state: 'follower',
      role: t('redis-streams.node.roles.server'),
      facts: streams.length === 0 ? t('redis-streams.node.noStreams') : streams.join(' · '),
    },
    {
      id: CONSOLE_NODE,
      name: 'redis-cli',
      state: 'follower',
      role: t('redis-streams.node.roles.console'),
      facts: commandText(state.console.lines.at(-1)?.argv ?? []),
    },
    ...state.clients.map((client): NodeInWords => {
      const known =
        isConsumer(client) || isClaimer(client) ? consumers.find((each) => isConsumerOf(client, each)) : undefined;
      return {
        id: client.id,
        name: client.id,
        state: stateOf(state, client),
        role: t(`redis-streams.node.roles.${client.options.role}`),
        facts: clientFacts(state, client, known?.held.count ?? null, t),
      };
    }),
    ...consumers
      .filter(
        (each) =>
          !state.clients.some((client) => (isConsumer(client) || isClaimer(client)) && isConsumerOf(client, each)),
      )
      .map(
        (each): NodeInWords => ({
          id: consumerNodeId(each),
          name: each.name,
          state: 'dropped',
          role: t('redis-streams.node.roles.stranger'),
          facts: t('redis-streams.node.pendingCount', { count: each.held.count }),
        }),
      ),
  ];
}

function stateOf(state: RedisStreamsState, client: Client): LabState {
  const condition = conditionOf(state, client);
  return condition === 'crashed' || condition === 'paused' ? condition : roleStates[client.options.role];
}

function clientFacts(state: RedisStreamsState, client: Client, held: number | null, t: Translate): string {
  const condition = conditionOf(state, client);
  const { counters, options } = client;
  const facts = [
    ...(condition === 'running' ? [] : [t(`redis-streams.node.conditions.${condition}`)]),
    ...(held === null ? [] : [t('redis-streams.node.pendingCount', { count: held })]),
    options.role === 'producer'
      ? t('redis-streams.node.added', { count: counters.entries })
      : options.role === 'reader'
        ? t('redis-streams.node.got', { count: counters.entries })
        : t('redis-streams.node.worked', { count: counters.worked }),
  ];
  return facts.join(' · ');
}
