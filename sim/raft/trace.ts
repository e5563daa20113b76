import type { TraceOf, World } from '../core/simulation';
import type { RaftCommand } from './command';
import type { ServerId } from './config';
import type { RaftEvent, Role, Rpc } from './state';

type ProcessOptions = Omit<Extract<RaftCommand, { type: 'process' }>, 'type' | 'server'>;
type LinkOptions = Omit<Extract<RaftCommand, { type: 'link' }>, 'type'>;
type Vote = { readonly term: number; readonly granted: boolean; readonly reason?: string };
type Included = { readonly lastIncludedIndex: number; readonly lastIncludedTerm: number };

/** What the steps of a cluster write, by kind, with what each carries. */
export type RaftTrace = TraceOf<{
  send: Rpc;
  receive: Rpc;
  duplicate: Rpc & { readonly of: number };
  drop: { readonly reason: string; readonly type: Rpc['type'] };
  timeout: { readonly term: number };
  term: { readonly from: number; readonly to: number };
  role: { readonly from: Role; readonly to: Role; readonly term: number };
  vote: Vote;
  preVote: Vote;
  clientRequest: { readonly term: number; readonly value: string };
  redirect: { readonly value: string; readonly leaderId: ServerId | null };
  commit: { readonly from: number; readonly to: number };
  apply: { readonly index: number; readonly term: number; readonly value: string };
  truncate: { readonly from: number; readonly values: readonly string[] };
  snapshot: Included;
  installSnapshot: Included & { readonly keepsRest: boolean };
  reconfigure: { readonly servers: readonly ServerId[]; readonly phase: 'catching-up' | 'C_old,new' | 'C_new' };
  transfer: null;
  transferGivenUp: null;
  crash: null;
  restart: { readonly disk: boolean };
  pause: null;
  resume: { readonly waiting: number };
  process: ProcessOptions;
  partition: { readonly groups: readonly (readonly ServerId[])[] };
  heal: null;
  link: LinkOptions;
  ignored: { readonly command: RaftCommand['type']; readonly reason: string };
}>;

export type RaftWorld = World<RaftEvent, RaftTrace>;
