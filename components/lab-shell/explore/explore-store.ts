import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ExploreProgress, ExploreReport, ExploreRequest, FoundRun } from './explore-protocol';

/** Schedules of one search: so many that a broken rule shows, and yet a matter of seconds. */
export const EXPLORE_RUNS = 10_000;

/** What a run is looked for that breaks something: the run as it is configured, without one rule, or in a challenge's place. */
export type SearchTopic = 'run' | `rule ${string}` | `challenge ${string}`;

/** One search: its place on the page, and what the worker is asked. */
export interface SearchSubject {
  readonly topic: SearchTopic;
  readonly request: ExploreRequest;
}

export type SearchState =
  | { readonly status: 'idle' }
  | { readonly status: 'searching'; readonly subject: SearchSubject; readonly progress: ExploreProgress | null }
  | { readonly status: 'cancelled'; readonly subject: SearchSubject; readonly progress: ExploreProgress | null }
  | {
      readonly status: 'done';
      readonly subject: SearchSubject;
      readonly progress: ExploreProgress;
      readonly found: FoundRun | null;
    }
  | { readonly status: 'failed'; readonly subject: SearchSubject; readonly message: string };

export interface ExploreState {
  readonly search: SearchState;
  /** Starts a search in place of whatever ran before. */
  start(subject: SearchSubject): void;
  /** Stops the search that runs; what it has come to stays. */
  cancel(): void;
}

/** The part of a worker that is needed. */
export type SearchWorker = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

export type ExploreStore = StoreApi<ExploreState>;

/** One lab's search: at most one runs at a time, in a worker of its own, which lives no longer than the search. */
export function createExploreStore(createWorker: () => SearchWorker): ExploreStore {
  let worker: SearchWorker | null = null;
  function stop(): void {
    worker?.terminate();
    worker = null;
  }
  return createStore<ExploreState>((set, get) => ({
    search: { status: 'idle' },
    start(subject) {
      stop();
      const mine = createWorker();
      worker = mine;
      set({ search: { status: 'searching', subject, progress: null } });
      mine.addEventListener('message', ({ data }: MessageEvent<ExploreReport>) => {
        // What a terminated worker had already said may still come in.
        if (worker !== mine) return;
        if (data.type !== 'progress') stop();
        set({ search: searchAfter(subject, data) });
      });
      mine.addEventListener('error', ({ message }: ErrorEvent) => {
        if (worker !== mine) return;
        stop();
        set({ search: { status: 'failed', subject, message } });
      });
      mine.postMessage(subject.request);
    },
    cancel() {
      const { search } = get();
      if (search.status !== 'searching') return;
      stop();
      set({ search: { ...search, status: 'cancelled' } });
    },
  }));
}

function searchAfter(subject: SearchSubject, report: ExploreReport): SearchState {
  switch (report.type) {
    case 'progress':
      return { status: 'searching', subject, progress: report.progress };
    case 'done':
      return { status: 'done', subject, progress: report.progress, found: report.found };
    case 'failed':
      return { status: 'failed', subject, message: report.message };
  }
}
