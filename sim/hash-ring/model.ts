import { CommandRefused, type Simulation, type World } from '../core/simulation';
import { chargeWork } from '../core/work';
import { type HashRingCommand, type HashRingConfig, HOSTS_MAX, hashRingCommand, hashRingConfig } from './config';
import { bestOrder, matchesOf, ORDERED_SHARDS_MAX, podOfJob } from './delivery';
import { hashRingInvariants } from './invariants';
import {
  type Change,
  chargeRouting,
  compareRouters,
  differenceOf,
  otherPlan,
  type Plan,
  planOf,
  routerOf,
  sampleKey,
  shares,
} from './plan';
import type { HashRingState, HashRingTrace, IgnoredReason, LookedUpKey } from './state';
import { decimal } from './uint64';

/** One tick is one millisecond: nothing here takes time, but changes come one after another. */
export const TICKS_PER_SECOND = 1_000;

const KEYS_MAX = 40;

type HashRingWorld = World<never, HashRingTrace>;

/** Where requests go by the hash of a key, and what becomes of that when hosts come and go. Sources: the functions in this folder. */
export const hashRing: Simulation<HashRingConfig, HashRingState, HashRingCommand, never, HashRingTrace> = {
  id: 'hash-ring',
  version: '1',
  ticksPerSecond: TICKS_PER_SECOND,
  config: hashRingConfig,
  command: hashRingCommand,
  invariants: hashRingInvariants,

  init(config) {
    const plan = planOf(config);
    const state: HashRingState = {
      config,
      plan,
      keys: [],
      shares: shares(plan, config.sampleKeys),
      lastChange: null,
      matches: 0,
      addedHosts: 0,
      shardHolders: config.shardHolders,
      fanOut: config.fanOut,
      order: null,
      ejected: [],
      difference: null,
    };
    measure(state);
    return state;
  },

  onCommand(state, command, world) {
    const reason = obey(state, command, world);
    if (reason !== null) world.trace({ kind: 'ignored', actor: 'person', data: { command: command.type, reason } });
    return state;
  },

  onEvent: (state) => state,
};

/** Null, or why the command has no effect. */
function obey(state: HashRingState, command: HashRingCommand, world: HashRingWorld): IgnoredReason | null {
  if ('host' in command && !state.plan.hosts.some(({ id }) => id === command.host)) {
    throw new CommandRefused(`there is no host ${command.host}`);
  }
  switch (command.type) {
    case 'addHost':
    case 'removeHost':
    case 'weigh':
    case 'setAlgorithm':
      return changePlan(state, command, world);
    case 'lookUp':
      lookUp(state, command.key, world);
      return null;
    case 'addKeys':
      return addKeys(state, command.count, world);
    case 'retry':
      return retry(state, command.key, world);
    case 'connect': {
      const found = lookUp(state, command.key, world);
      if (found.isConnected) return 'same';
      found.isConnected = true;
      world.trace({ kind: 'connected', actor: found.key, data: { host: found.host } });
      return null;
    }
    case 'publish':
      publish(state, command.key, world);
      return null;
    case 'addFanOut':
    case 'rebalance':
    case 'bestOrder':
      return changeShards(state, command.type, world);
    case 'eject':
    case 'readmit':
      return eject(state, command, world);
  }
}

type PlanCommand = Extract<HashRingCommand, { readonly type: 'addHost' | 'removeHost' | 'weigh' | 'setAlgorithm' }>;

