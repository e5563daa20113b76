import { type Edge, type Node, Position } from '@xyflow/react';
import type { LabFlow, LostMessage, MessageInFlight } from '@/components/lab-shell/lab-view';
import type { LabState } from '@/components/ui/state-palette';
import type { Snapshot, StepRecord } from '@/sim/core/engine';
import type { RaftCommand } from '@/sim/raft/command';
import {
  isRunning,
  type Message,
  majority,
  type RaftEvent,
  type RaftState,
  type Rpc,
  type Server,
} from '@/sim/raft/state';

/** Diameter of a server, in units of the flow. */
export const SERVER_SIZE = 112;

/** What a server's node shows. */
export interface ServerNodeData extends Record<string, unknown> {
  readonly name: string;
  readonly state: Extract<LabState, 'follower' | 'candidate' | 'leader' | 'crashed'>;
  readonly currentTerm: number;
  readonly votedFor: string | null;
  /** The election timer that runs; null on leaders and crashed servers. */
  readonly electionTimer: { readonly startedTick: number; readonly dueTick: number } | null;
  /** Of a candidate: votes it has, votes it needs, servers there are. */
  readonly votes: { readonly granted: number; readonly needed: number; readonly of: number } | null;
}

export type ServerNode = Node<ServerNodeData, 'server'>;

/** How Raft's messages look on their way: requests, and replies by what they say. */
export type RaftMessageKind =
  | 'requestVote'
  | 'voteGranted'
  | 'voteDenied'
  | 'appendEntries'
  | 'appendAccepted'
  | 'appendRefused';

/** Servers on a circle, s1 at the top, then clockwise; every pair joined by a line. */
export function toFlow({ state }: Snapshot<RaftState, RaftEvent>): LabFlow<ServerNode> {
  const { servers } = state;
  return {
    nodes: servers.map((server, index) => serverNode(state, server, index)),
    edges: servers.flatMap((server, index) => servers.slice(index + 1).map((other) => linkEdge(server, other))),
  };
}

function serverNode(state: RaftState, server: Server, index: number): ServerNode {
  const centre = SERVER_SIZE / 2;
  const handle = { x: centre, y: centre, width: 0, height: 0, position: Position.Top };
  return {
    id: server.id,
    type: 'server',
    position: placeOnCircle(index, state.servers.length),
    width: SERVER_SIZE,
    height: SERVER_SIZE,
    // Known beforehand, together with the handles, so that React Flow need not measure the node each time it changes.
    measured: { width: SERVER_SIZE, height: SERVER_SIZE },
    handles: [
      { ...handle, type: 'source' },
      { ...handle, type: 'target' },
    ],
    data: serverData(state, server),
  };
}

function serverData(state: RaftState, server: Server): ServerNodeData {
  const { currentTerm, votedFor } = server.persistent;
  const name = server.id;
  if (!isRunning(server)) {
    return { name, state: 'crashed', currentTerm, votedFor, electionTimer: null, votes: null };
  }
  const { role, electionTimer, votesGranted } = server.volatile;
  return {
    name,
    state: role,
    currentTerm,
    votedFor,
    electionTimer:
      electionTimer === null ? null : { startedTick: electionTimer.startedTick, dueTick: electionTimer.dueTick },
    votes:
      role === 'candidate' ? { granted: votesGranted.length, needed: majority(state), of: state.servers.length } : null,
  };
}

/** The corner of a server on the circle, which grows so that neighbours keep half a server between them. */
function placeOnCircle(index: number, count: number): { x: number; y: number } {
  const chord = SERVER_SIZE * 1.6;
  const radius = Math.max(SERVER_SIZE * 1.5, chord / (2 * Math.sin(Math.PI / count)));
  const angle = (2 * Math.PI * index) / count - Math.PI / 2;
  return { x: Math.round(radius * Math.cos(angle)), y: Math.round(radius * Math.sin(angle)) };
}

function linkEdge(from: Server, to: Server): Edge {
  return {
    id: `${from.id}-${to.id}`,
    type: 'link',
    source: from.id,
    target: to.id,
    data: { isDown: !isRunning(from) || !isRunning(to) },
  };
}

/** Messages wait in the queue as deliveries, or as losses on the way, which the simulation lets happen half-way. */
export function messagesInFlight({
  queue,
}: Snapshot<RaftState, RaftEvent>): readonly MessageInFlight<RaftMessageKind>[] {
  return queue.flatMap(({ dueTick, event }) => {
    if (event.type !== 'deliver' && event.type !== 'lose') return [];
    const { id, from, to, sentTick, rpc } = event.message;
    const reach = event.type === 'deliver' ? 1 : LOST_AT;
    return [{ id, from, to, sentTick, dueTick, reach, kind: kindOf(rpc) }];
  });
}

const LOST_AT = 0.5;

/** What this step lost: on the way, or at the door of a crashed server. */
export function messagesLost({
  cause,
  trace,
}: StepRecord<RaftCommand, RaftEvent>): readonly LostMessage<RaftMessageKind>[] {
  if (cause.type !== 'event' || !trace.some((entry) => entry.kind === 'drop')) return [];
  const { event } = cause;
  if (event.type === 'lose') return [lost(event.message, LOST_AT)];
  return event.type === 'deliver' ? [lost(event.message, 1)] : [];
}

function lost({ id, from, to, rpc }: Message, at: number): LostMessage<RaftMessageKind> {
  return { id, from, to, at, kind: kindOf(rpc) };
}

export function kindOf(rpc: Rpc): RaftMessageKind {
  switch (rpc.type) {
    case 'RequestVote':
      return 'requestVote';
    case 'RequestVoteReply':
      return rpc.voteGranted ? 'voteGranted' : 'voteDenied';
    case 'AppendEntries':
      return 'appendEntries';
    case 'AppendEntriesReply':
      return rpc.success ? 'appendAccepted' : 'appendRefused';
  }
}
