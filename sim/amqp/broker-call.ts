import { chargeWork } from '../core/work';
import { advance, applyOperation, closeConnection, handle, nextDueMs, setAlarm, setPolicy } from './broker/broker';
import type { ClientMethod } from './broker/frames';
import type { AlarmSource, Policy } from './broker/types';
import { LabEnv } from './broker-env';
import { NODE_IDS, type NodeId, ticksFromMs } from './config';
import { ADMIN, exchangeNodeId, queueNodeId } from './node-ids';
import { noFigures, noteStanding } from './observations';
import type { Place } from './options';
import { dropGroupTimers, makeGroup } from './quorum-election';
import { trim } from './quorum-replication';
import { leaderOf, type QuorumGroup } from './quorum-state';
import type { AmqpState } from './state';
import { type AmqpWorld, tell } from './trace-kinds';

/** Every way into the broker, and what has to follow each. */

/** Something a client asks reaches the broker. What was answered with an error, or null. */
export function callBroker(
  state: AmqpState,
  connection: string,
  method: ClientMethod,
  world: AmqpWorld,
): LabEnv['error'] {
  const env = new LabEnv(state, world, method);
  // Read when the alarm is over.
  if (!handle(state.broker, connection, method, env)) state.heldCalls.push({ connection, method });
  settleDown(state, env, world);
  return env.error;
}

/** An alarm is raised or cleared. Returns what is read now that was not before, oldest first. */
export function changeAlarm(
  state: AmqpState,
  alarm: AlarmSource,
  isOn: boolean,
  world: AmqpWorld,
): AmqpState['heldCalls'] {
  const env = new LabEnv(state, world, null);
  const freed = setAlarm(state.broker, alarm, isOn, env);
  const read = state.heldCalls.filter(({ connection }) => freed.includes(connection));
  state.heldCalls = state.heldCalls.filter((call) => !read.includes(call));
  settleDown(state, env, world);
  return read;
}

/** A policy is set, or cleared with null. */
export function changePolicy(state: AmqpState, name: string, policy: Policy | null, world: AmqpWorld): void {
  const env = new LabEnv(state, world, null);
  setPolicy(state.broker, name, policy, env);
  settleDown(state, env, world);
}

/** The administrator asks, and is answered at once. */
export function callAsAdmin(state: AmqpState, method: ClientMethod, world: AmqpWorld): LabEnv['error'] {
  return callBroker(state, `${ADMIN}.1`, method, world);
}

/** The broker finds a connection gone. */
export function dropConnection(state: AmqpState, connection: string, world: AmqpWorld): void {
  const env = new LabEnv(state, world, null);
  closeConnection(state.broker, connection, env);
  state.closedChannels = state.closedChannels.filter((name) => name !== connection);
  state.heldConfirms = state.heldConfirms.filter((held) => held.connection !== connection);
  state.heldCalls = state.heldCalls.filter((held) => held.connection !== connection);
  settleDown(state, env, world);
}

/** The broker does what is due. */
export function runBrokerTimer(state: AmqpState, world: AmqpWorld): void {
  state.brokerTimer = null;
  const env = new LabEnv(state, world, null);
  advance(state.broker, env);
  for (const { client, code, text } of env.closed) tell(world, 'channel-closed', client, { code, text });
  settleDown(state, env, world);
}

/** After something that went past the broker's methods: members of quorum queues, nodes. */
export function followUp(state: AmqpState, world: AmqpWorld): void {
  settleDown(state, new LabEnv(state, world, null), world);
}

function settleDown(state: AmqpState, env: LabEnv, world: AmqpWorld): void {
  chargeWork(Math.ceil(state.quorumGroups.length / 2));
  while (applyCommitted(state, env, world));
  // A queue that ends normally leaves nothing unconfirmed (rabbit_channel:handle_publishing_queue_down).
  for (const group of followTopology(state, world)) {
    for (const { id } of group.pending) confirmWithout(state, id, true, env);
  }
  for (const queue of env.touched) noteStanding(state, queue, world.tick);
  setBrokerTimer(state, world);
}

/** Brings quorum queues up to what is committed. True when there was something. */
function applyCommitted(state: AmqpState, touched: LabEnv, world: AmqpWorld): boolean {
  let applied = false;
  for (const group of state.quorumGroups) {
    const leader = leaderOf(group);
    if (leader === null || leader.commitIndex <= group.appliedIndex) continue;
    applied = true;
    while (group.appliedIndex < leader.commitIndex) {
      group.appliedIndex += 1;
      const operation = leader.log[group.appliedIndex - leader.firstIndex]?.operation ?? null;
      if (operation !== null) applyOne(state, group, operation, touched, world);
    }
    trim(leader, group.appliedIndex);
  }
  return applied;
}

