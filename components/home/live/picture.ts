import type { Moment } from '@/sim/core/engine';
import type { RaftEvent, RaftState, Rpc } from '@/sim/raft/state';

/** What the picture of a cluster shows of one server. */
export interface DrawnServer {
  readonly id: string;
  readonly role: 'leader' | 'candidate' | 'follower' | 'crashed';
  readonly term: number;
  /** From when to when its election timer runs; null where none does. */
  readonly timer: Interval | null;
  /** The last entries of its log, whether it knows each to be committed. */
  readonly log: readonly { readonly index: number; readonly isCommitted: boolean }[];
}

export interface Interval {
  readonly startedTick: number;
  readonly dueTick: number;
}

/** A message between two servers, by their places in the list. */
export interface DrawnMessage extends Interval {
  readonly id: number;
  readonly from: number;
  readonly to: number;
  readonly kind: 'entries' | 'vote' | 'reply';
}

/** A cluster at one moment, as much of it as is drawn. Plain data: the first one comes with the page. */
export interface ClusterPicture {
  readonly tick: number;
  readonly servers: readonly DrawnServer[];
  readonly messages: readonly DrawnMessage[];
}

const LOG_SHOWN = 5;

export function pictureOf({ state, tick, queue }: Moment<RaftState, RaftEvent>): ClusterPicture {
  const place = (id: string) => state.servers.findIndex((server) => server.id === id);
  return {
    tick,
    servers: state.servers.map(({ id, persistent, volatile }) => {
      const timer = volatile?.electionTimer ?? null;
      return {
        id,
        role: volatile?.role ?? 'crashed',
        term: persistent.currentTerm,
        timer: timer && { startedTick: timer.startedTick, dueTick: timer.dueTick },
        log: persistent.log
          .map((_, at) => ({ index: at + 1, isCommitted: at < (volatile?.commitIndex ?? 0) }))
          .slice(-LOG_SHOWN),
      };
    }),
    messages: queue.flatMap(({ dueTick, event }) => {
      if (event.type !== 'deliver' && event.type !== 'lose') return [];
      const { id, from, to, sentTick, rpc } = event.message;
      return [{ id, from: place(from), to: place(to), startedTick: sentTick, dueTick, kind: kindOf(rpc) }];
    }),
  };
}

function kindOf({ type }: Rpc): DrawnMessage['kind'] {
  if (type === 'AppendEntries') return 'entries';
  return type === 'RequestVote' ? 'vote' : 'reply';
}
