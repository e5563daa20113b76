import {
  Ban,
  Cable,
  ListPlus,
  Network,
  Plus,
  RotateCw,
  Scale,
  Search,
  Send,
  Shuffle,
  Trash2,
  Undo2,
  Workflow,
} from 'lucide-react';
import type { Graph } from '@/components/lab-shell/stage/graph/graph';
import { circleLayout, onCircle } from '@/components/lab-shell/stage/graph/graph-layout';
import { graph } from '@/components/lab-shell/stage/graph/graph-stage';
import { defineView, type ItemParts } from '@/components/lab-shell/view/define-view';
import type { Words } from '@/components/lab-shell/view/words';
import type { Status } from '@/components/ui/state-palette';
import { DEFAULT_TABLE_SIZE } from '@/sim/hash-ring/maglev';
import { hashRing } from '@/sim/hash-ring/model';
import { hashRingScenarios } from '@/sim/hash-ring/scenarios';
import type { HashRingState, LookedUpKey } from '@/sim/hash-ring/state';
import { Delivery } from './delivery';
import { RADIUS } from './layout';
import { type HashRingTypes, Ring } from './ring';

/** The proxy as an item: it has the plan, and what the last change moved. */
const PROXY = 'proxy';

function keyStatus({ sentTo, host, attempt }: LookedUpKey): Status {
  if (sentTo !== null) return sentTo === host ? 'success' : 'failure';
  return attempt > 0 ? 'pending' : 'active';
}

function percent(count: number, of: number): number {
  return Math.round((1000 * count) / of) / 10;
}

function shareText({ plan, shares, config }: HashRingState, index: number, say: Words): string {
  const share = percent(shares[index] ?? 0, config.sampleKeys);
  const weight = plan.hosts[index]?.weight ?? 1;
  return weight === 1 ? say('host.share', { share }) : say('host.weighted', { share, weight });
}

function hostStatus({ ejected }: HashRingState, id: string): Status {
  return ejected.includes(id) ? 'pending' : 'ok';
}

function graphOf(state: HashRingState, say: Words): Graph {
  const { plan, keys } = state;
  const places = circleLayout(plan.hosts.length, RADIUS.hosts);
  const hosts = plan.hosts.map(({ id }, index) => ({
    id,
    name: id,
    text: shareText(state, index, say),
    status: hostStatus(state, id),
    shape: 'box' as const,
    ...(places[index] ?? { x: 0.5, y: 0.5 }),
  }));
  const dots = keys.map((each) => ({
    id: each.key,
    name: each.key,
    text: keyText(each, say),
    status: keyStatus(each),
    shape: 'dot' as const,
    ...onCircle(each.turn, RADIUS.keys),
  }));
  const edges = keys.flatMap((each) => [
    { from: each.key, to: each.host, status: keyStatus(each), isDashed: false },
    // Where the event went, or where the other proxy sends the key, when that is elsewhere.
    ...[each.sentTo ?? each.other]
      .filter((to) => to !== null && to !== each.host)
      .map((to) => ({ from: each.key, to: to ?? '', status: 'neutral' as const, isDashed: true })),
  ]);
  return { nodes: [...hosts, ...dots], edges };
}

function keyText({ host, sentTo, other, isConnected }: LookedUpKey, say: Words): string {
  if (sentTo === null && other !== null && other !== host) return say('key.disputed', { host, other });
  if (sentTo === null) return say(isConnected ? 'key.waits' : 'key.at', { host });
  return say(sentTo === host ? 'key.delivered' : 'key.missed', { host, pod: sentTo });
}

function itemsOf(state: HashRingState, say: Words): readonly ItemParts[] {
  const { plan, keys, matches, config } = state;
  return [
    {
      id: PROXY,
      kind: 'proxy',
      status: 'ok',
      icon: Workflow,
      facts: say('proxy.matches', { share: percent(matches, config.sampleKeys) }),
    },
    ...plan.hosts.map(
      ({ id }, index): ItemParts => ({
        id,
        kind: 'host',
        status: hostStatus(state, id),
        facts: shareText(state, index, say),
      }),
    ),
    ...keys.map(
      (each): ItemParts => ({ id: each.key, kind: 'key', status: keyStatus(each), facts: keyText(each, say) }),
    ),
  ];
}

