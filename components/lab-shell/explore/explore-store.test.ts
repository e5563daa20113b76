import { expect, test } from 'vitest';
import type { ExploreProgress, ExploreReport } from './explore-protocol';
import { createExploreStore, type SearchSubject, type SearchWorker } from './explore-store';

const subject: SearchSubject = { topic: 'rule quorum', request: { config: {}, seed: 1, runs: 10 } };
const progress: ExploreProgress = {
  phase: 'exploring',
  runs: 3,
  steps: 900,
  elapsedMs: 12,
  foundMs: null,
  counts: {},
  violations: {},
  tried: 0,
  commands: null,
};

/** Stands in for a worker: remembers what it was asked and says what the test has it say. */
class FakeWorker implements SearchWorker {
  isTerminated = false;
  readonly asked: unknown[] = [];
  private readonly events = new EventTarget();
  addEventListener: SearchWorker['addEventListener'] = (type: string, listener: EventListenerOrEventListenerObject) =>
    this.events.addEventListener(type, listener);
  postMessage(message: unknown): void {
    this.asked.push(message);
  }
  terminate(): void {
    this.isTerminated = true;
  }
  say(data: ExploreReport): void {
    this.events.dispatchEvent(new MessageEvent('message', { data }));
  }
}

function withWorkers() {
  const workers: FakeWorker[] = [];
  const store = createExploreStore(() => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker;
  });
  return { store, workers };
}

test('a search asks its worker, shows its progress, and lets the worker go when it is done', () => {
  const { store, workers } = withWorkers();
  store.getState().start(subject);
  expect(workers[0]?.asked).toEqual([subject.request]);
  workers[0]?.say({ type: 'progress', progress });
  expect(store.getState().search).toEqual({ status: 'searching', subject, progress });
  workers[0]?.say({ type: 'done', progress, found: null });
  expect(store.getState().search).toEqual({ status: 'done', subject, progress, found: null });
  expect(workers[0]?.isTerminated).toBe(true);
});

test('a cancelled search keeps what it has come to and hears nothing more', () => {
  const { store, workers } = withWorkers();
  store.getState().start(subject);
  workers[0]?.say({ type: 'progress', progress });
  store.getState().cancel();
  workers[0]?.say({ type: 'done', progress, found: null });
  expect(store.getState().search).toEqual({ status: 'cancelled', subject, progress });
  expect(workers[0]?.isTerminated).toBe(true);
});

test('a new search takes the place of the one that runs', () => {
  const { store, workers } = withWorkers();
  store.getState().start(subject);
  store.getState().start({ ...subject, topic: 'run' });
  workers[0]?.say({ type: 'done', progress, found: null });
  expect(store.getState().search).toMatchObject({ status: 'searching', subject: { topic: 'run' } });
  expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([true, false]);
});

test('a mistake in the worker is said', () => {
  const { store, workers } = withWorkers();
  store.getState().start(subject);
  workers[0]?.say({ type: 'failed', message: 'no such lab' });
  expect(store.getState().search).toEqual({ status: 'failed', subject, message: 'no such lab' });
});
