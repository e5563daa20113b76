import type { ResourceLimits } from 'node:worker_threads';
import type { ReplayPool, ReplayThread } from './replay-pool';

/** The pages that were rendered when building; `scripts/built-pages.mjs` writes them down. */
interface BuiltPages {
  /** By a page's path, `sha256-…` of each of its inline scripts. */
  readonly hashes: Readonly<Record<string, readonly string[]>>;
  /** Whether a path has the form of these pages but is none of them. */
  isUnknown(path: string): boolean;
}

/** What `scripts/serve.mjs` and the app tell each other; on globalThis, because the bundler makes several copies of a module. */
export interface Serving {
  /** The process has been told to end: it takes no new work from a balancer. */
  readonly isDraining: boolean;
  /** What has to be put away at the end. */
  readonly closers: Set<() => Promise<unknown>>;
  readonly builtPages: BuiltPages;
  /** Starts a thread that runs recordings again (app/previews/replay-worker.ts). */
  startReplayThread(limits: ResourceLimits): ReplayThread;
  /** Undefined until the first recording, and until the first picture. */
  replays?: ReplayPool;
  previews?: ReplayPool;
}

/** Undefined where something else serves: in development and in tests. */
export function serving(): Serving | undefined {
  return (globalThis as { interleaveServing?: Serving }).interleaveServing;
}

/** Has `close` called when the process ends in good order, after the last request. It has a second. */
export function closeAtEnd(close: () => Promise<unknown>): void {
  serving()?.closers.add(close);
}
