import {
  Database,
  Hand,
  type LucideIcon,
  Pause,
  Radio,
  Send,
  SquareTerminal,
  Unplug,
  User,
  Wrench,
} from 'lucide-react';
import type { ItemParts, ViewParts } from '@/components/lab-shell/view/define-view';
import type { Words } from '@/components/lab-shell/view/words';
import type { Status } from '@/components/ui/state-palette';
import type { Tick } from '@/sim/core/simulation';
import type { ClientRole } from '@/sim/redis-streams/command';
import { CONSOLE_NODE, SERVER_NODE, TICKS_PER_MILLISECOND } from '@/sim/redis-streams/config';
import { groupAt, pendingRows, streamAt, streamKeys } from '@/sim/redis-streams/figures';
import type { RedisStreamsTypes } from '@/sim/redis-streams/lab';
import {
  type Client,
  consumerName,
  findClient,
  isClaimer,
  isConsumer,
  type RedisStreamsState,
} from '@/sim/redis-streams/state';
import { consumerNodeId, consumerOfNode, isConsumerOf, knownConsumers } from './consumers';
import { conditionOf } from './to-flow';
import { commandText } from './trace-text';

type Fields = Readonly<Record<string, unknown>>;

const looks: Readonly<Record<ClientRole, { readonly status: Status; readonly icon: LucideIcon }>> = {
  producer: { status: 'ok', icon: Send },
  consumer: { status: 'success', icon: Wrench },
  claimer: { status: 'pending', icon: Hand },
  reader: { status: 'active', icon: Radio },
};

/** The server, the console, every client, and consumers that no client is. */
export function itemsOf(state: RedisStreamsState, say: Words): readonly ItemParts[] {
  const streams = streamKeys(state).map((key) => `${key} ${streamAt(state, key)?.length ?? 0}`);
  const consumers = knownConsumers(state);
  const consumerOf = (client: Client) =>
    isConsumer(client) || isClaimer(client) ? consumers.find((each) => isConsumerOf(client, each)) : undefined;
  const known = new Set(state.clients.map(consumerOf));
  const role = (name: string) => say(`node.roles.${name}`);
  return [
    {
      id: SERVER_NODE,
      kind: 'server',
      status: 'ok',
      icon: Database,
      role: role('server'),
      facts: streams.length === 0 ? say('node.noStreams') : streams.join(' · '),
    },
    {
      id: CONSOLE_NODE,
      name: 'redis-cli',
      kind: 'console',
      status: 'ok',
      icon: SquareTerminal,
      role: role('console'),
      facts: commandText(state.console.lines.findLast(({ argv }) => argv.length > 0)?.argv ?? []),
    },
    ...state.clients.map(
      (client): ItemParts => ({
        id: client.id,
        kind: 'client',
        role: role(client.options.role),
        ...lookOf(state, client),
        facts: clientFacts(state, client, consumerOf(client)?.held.count ?? null, say),
      }),
    ),
    ...consumers
      .filter((each) => !known.has(each))
      .map(
        (each): ItemParts => ({
          id: consumerNodeId(each),
          name: each.name,
          kind: 'stranger',
          status: 'neutral',
          icon: User,
          role: role('stranger'),
          facts: say('node.pendingCount', { count: each.held.count }),
        }),
      ),
  ];
}

function lookOf(state: RedisStreamsState, client: Client): { readonly status: Status; readonly icon: LucideIcon } {
  const condition = conditionOf(state, client);
  if (condition === 'crashed') return { status: 'failure', icon: Unplug };
  return condition === 'paused' ? { status: 'neutral', icon: Pause } : looks[client.options.role];
}

function clientFacts(state: RedisStreamsState, client: Client, held: number | null, say: Words): string {
  const condition = conditionOf(state, client);
  const { role } = client.options;
  const [word, count] =
    role === 'producer' || role === 'reader'
      ? [role === 'producer' ? 'added' : 'got', client.counters.entries]
      : ['worked', client.counters.worked];
  return [
    ...(condition === 'running' ? [] : [say(`node.conditions.${condition}`)]),
    ...(held === null ? [] : [say('node.pendingCount', { count: held })]),
    say(`node.${word}`, { count }),
  ].join(' · ');
}

