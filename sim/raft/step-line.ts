import type { StepRecord } from '../core/engine';
import type { Json, TraceEntry } from '../core/simulation';
import type { RaftCommand } from './command';
import { SERVER_IDS, type ServerId } from './config';
import { findServer, type Message, type RaftEvent, type RaftState, type Server } from './state';

/**
 * One step as a line: `tick` (microseconds), `server`, `cause`, `message` when one was delivered, the messages `sent` with
 * Figure 2's field names, and the server's `state` after the step. A crashed server shows what its disk holds; a candidate that
 * is still in PreVote is a candidate. A command for whoever leads is a step of that leader. The start, what happens to the
 * network, a message's loss on the way, and a request that found no leader are steps of no server and give null.
 */
export function raftStepLine(record: StepRecord<RaftCommand, RaftEvent>, state: RaftState): Json {
  const origin = originOf(record);
  const server = origin === null ? null : findServer(state, origin.server);
  if (origin === null || server === null) return null;
  return {
    tick: record.tick,
    server: server.id,
    cause: origin.cause,
    ...(origin.message === null ? {} : { message: flatMessage(origin.message) }),
    sent: record.trace.filter((entry) => entry.kind === 'send').map(sentMessage),
    state: serverState(server),
  };
}

interface Origin {
  readonly server: ServerId;
  readonly cause: 'deliver' | 'timer' | 'command';
  readonly message: Message | null;
}

function originOf({ cause, trace }: StepRecord<RaftCommand, RaftEvent>): Origin | null {
  if (cause.type === 'start') return null;
  if (cause.type === 'command') {
    const actor = SERVER_IDS.find((id) => id === trace[0]?.actor);
    return actor === undefined ? null : { server: actor, cause: 'command', message: null };
  }
  const { event } = cause;
  if (event.type === 'lose') return null;
  if (event.type === 'deliver') return { server: event.message.to, cause: 'deliver', message: event.message };
  return { server: event.server, cause: 'timer', message: null };
}

function flatMessage({ id, from, to, rpc }: Message): Json {
  return { id, from, to, ...rpc };
}

function sentMessage({ message, actor, peer, data }: TraceEntry): Json {
  return { id: message ?? null, from: actor, to: peer ?? null, ...data };
}

function serverState({ persistent, volatile }: Server): Json {
  const { currentTerm, votedFor, log, snapshot } = persistent;
  return {
    currentTerm,
    votedFor,
    log: log.map(({ term, value }) => ({ term, value })),
    // Where a snapshot stands for the beginning, the log's first entry is the one after it.
    ...(snapshot === null
      ? {}
      : { snapshot: { lastIncludedIndex: snapshot.lastIncludedIndex, lastIncludedTerm: snapshot.lastIncludedTerm } }),
    commitIndex: volatile?.commitIndex ?? 0,
    lastApplied: volatile?.lastApplied ?? 0,
    role: volatile?.role ?? 'crashed',
  };
}