function changePlan(state: HashRingState, command: PlanCommand, world: HashRingWorld): IgnoredReason | null {
  const { plan } = state;
  const { hosts } = plan;
  switch (command.type) {
    case 'addHost': {
      if (hosts.length >= HOSTS_MAX) return 'full';
      const host = nextAddress(state);
      const data = change(state, { ...plan, hosts: [...hosts, { id: host, weight: 1 }] });
      world.trace({ kind: 'hostAdded', actor: host, data: { host, ...data } });
      break;
    }
    case 'removeHost': {
      const { host } = command;
      if (hosts.length - state.ejected.filter((each) => each !== host).length <= 1) return 'last-host';
      state.ejected = state.ejected.filter((each) => each !== host);
      const data = change(state, { ...plan, hosts: hosts.filter(({ id }) => id !== host) });
      world.trace({ kind: 'hostRemoved', actor: host, data: { host, ...data } });
      break;
    }
    case 'weigh': {
      const { host, weight } = command;
      if (plan.algorithm !== 'ring-hash' && plan.algorithm !== 'maglev') return 'no-weights';
      if (hosts.find(({ id }) => id === host)?.weight === weight) return 'same';
      const weighed = hosts.map((each) => (each.id === host ? { id: host, weight } : each));
      world.trace({
        kind: 'weighed',
        actor: host,
        data: { host, weight, ...change(state, { ...plan, hosts: weighed }) },
      });
      break;
    }
    case 'setAlgorithm': {
      const { algorithm } = command;
      if (plan.algorithm === algorithm) return 'same';
      const data = change(state, { ...plan, algorithm });
      world.trace({ kind: 'algorithm', actor: 'proxy', data: { algorithm, ...data } });
      break;
    }
  }
  moveKeys(state, world);
  return null;
}

function nextAddress(state: HashRingState): string {
  state.addedHosts += 1;
  const address = `10.244.1.${state.addedHosts}:8000`;
  return state.plan.hosts.some(({ id }) => id === address) ? nextAddress(state) : address;
}

/** Another plan from now on: measures what it moves. */
function change(state: HashRingState, plan: Plan): Change {
  const { sampleKeys } = state.config;
  chargeRouting(plan, sampleKeys);
  const made = compareRouters(state.plan, plan, sampleKeys);
  state.plan = plan;
  state.lastChange = made;
  state.order = null;
  state.shares = shares(plan, sampleKeys);
  measure(state);
  return made;
}

/** What the sample says of delivery and of the second proxy. */
function measure(state: HashRingState): void {
  const { config, plan, ejected } = state;
  state.matches = matchesOf(state);
  if (config.proxies === 1) return;
  chargeRouting(plan, config.sampleKeys);
  state.difference = differenceOf(plan, ejected, config.sampleKeys);
}

function moveKeys(state: HashRingState, world: HashRingWorld): void {
  for (const each of state.keys) {
    const before = each.host;
    Object.assign(each, placed(state, each.key, 0, before));
    each.attempt = 0;
    each.sentTo = null;
    if (each.host !== before) world.trace({ kind: 'keyMoved', actor: each.key, data: { from: before, to: each.host } });
  }
}

/** Where a key stands and goes. `otherwise`: where no host is found. */
function placed(state: HashRingState, text: string, attempt: number, otherwise: string) {
  const { plan, ejected, config } = state;
  const hash = routerOf(plan).hash(text);
  const other = config.proxies === 1 ? null : otherPlan(plan, ejected);
  return {
    hash: decimal(hash),
    turn: hash.hi / 2 ** 32,
    host: hostOf(plan, text, attempt) ?? otherwise,
    other: other === null ? null : (hostOf(other, text, 0) ?? '∅'),
  };
}

function hostOf(plan: Plan, text: string, attempt: number): string | null {
  const router = routerOf(plan);
  return plan.hosts[router.placeOf(router.hash(text), attempt) ?? -1]?.id ?? null;
}

function lookUp(state: HashRingState, text: string, world: HashRingWorld): LookedUpKey {
  const place = placed(state, text, 0, '∅');
  world.trace({ kind: 'lookedUp', actor: text, data: { hash: place.hash, host: place.host } });
  const found = state.keys.find((each) => each.key === text);
  if (found !== undefined) return found;
  const added = { key: text, ...place, attempt: 0, isConnected: false, sentTo: null };
  state.keys.push(added);
  if (state.keys.length > KEYS_MAX) state.keys.shift();
  return added;
}

