import type { RuleValues, Tick } from '../core/simulation';
import type { ConsumerId, KafkaGroupConfig } from './config';

/** One time that a consumer worked a record to its end. */
export type Processing = {
  readonly consumer: ConsumerId;
  /** The member it was, and the generation it was in when it began; -1 when it was in none any more. */
  readonly memberId: string;
  readonly generation: number;
  readonly startTick: Tick;
  readonly endTick: Tick;
};

export type LogRecord = {
  readonly key: string;
  /** The record's number in the whole topic, from 1. */
  readonly number: number;
  readonly producer: string;
  readonly producedTick: Tick;
  /** In the order of their ends. More than one: the record was a duplicate for whoever came later. */
  readonly processings: Processing[];
};

/** Where a record is. */
export type Position = { readonly partition: number; readonly offset: number };

/** Offsets by partition: the next one to read, or to be read after a restart. JSON object keys, hence strings. */
export type Offsets = Record<string, number>;

/** The group's states by the broker's names (org.apache.kafka.coordinator.group.classic.ClassicGroupState). */
export type GroupPhase = 'Empty' | 'PreparingRebalance' | 'CompletingRebalance' | 'Stable';

/** What a joining member says of what it holds (the subscription's ownedPartitions or, sticky, what it held last). */
export type Ownership = { readonly partitions: readonly number[]; readonly generation: number };

export type GroupMember = {
  readonly memberId: string;
  readonly consumer: ConsumerId;
  /** The process to answer: another one of the same consumer does not get the reply. */
  readonly incarnation: number;
  owned: Ownership;
  /** It has asked to join the generation to come, or to hear its assignment, and is waiting. */
  isAwaitingJoin: boolean;
  isAwaitingSync: boolean;
  assigned: readonly number[];
  sessionTimerId: number | null;
};

/** The broker's side of the group. */
export type Group = {
  phase: GroupPhase;
  generation: number;
  leaderId: string | null;
  /** In the order in which they came. */
  members: GroupMember[];
  /** Ends the wait for members to join. */
  joinTimerId: number | null;
  /** Only while a group that was empty waits for its first members: what is left to wait, and whether one came lately. */
  initialDelay: { remainingTicks: Tick; hasNewMember: boolean } | null;
  committed: Offsets;
};

export type Request =
  | { readonly type: 'JoinGroup'; readonly memberId: string; readonly owned: Ownership }
  | {
      readonly type: 'SyncGroup';
      readonly memberId: string;
      readonly generation: number;
      /** By member id, from the leader alone. */
      readonly assignment: Readonly<Record<string, readonly number[]>> | null;
    }
  | { readonly type: 'Heartbeat'; readonly memberId: string; readonly generation: number }
  | { readonly type: 'LeaveGroup'; readonly memberId: string }
  | { readonly type: 'OffsetCommit'; readonly memberId: string; readonly generation: number; readonly offsets: Offsets }
  | { readonly type: 'OffsetFetch'; readonly partitions: readonly number[] }
  | { readonly type: 'Fetch'; readonly fetchId: number; readonly positions: Offsets; readonly recordsMax: number };

/** The broker's errors that a group member meets, by their names in the protocol. */
export type GroupError = 'REBALANCE_IN_PROGRESS' | 'ILLEGAL_GENERATION' | 'UNKNOWN_MEMBER_ID';

export type Reply =
  | {
      readonly type: 'JoinGroup';
      readonly memberId: string;
      readonly generation: number;
      /** Everybody's ownership, for the leader alone. */
      readonly members: Readonly<Record<string, Ownership>> | null;
    }
  | {
      readonly type: 'SyncGroup';
      readonly memberId: string;
      readonly generation: number;
      readonly error: GroupError | null;
      readonly partitions: readonly number[];
    }
  | {
      readonly type: 'Heartbeat';
      readonly memberId: string;
      readonly generation: number;
      readonly error: GroupError | null;
    }
  | {
      readonly type: 'OffsetCommit';
      readonly memberId: string;
      readonly generation: number;
      readonly offsets: Offsets;
      readonly error: GroupError | null;
    }
  | { readonly type: 'OffsetFetch'; readonly offsets: Offsets }
  | { readonly type: 'Fetch'; readonly fetchId: number; readonly records: readonly Position[] };