function partOf(state: HashRingState, id: string) {
  const { plan, keys, shares, lastChange, matches, config, difference, shardHolders, fanOut } = state;
  if (id === PROXY) {
    return {
      algorithm: plan.algorithm,
      hosts: plan.hosts.length,
      'moved by the last change': lastChange === null ? null : `${lastChange.moved} / ${lastChange.of}`,
      'between hosts that stay': lastChange?.stray ?? null,
      'events that arrive': `${matches} / ${config.sampleKeys}`,
      shards: config.shards,
      'shards are read by': shardHolders,
      'fan-out': fanOut,
      'sent elsewhere by proxy-2': difference === null ? null : `${difference.differ} / ${difference.of}`,
    };
  }
  const host = plan.hosts.findIndex((each) => each.id === id);
  if (host >= 0) return { weight: plan.hosts[host]?.weight, keys: `${shares[host]} / ${config.sampleKeys}` };
  const key = keys.find((each) => each.key === id);
  return key === undefined
    ? null
    : {
        hash: key.hash,
        host: key.host,
        attempt: key.attempt,
        waits: key.isConnected,
        'by proxy-2': key.other,
        'event sent to': key.sentTo,
      };
}

const hasTwoProxies = ({ config }: HashRingState) => config.proxies === 2;

const lab = {
  simulation: hashRing,
  scenarios: hashRingScenarios,
  whole: () => import('@/sim/hash-ring/lab').then((module) => module.hashRingLab),
};

/** The hash ring's lab as the shell opens it. */
export const view = defineView(lab, {
  ticksPerRealSecond: 500,
  timeSpanTicks: 4_000,
  stage: graph<HashRingTypes>({ graph: graphOf, core: 2 * (RADIUS.ring + 0.055), Behind: Ring, Below: Delivery }),
  items: itemsOf,
  part: partOf,
  actions: {
    addHost: { on: 'lab', icon: Plus, key: 'a' },
    lookUp: { on: 'lab', icon: Search, fields: { key: 'job-7' } },
    addKeys: { on: 'lab', icon: ListPlus, key: 'k', fixed: { count: 5 } },
    connect: { on: 'lab', icon: Cable, fields: { key: 'job-7' } },
    publish: { on: 'lab', icon: Send, fields: { key: 'job-7' } },
    setAlgorithm: { on: 'lab', icon: Workflow, fields: { algorithm: 'maglev' } },
    addFanOut: { on: 'lab', icon: Network },
    rebalance: { on: 'lab', icon: Undo2 },
    bestOrder: { on: 'lab', icon: Shuffle },
    removeHost: { on: 'host', icon: Trash2, key: 'x' },
    eject: {
      on: 'host',
      icon: Ban,
      key: 'e',
      when: (state, id) => hasTwoProxies(state) && !state.ejected.includes(id),
    },
    readmit: {
      on: 'host',
      icon: Undo2,
      key: 'e',
      when: (state, id) => hasTwoProxies(state) && state.ejected.includes(id),
    },
    weigh: { on: 'host', icon: Scale, key: 'w', fixed: { weight: 2 } },
    retry: { on: 'key', icon: RotateCw, key: 'r' },
    publishEvent: { on: 'key', icon: Send, key: 'p', command: 'publish' },
  },
  marks: {
    missed: 'failure',
    hostRemoved: 'failure',
    hostAdded: 'success',
    keyMoved: 'pending',
    algorithm: 'active',
    weighed: 'active',
    ejected: 'failure',
    readmitted: 'success',
    fanOut: 'success',
    rebalanced: 'success',
    ordered: 'active',
    delivered: 'success',
  },
  tones: { lookedUp: 'active', retried: 'pending', keysAdded: 'active', connected: 'active', fannedOut: 'active' },
  order: [
    'ignored',
    'hostAdded',
    'hostRemoved',
    'weighed',
    'algorithm',
    'ejected',
    'readmitted',
    'fanOut',
    'rebalanced',
    'ordered',
    'missed',
    'delivered',
    'connected',
    'retried',
    'keysAdded',
    'lookedUp',
  ],
  settings: {
    routing: ['algorithm', 'ringSize', 'positions', 'proxies'],
    ends: ['shards', 'shardHolders', 'fanOut', 'sameHash', 'sampleKeys'],
  },
  explore: {
    switches: {
      virtualPositions: 'Karger et al., STOC 1997; Dynamo, SOSP 2007, §6.2',
      sameHash: 'the case: the API’s Envoy and the worker’s shards',
      primeTable: {
        source: 'Envoy, maglev_lb.cc; Eisenbud et al., NSDI 2016, §3.4',
        off: { tableSize: DEFAULT_TABLE_SIZE - 1 },
        on: { tableSize: DEFAULT_TABLE_SIZE },
      },
      sortedHosts: { source: 'Envoy, maglev_lb.cc', off: { proxies: 2 } },
    },
    createWorker: () => new Worker(new URL('./explore-worker.ts', import.meta.url), { type: 'module' }),
  },
});