function addKeys(state: HashRingState, count: number, world: HashRingWorld): IgnoredReason | null {
  const known = new Set(state.keys.map(({ key }) => key));
  const wanted = Math.min(count, KEYS_MAX - known.size);
  if (wanted === 0) return 'no-more-keys';
  world.trace({ kind: 'keysAdded', actor: 'proxy', data: { count: wanted } });
  for (let index = 0, added = 0; added < wanted; index += 1) {
    if (known.has(sampleKey(index))) continue;
    lookUp(state, sampleKey(index), world);
    added += 1;
  }
  return null;
}

function retry(state: HashRingState, text: string, world: HashRingWorld): IgnoredReason | null {
  const found = state.keys.find((each) => each.key === text);
  if (found === undefined) return 'unknown-key';
  const host = hostOf(state.plan, text, found.attempt + 1);
  if (host === null) return 'no-retry';
  found.attempt += 1;
  found.host = host;
  world.trace({ kind: 'retried', actor: text, data: { attempt: found.attempt, host } });
  return null;
}

function publish(state: HashRingState, text: string, world: HashRingWorld): void {
  const waiting = lookUp(state, text, world);
  waiting.isConnected = true;
  const pod = podOfJob(state, text);
  const isPassedOn = state.fanOut && pod !== null;
  waiting.sentTo = isPassedOn ? waiting.host : (pod ?? '∅');
  if (isPassedOn) world.trace({ kind: 'fannedOut', actor: text, data: { pod, pods: state.plan.hosts.length } });
  if (waiting.sentTo === waiting.host) world.trace({ kind: 'delivered', actor: text, data: { pod: waiting.host } });
  else world.trace({ kind: 'missed', actor: text, data: { pod: waiting.sentTo, waitsAt: waiting.host } });
}

function changeShards(
  state: HashRingState,
  type: 'addFanOut' | 'rebalance' | 'bestOrder',
  world: HashRingWorld,
): IgnoredReason | null {
  const { sampleKeys: of, shards } = state.config;
  chargeWork(10 * of);
  if (type === 'addFanOut') {
    if (state.fanOut) return 'same';
    state.fanOut = true;
    state.matches = matchesOf(state);
    world.trace({ kind: 'fanOut', actor: 'worker', data: { matches: state.matches, of } });
  } else if (type === 'rebalance') {
    if (state.shardHolders === 'rebalanced') return 'same';
    state.shardHolders = 'rebalanced';
    state.matches = matchesOf(state);
    world.trace({ kind: 'rebalanced', actor: 'worker', data: { matches: state.matches, of } });
  } else {
    if (shards > ORDERED_SHARDS_MAX) return 'too-many-shards';
    const { order, tried } = bestOrder(state);
    state.shardHolders = 'by-index';
    state.order = order;
    state.matches = matchesOf(state);
    world.trace({ kind: 'ordered', actor: 'worker', data: { tried, matches: state.matches, of } });
  }
  for (const each of state.keys) each.sentTo = null;
  return null;
}

function eject(
  state: HashRingState,
  { type, host }: Extract<HashRingCommand, { readonly type: 'eject' | 'readmit' }>,
  world: HashRingWorld,
): IgnoredReason | null {
  const { ejected, plan, config } = state;
  if (config.proxies === 1) return 'one-proxy';
  if (ejected.includes(host) === (type === 'eject')) return 'same';
  if (type === 'eject' && plan.hosts.length - ejected.length <= 1) return 'last-host';
  state.ejected = type === 'eject' ? [...ejected, host] : ejected.filter((each) => each !== host);
  measure(state);
  for (const each of state.keys) each.other = hostOf(otherPlan(plan, state.ejected), each.key, 0) ?? '∅';
  const data = { host, ...(state.difference ?? { differ: 0, stray: 0, of: config.sampleKeys }) };
  if (type === 'eject') world.trace({ kind: 'ejected', actor: 'proxy-2', data });
  else world.trace({ kind: 'readmitted', actor: 'proxy-2', data });
  return null;
}