/** A fetch for which the broker has nothing yet. */
export type WaitingFetch = {
  readonly consumer: ConsumerId;
  readonly incarnation: number;
  readonly fetchId: number;
  readonly positions: Offsets;
  readonly recordsMax: number;
  readonly timerId: number;
};

/** What a consumer is in, seen from itself. */
export type Membership = 'unjoined' | 'joining' | 'syncing' | 'stable';

/** What a running consumer has in memory. */
export type ConsumerMemory = {
  memberId: string;
  membership: Membership;
  /** -1: in none, or thrown out of it. */
  generation: number;
  needsRejoin: boolean;
  /** Thrown out: what it holds belongs to others, which the application learns in the next poll. */
  isFenced: boolean;
  /** Its partitions, by number, and for each whose committed offset is known the offset to read next. */
  owned: number[];
  positions: Offsets;
  /** The last offset worked of each partition since it got it. */
  lastWorked: Offsets;
  /** What it was last assigned, for the sticky assignor. */
  lastAssigned: Ownership;
  /** What the application thread does: it waits in poll, works on a record, or waits for a commit. */
  activity: 'polling' | 'processing' | 'committing';
  /** What the last poll returned and is not worked yet; the first is being worked. */
  batch: Position[];
  workStartTick: Tick | null;
  fetchId: number | null;
  /** Replies that only poll looks at. */
  unreadReplies: Reply[];
  /** A rebalance got in the way of a commit, which is to be made up for. */
  owesCommit: boolean;
  isClosing: boolean;
  nextAutoCommitTick: Tick;
  heartbeatTimerId: number | null;
  pollTimerId: number | null;
};

export type Consumer = {
  readonly id: ConsumerId;
  /** Counts the processes: what was meant for an earlier one is not for this one. */
  incarnation: number;
  /** Member ids given out so far. */
  memberships: number;
  serviceMs: number | null;
  /** Null: not running. */
  memory: ConsumerMemory | null;
  /** Null: not paused; else what waits until it goes on. */
  inbox: ConsumerEvent[] | null;
};

export type RunningConsumer = Consumer & { memory: ConsumerMemory };

export type Producer = { readonly id: string };

type At = { readonly consumer: ConsumerId; readonly incarnation: number };

/** What happens at a consumer. */
export type ConsumerEvent =
  | (At & { readonly type: 'reply'; readonly message: number; readonly sentTick: Tick; readonly reply: Reply })
  | (At & { readonly type: 'heartbeat' })
  /** max.poll.interval.ms has passed since the last poll. */
  | (At & { readonly type: 'pollTimeout' })
  | (At & { readonly type: 'worked' });

export type KafkaGroupEvent =
  | ConsumerEvent
  | (At & { readonly type: 'request'; readonly message: number; readonly sentTick: Tick; readonly request: Request })
  | { readonly type: 'produce'; readonly producer: number }
  | {
      readonly type: 'fetchTimeout';
      readonly consumer: ConsumerId;
      readonly incarnation: number;
      readonly fetchId: number;
    }
  | { readonly type: 'sessionTimeout'; readonly memberId: string }
  | { readonly type: 'joinTimeout' };

export type KafkaGroupState = {
  readonly config: KafkaGroupConfig;
  /** The topic's partitions: each a log, whose indexes are the offsets. */
  readonly partitions: LogRecord[][];
  recordCount: number;
  readonly producers: Producer[];
  readonly group: Group;
  readonly consumers: Consumer[];
  waitingFetches: WaitingFetch[];
  nextMessageId: number;
  nextFetchId: number;
  readonly observations: Observations;
};

/** What was seen to break a promise first, in words; null while nothing has. */
export type Observations = { outOfOrder: RuleValues | null; committedUnworked: RuleValues | null };

export function isRunning(consumer: Consumer): consumer is RunningConsumer {
  return consumer.memory !== null;
}

export function findConsumer(state: KafkaGroupState, id: ConsumerId): Consumer | null {
  return state.consumers.find((consumer) => consumer.id === id) ?? null;
}

export function findMember(group: Group, memberId: string): GroupMember | null {
  return group.members.find((member) => member.memberId === memberId) ?? null;
}

export function logEnd(state: KafkaGroupState, partition: number): number {
  return state.partitions[partition]?.length ?? 0;
}
