import { type ServerId, ticksFromMs } from './config';
import { send } from './network';
import { lastLogIndex, type RaftState, type RunningServer } from './state';
import type { RaftWorld } from './trace';

/** Dissertation §3.10: stops taking requests, brings the target up to date, and then has it stand for election. */
export function beginTransfer(state: RaftState, server: RunningServer, to: ServerId, world: RaftWorld): void {
  const { leader } = server.volatile;
  if (leader === null) return;
  leader.transfer = { to, startedTick: world.tick, isTold: false };
  world.trace({ kind: 'transfer', actor: server.id, peer: to });
  tellToStand(state, server, world);
}

/** Sends TimeoutNow once the target has the whole log. */
export function tellToStand(state: RaftState, server: RunningServer, world: RaftWorld): void {
  const { leader } = server.volatile;
  const transfer = leader?.transfer ?? null;
  if (leader === null || transfer === null || transfer.isTold) return;
  if ((leader.matchIndex[transfer.to] ?? 0) < lastLogIndex(server)) return;
  leader.transfer = { ...transfer, isTold: true };
  const rpc = { type: 'TimeoutNow', term: server.persistent.currentTerm, leaderId: server.id } as const;
  send(state, server, transfer.to, rpc, world);
}

/** Dissertation §3.10: when nothing came of it within an election timeout, the leader takes requests again. */
export function giveUpTransfer(state: RaftState, server: RunningServer, world: RaftWorld): void {
  const { leader } = server.volatile;
  const transfer = leader?.transfer ?? null;
  if (leader === null || transfer === null) return;
  if (world.tick - transfer.startedTick < ticksFromMs(state.config.electionTimeoutMinMs)) return;
  leader.transfer = null;
  world.trace({ kind: 'transferGivenUp', actor: server.id, peer: transfer.to });
}
