import type { TraceOf, World } from '../core/simulation';
import type { GroupError, KafkaGroupEvent, Offsets, Position, Reply, Request } from './state';

type OwnPartitions = { readonly partitions: readonly number[] };

/** What the steps of a consumer group write, by kind, with what each carries. */
export type KafkaGroupTrace = TraceOf<{
  send: Request | Reply;
  receive: Request | Reply;
  drop: { readonly reason: string };
  produced: Position & { readonly key: string; readonly number: number };
  refused: { readonly key: string; readonly reason: 'log-full' };
  start: { readonly memberId: string };
  crash: null;
  close: null;
  closed: null;
  pause: null;
  resume: null;
  slow: { readonly serviceMs: number | null };
  ignored: { readonly command: string; readonly reason: string };
  fetched: { readonly records: readonly Position[] };
  processed: Position & { readonly key: string; readonly number: number; readonly times: number };
  committed: { readonly offsets: Offsets; readonly generation: number };
  commitRefused: { readonly offsets: Offsets; readonly generation: number; readonly error: GroupError };
  commitFailed: { readonly error: string };
  pollTimeout: { readonly maxPollIntervalMs: number };
  rejoin: { readonly reason: string };
  revoked: OwnPartitions;
  lost: OwnPartitions;
  owns: OwnPartitions & { readonly generation: number; readonly added: readonly number[] };
  fenced: { readonly memberId: string; readonly generation: number };
  assigning: { readonly generation: number; readonly assignment: Readonly<Record<string, readonly number[]>> };
  preparing: { readonly generation: number; readonly reason: string; readonly memberId: string };
  removed: { readonly memberId: string; readonly reason: string };
  generation: { readonly generation: number; readonly leaderId: string | null; readonly members: readonly string[] };
  empty: { readonly generation: number };
  assigned: { readonly generation: number; readonly owners: Readonly<Record<string, readonly number[]>> };
}>;

export type KafkaWorld = World<KafkaGroupEvent, KafkaGroupTrace>;