function applyOne(state: AmqpState, group: QuorumGroup, id: number, touched: LabEnv, world: AmqpWorld): void {
  chargeWork(Math.ceil((group.pending.length + state.heldConfirms.length) / 8));
  const at = group.pending.findIndex((pending) => pending.id === id);
  const [pending] = at < 0 ? [] : group.pending.splice(at, 1);
  if (pending === undefined) return;
  const env = new LabEnv(state, world, null);
  const taken = applyOperation(state.broker, group.queueId, pending.operation, env);
  for (const queue of env.touched) touched.touched.add(queue);
  if (pending.operation.type === 'enqueue') confirmWithout(state, id, taken, env);
}

/** An operation is no longer waited for: the confirm that waited for it last is sent. */
function confirmWithout(state: AmqpState, id: number, taken: boolean, env: LabEnv): void {
  const index = state.heldConfirms.findIndex(({ waitsFor }) => waitsFor.includes(id));
  const held = state.heldConfirms[index];
  if (held === undefined) return;
  held.waitsFor = held.waitsFor.filter((other) => other !== id);
  held.taken &&= taken;
  if (held.waitsFor.length > 0) return;
  state.heldConfirms.splice(index, 1);
  env.sendConfirm(held);
}

function setBrokerTimer(state: AmqpState, world: AmqpWorld): void {
  const dueMs = nextDueMs(state.broker);
  if (dueMs === (state.brokerTimer?.dueMs ?? null)) return;
  if (state.brokerTimer !== null) world.cancel(state.brokerTimer.eventId);
  state.brokerTimer =
    dueMs === null
      ? null
      : { dueMs, eventId: world.schedule(Math.max(0, ticksFromMs(dueMs) - world.tick), { type: 'brokerTimer' }) };
}

/** The first node that is up: the one that the administrator and the person are connected to. */
export function firstNodeUp(state: AmqpState): NodeId | null {
  return state.nodes.find(({ isUp }) => isUp)?.id ?? null;
}

const versions = new WeakMap<AmqpState, number>();

/**
 * New queues get a home or members, figures and a place; those that are gone lose all but their place. Returns the members of
 * quorum queues that are gone.
 */
function followTopology(state: AmqpState, world: AmqpWorld): readonly QuorumGroup[] {
  const { broker } = state;
  if (versions.get(state) === broker.topologyVersion) return [];
  versions.set(state, broker.topologyVersion);
  const { figures } = state.observations;
  const present = new Map(broker.queues.map((queue) => [queue.name, queue]));
  for (const name of Object.keys(figures)) {
    if (present.get(name)?.id === figures[name]?.queueId) continue;
    delete figures[name];
    delete state.homes[name];
  }
  const kept = state.quorumGroups.filter((group) => present.get(group.queue)?.id === group.queueId);
  const gone = state.quorumGroups.filter((group) => !kept.includes(group));
  for (const group of gone) dropGroupTimers(group, world);
  state.quorumGroups = kept;
  state.observations.inQueues = broker.queues.reduce((sum, queue) => sum + queue.readyCount + queue.unackedCount, 0);
  for (const queue of broker.queues) {
    if (figures[queue.name] !== undefined) continue;
    figures[queue.name] = noFigures(queue.id);
    const home = homeOf(state, queue.exclusiveOwner);
    if (queue.type !== 'quorum') state.homes[queue.name] = home;
    else state.quorumGroups.push(makeGroup(state, queue.name, queue.id, home));
    givePlace(state, queueNodeId(queue.name));
  }
  for (const { name } of broker.exchanges) {
    if (name !== '' && !name.startsWith('amq.')) givePlace(state, exchangeNodeId(name));
  }
  return gone;
}

/** A queue is made on the node that its connection is connected to. */
function homeOf(state: AmqpState, owner: string | null): NodeId {
  const client = owner === null ? null : state.clients.find(({ connection }) => connection === owner);
  return client?.node ?? firstNodeUp(state) ?? NODE_IDS[0];
}

const columns = { publisher: 0, exchange: 280, queue: 600, consumer: 920 } as const;
const ROW = 130;

/** Puts a node in its column, below the others there, unless it has a place. */
export function givePlace(
  state: AmqpState,
  id: string,
  wanted: Place | null = null,
  kind?: keyof typeof columns,
): void {
  if (wanted !== null) state.places[id] = { ...wanted };
  if (state.places[id] !== undefined) return;
  const x = columns[kind ?? (id.startsWith('x:') ? 'exchange' : 'queue')];
  let y = 0;
  for (const place of Object.values(state.places)) {
    if (Math.abs(place.x - x) < 160 && place.y + ROW > y) y = place.y + ROW;
  }
  state.places[id] = { x, y };
}
