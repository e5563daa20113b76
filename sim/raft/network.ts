import type { ServerId } from './config';
import { drawTicks } from './random-ticks';
import type { Message, RaftEvent, RaftState, Rpc, RunningServer } from './state';
import type { RaftWorld } from './trace';

/** Sends an RPC: at once, or when what the server has written is on its disk. */
export function send(state: RaftState, from: RunningServer, to: ServerId, rpc: Rpc, world: RaftWorld): void {
  const { disk } = from.volatile;
  if (disk === null || disk.doneTick <= world.tick) {
    depart(state, from.id, to, rpc, world);
    return;
  }
  const event: RaftEvent = { type: 'diskWritten', server: from.id, to, rpc };
  disk.eventIds.push(world.schedule(disk.doneTick - world.tick, event));
}

/** Puts an RPC on its way. Whether it is lost, how long it takes and whether it arrives twice is drawn here. */
export function depart(state: RaftState, from: ServerId, to: ServerId, rpc: Rpc, world: RaftWorld): void {
  const message: Message = { id: state.nextMessageId, from, to, sentTick: world.tick, rpc };
  state.nextMessageId += 1;
  world.trace({ kind: 'send', actor: from, peer: to, message: message.id, data: rpc });
  const { config, network } = state;
  const link = network.links?.[linkKey(from, to)];
  const delayMaxMs = link?.delayMaxMs ?? Math.max(config.latencyMaxMs, link?.delayMinMs ?? 0);
  const delayMinMs = Math.min(delayMaxMs, link?.delayMinMs ?? config.latencyMinMs);
  const delayTicks = drawTicks(delayMinMs, delayMaxMs, world);
  const dropPerMille = link?.dropPerMille ?? config.dropPerMille;
  const isCut = isPartitioned(state, from, to);
  if (isCut || (dropPerMille > 0 && world.random.chance(dropPerMille, 1000))) {
    const reason = isCut ? 'partitioned' : 'lost';
    world.schedule(Math.floor(delayTicks / 2), { type: 'lose', message, reason });
    return;
  }
  const keepsOrder = !(link?.reorder ?? config.reorder);
  arrive(state, message, delayTicks, keepsOrder, world);
  const duplicatePerMille = link?.duplicatePerMille ?? config.duplicatePerMille;
  if (duplicatePerMille > 0 && world.random.chance(duplicatePerMille, 1000)) {
    const copy: Message = { ...message, id: state.nextMessageId };
    state.nextMessageId += 1;
    world.trace({ kind: 'duplicate', actor: from, peer: to, message: copy.id, data: { of: message.id, ...rpc } });
    arrive(state, copy, drawTicks(delayMinMs, delayMaxMs, world), keepsOrder, world);
  }
}

function arrive(
  { network }: RaftState,
  message: Message,
  delayTicks: number,
  keepsOrder: boolean,
  world: RaftWorld,
): void {
  let dueTick = world.tick + delayTicks;
  if (keepsOrder) {
    const key = linkKey(message.from, message.to);
    dueTick = Math.max(dueTick, network.lastDueTicks[key] ?? 0);
    network.lastDueTicks[key] = dueTick;
  }
  world.schedule(dueTick - world.tick, { type: 'deliver', message });
}

/** A message that its receiver never acts on. */
export function drop(
  message: Message,
  reason: 'lost' | 'crashed' | 'partitioned' | 'inbox-full',
  world: RaftWorld,
): void {
  const { id, from, to, rpc } = message;
  world.trace({ kind: 'drop', actor: to, peer: from, message: id, data: { reason, type: rpc.type } });
}

export function linkKey(from: ServerId, to: ServerId): string {
  return `${from}>${to}`;
}

/** True when no message from the one reaches the other. */
export function isPartitioned({ network }: RaftState, from: ServerId, to: ServerId): boolean {
  const { partition } = network;
  return partition !== null && !partition.some((group) => group.includes(from) && group.includes(to));
}
