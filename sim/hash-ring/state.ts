import type { TraceOf } from '../core/simulation';
import type { Algorithm, HashRingCommand, HashRingConfig } from './config';
import type { Change, Difference, Plan } from './plan';

export interface LookedUpKey {
  readonly key: string;
  /** The hash as a decimal text, and as a share of the circle. */
  hash: string;
  turn: number;
  host: string;
  attempt: number;
  /** Where the second proxy sends it; null: there is none. */
  other: string | null;
  /** A client waits at the host. */
  isConnected: boolean;
  /** The pod that an event of this job was sent to; null: none was. */
  sentTo: string | null;
}

export interface HashRingState {
  readonly config: HashRingConfig;
  plan: Plan;
  readonly keys: LookedUpKey[];
  /** Of the sample: how many keys each host has. */
  shares: readonly number[];
  /** What the last change moved; null before the first. */
  lastChange: Change | null;
  /** Of the sample: how many jobs' events reach the pod at which their client waits. */
  matches: number;
  addedHosts: number;
  shardHolders: HashRingConfig['shardHolders'];
  fanOut: boolean;
  /** For each shard the index of its pod, where an order was chosen. */
  order: readonly number[] | null;
  /** Hosts that the second proxy has ejected. */
  ejected: readonly string[];
  /** Null: there is one proxy. */
  difference: Difference | null;
}

export type IgnoredReason =
  | 'full'
  | 'last-host'
  | 'no-weights'
  | 'same'
  | 'no-retry'
  | 'unknown-key'
  | 'one-proxy'
  | 'too-many-shards'
  | 'no-more-keys';

export type HashRingTrace = TraceOf<{
  hostAdded: { readonly host: string } & Change;
  hostRemoved: { readonly host: string } & Change;
  weighed: { readonly host: string; readonly weight: number } & Change;
  algorithm: { readonly algorithm: Algorithm } & Change;
  lookedUp: { readonly hash: string; readonly host: string };
  keysAdded: { readonly count: number };
  keyMoved: { readonly from: string; readonly to: string };
  retried: { readonly attempt: number; readonly host: string };
  connected: { readonly host: string };
  delivered: { readonly pod: string };
  /** The pod that read the event passed it on. */
  fannedOut: { readonly pod: string; readonly pods: number };
  missed: { readonly pod: string; readonly waitsAt: string };
  fanOut: { readonly matches: number; readonly of: number };
  rebalanced: { readonly matches: number; readonly of: number };
  ordered: { readonly tried: number; readonly matches: number; readonly of: number };
  ejected: { readonly host: string } & Difference;
  readmitted: { readonly host: string } & Difference;
  ignored: { readonly command: HashRingCommand['type']; readonly reason: IgnoredReason };
}>;
