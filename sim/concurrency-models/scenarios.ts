import type { Scenario } from '../core/scenario';
import {
  type ConcurrencyModelsCommand,
  type ConcurrencyModelsConfig,
  concurrencyModelsConfig,
  kindOperations,
  type Operation,
  ticksFromMs,
  workloads,
} from './config';
import { type ConcurrencyModelsScenarioId, moments } from './moments';
import { type ProgramId, programs } from './programs';
import { tapeOf } from './tape';

type ConcurrencyModelsScenario = Scenario<ConcurrencyModelsConfig, ConcurrencyModelsCommand> & {
  readonly id: ConcurrencyModelsScenarioId;
};

const cpu = (ms: number): Operation => ({ type: 'cpu', ms });
const wait = (ms: number): Operation => ({ type: 'wait', ms });
const times = (count: number, job: readonly Operation[]) => Array.from({ length: count }, () => [...job]);

/** A chain of the case: vision 12.25 s, rule 8.40 s, answer 14.13 s, reward 5.38 s, most of it waiting. A second is ten milliseconds here. */
const chain: readonly Operation[] = [
  ...[cpu(1), wait(122.5), cpu(1), wait(84)],
  ...[cpu(1), wait(141.3), cpu(1), wait(53.8)],
];

/** One at a time, so much after the last. */
type Timed = readonly [ms: number, command: ConcurrencyModelsCommand];

function scenario(
  id: ConcurrencyModelsScenarioId,
  config: object,
  endMs: number,
  commands: readonly Timed[] = [],
): ConcurrencyModelsScenario {
  return {
    id,
    ...moments[id],
    config: concurrencyModelsConfig.parse(config),
    seed: 1,
    commands: commands.map(([ms, command]) => ({ tick: ticksFromMs(ms), command })),
    endTick: ticksFromMs(endMs),
  };
}

function programScenario(id: ProgramId & ConcurrencyModelsScenarioId): ConcurrencyModelsScenario {
  const endTick = (tapeOf(programs[id]).events.at(-1)?.tick ?? 0) + ticksFromMs(5);
  return { ...scenario(id, { models: [], program: programs[id] }, 0), endTick };
}

/** Workers of the prefork pool are there before the first task. */
const PREFORKED = { createUs: { process: 0 } };

/** The lab's scenarios, in the order they are shown; the cases first. */
export const concurrencyModelsScenarios: readonly ConcurrencyModelsScenario[] = [
  // 2025-12-24: nine prefork processes, each held while its task waits; then gevent with 100.
  scenario(
    'prefork-to-gevent',
    {
      jobs: times(24, chain),
      models: ['process', 'greenlet'],
      workers: { process: 9, greenlet: 100 },
      costs: PREFORKED,
    },
    1_300,
  ),
  // 2025-12-29: 3 pods, then 6, of 100 greenlets each, all on one node with two cores. A tenth of the users.
  scenario(
    'users-on-one-node',
    { jobs: times(60, [cpu(6), wait(40), cpu(6)]), models: ['greenlet'], processes: 3 },
    900,
    [
      [450, { type: 'setProcesses', count: 6 }],
      [460, { type: 'start', model: 'greenlet' }],
    ],
  ),
  programScenario('two-loops-in-one-thread'),
  scenario('calls-to-an-llm', { jobs: workloads.llm, models: ['process', 'thread', 'greenlet', 'coroutine'] }, 1_000),
  scenario('eight-resizes', { jobs: workloads.resize }, 500),
  scenario('mixed-jobs', { jobs: workloads.mixed }, 250),
  scenario(
    'fork-with-a-held-lock',
    {
      models: ['thread'],
      jobs: [
        [{ type: 'acquire' }, wait(30), { type: 'release' }],
        [cpu(2), wait(20), cpu(2)],
      ],
    },
    60,
    [[10, { type: 'fork', model: 'thread' }]],
  ),
  scenario(
    'write-in-the-child',
    { models: ['thread'], jobs: [[wait(12), { type: 'read' }, wait(20), { type: 'read' }]] },
    50,
    [[6, { type: 'fork', model: 'thread' }]],
  ),
  scenario('lost-update-of-threads', { models: ['thread', 'greenlet'], jobs: times(3, kindOperations.countCpu) }, 40),
  scenario(
    'lost-update-of-greenlets',
    { models: ['thread', 'greenlet'], jobs: times(3, kindOperations.countWait) },
    20,
  ),
  programScenario('spawn-order'),
  programScenario('sleep-zero-and-timers'),
  programScenario('unpatched-sleep'),
  programScenario('imported-before-the-patch'),
  programScenario('thread-locals-under-gevent'),
  programScenario('loop-blocks-the-hub'),
  programScenario('kill-and-finally'),
  programScenario('parent-and-switch'),
  programScenario('pool-of-connections'),
];