/** The server as XINFO tells it, a client as its options and its memory, a consumer as XPENDING tells it. */
export const parts: NonNullable<ViewParts<RedisStreamsTypes>['parts']> = (state, id, say, tick) => {
  if (id === SERVER_NODE) {
    const streams = streamKeys(state).map((key) => [`XINFO STREAM ${key}`, streamFields(state, key)]);
    return { INFO: serverFields(state), ...Object.fromEntries(streams) };
  }
  if (id === CONSOLE_NODE) {
    const typed = state.console.lines.filter(({ argv }) => argv.length > 0);
    const lines = typed.slice(-10).map(({ number, argv, isBlocked }) => {
      const command = commandText(argv);
      return [`#${number}`, isBlocked ? `${command} (${say('node.conditions.blocked')})` : command];
    });
    return { typed: Object.fromEntries(lines) };
  }
  const stranger = consumerOfNode(id);
  if (stranger !== null) return pendingTable(state, tick, stranger, say);
  const client = findClient(state, id);
  if (client === null) return {};
  return {
    options: client.options,
    memory: memoryFields(client, say),
    counters: { ...client.counters },
    ...(isConsumer(client) || isClaimer(client)
      ? pendingTable(state, tick, { ...client.options, name: consumerName(client) }, say)
      : {}),
  };
};

function serverFields({ server, config, replica }: RedisStreamsState): Fields {
  return {
    redis_version: server.version,
    maxmemory: `${server.options.maxmemory} (${server.options.maxmemoryPolicy})`,
    persistence: config.persistence,
    connected_slaves: replica === null ? 0 : 1,
  };
}

function streamFields(state: RedisStreamsState, key: string): Fields {
  const view = streamAt(state, key);
  if (view === null) return {};
  const groups = view.groups.map(({ name, lastDeliveredId, lag, pendingCount }) => [
    name,
    `last-delivered-id ${lastDeliveredId} · lag ${lag ?? '(nil)'} · pending ${pendingCount}`,
  ]);
  return {
    length: view.length,
    'last-generated-id': view.lastId,
    'max-deleted-entry-id': view.maxDeletedId,
    'entries-added': view.entriesAdded,
    'radix-tree nodes': view.nodes,
    ...Object.fromEntries(groups),
  };
}

function memoryFields({ memory, inbox, lastId, lastError, slowPerMille }: Client, say: Words): Fields {
  if (memory === null) return { activity: say('inspector.lost') };
  const { activity, batch, cursor, timer } = memory;
  return {
    activity,
    batch: batch.map(({ id }) => id).join(', '),
    cursor,
    timer: timer === null ? null : `${(timer.dueTick / TICKS_PER_MILLISECOND).toFixed(1)} ms`,
    lastId,
    lastError,
    ...(inbox === null ? {} : { inbox: inbox.length }),
    ...(slowPerMille === 1000 ? {} : { slow: `×${slowPerMille / 1000}` }),
  };
}

interface ConsumerPlace {
  readonly key: string;
  readonly group: string;
  readonly name: string;
}

const PENDING_LISTED = 20;

function pendingTable(state: RedisStreamsState, tick: Tick, { key, group, name }: ConsumerPlace, say: Words) {
  const rows = pendingRows(state, tick, { key, group, consumer: name, count: PENDING_LISTED });
  const more = (groupAt(state, key, group)?.consumers.find((each) => each.name === name)?.pending ?? 0) - rows.length;
  const fields: Fields = {
    ...Object.fromEntries(
      rows.map(({ id, idleMs, deliveries }) => [
        id,
        say('inspector.pendingEntry', { idle: (idleMs / 1000).toFixed(1), deliveries: Number(deliveries) }),
      ]),
    ),
    ...(more > 0 ? { '…': say('inspector.more', { count: more }) } : {}),
  };
  return { [`XPENDING ${key} ${group} - + ${PENDING_LISTED} ${name}`]: rows.length === 0 ? { pending: 0 } : fields };
}
