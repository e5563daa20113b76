import type { TraceOf } from '../core/simulation';
import type { IoMultiplexingConfig } from './config';
import type { Kernel } from './kernel';
import type { Loop } from './loop';
import type { Worker } from './worker';

export interface IoMultiplexingState {
  readonly config: IoMultiplexingConfig;
  readonly kernel: Kernel;
  readonly loop: Loop;
  readonly worker: Worker;
}

export type IoMultiplexingEvent = { readonly type: 'timer' } | { readonly type: 'taskEnds'; readonly task: string };

export type IgnoredReason = 'taken' | 'sleeps' | 'full' | 'same' | 'gone' | 'no-listener' | 'no-descriptors';

export type IoMultiplexingTrace = TraceOf<{
  called: { readonly line: string; readonly reply: string; readonly scanned: number };
  arrived: { readonly bytes: number };
  hungUp: null;
  connected: null;
  waited: { readonly mechanism: string; readonly events: number; readonly scanned: number };
  idle: null;
  failed: { readonly errno: string };
  handled: { readonly bytes: number };
  accepted: null;
  closed: null;
  leftOpen: null;
  nothingThere: { readonly errno: string };
  woke: { readonly events: string };
  expired: null;
  swapped: { readonly mechanism: string };
  readsSet: { readonly drains: boolean };
  taskBegins: null;
  taskEnds: null;
  taskFails: { readonly error: string };
  patched: null;
  clientSet: { readonly client: string };
  ignored: { readonly command: string; readonly reason: IgnoredReason };
}>;
