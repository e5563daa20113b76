import type { KeyEvent, Scenario } from '../core/scenario';
import type { AsyncioConfig } from './model';
import { recordedPrograms } from './programs';

const wrote = (id: string, text: string): KeyEvent => ({ id, kind: 'writes', data: { text: `${text}\n` } });

const scenario = (
  id: keyof typeof recordedPrograms,
  ...keyEvents: readonly KeyEvent[]
): Scenario<AsyncioConfig, never> => ({
  id,
  config: recordedPrograms[id],
  seed: 1,
  commands: [],
  endTick: 0,
  keyEvents,
});

/** The case first. */
export const asyncioScenarios = [
  scenario(
    'one-worker-stack',
    wrote('first', 'image-1: first event after 0 s'),
    wrote('second', 'image-2: first event after 8 s'),
  ),
  scenario('blocking-handler', wrote('late', 'health check 1: late by 1.5 s')),
  scenario('tied-timers', wrote('second', 'c')),
  scenario('bounded-pipeline', { id: 'full', kind: 'suspends', actor: 'load' }),
  scenario('client-leaves', wrote('left', 'the client has left'), wrote('closed', 'connections: 0')),
  scenario('lost-task', { id: 'destroyed', kind: 'writes', data: { isError: true } }),
  scenario('retry-with-backoff', wrote('again', '429: again in 1 s')),
  scenario('three-models', { id: 'cancelled', kind: 'finishes', actor: 'model-c', data: { outcome: 'cancelled' } }),
  scenario('gather-goes-on', wrote('goesOn', "still running: ['model-c']")),
  scenario('semaphore', { id: 'waits', kind: 'suspends', actor: 'request-2' }),
  scenario('two-locks', wrote('deadlock', 'done: 0 waiting for each other: 2')),
  scenario('generator-left', wrote('left', 'the loop is left'), wrote('closed', 'the subscription is closed')),
];
