import {
  Copy,
  Cpu,
  FilePlus2,
  GitFork,
  Hourglass,
  Layers,
  Pause,
  Play,
  Plus,
  Server,
  Share2,
  Skull,
  Wrench,
} from 'lucide-react';
import { lanes } from '@/components/lab-shell/stage/lanes/lanes-stage';
import { defineView, type ItemParts } from '@/components/lab-shell/view/define-view';
import type { Words } from '@/components/lab-shell/view/words';
import { lazyPart } from '@/components/ui/lazy-part';
import type { Status } from '@/components/ui/state-palette';
import { ticksFromMs } from '@/sim/concurrency-models/config';
import { MODELS, type Model } from '@/sim/concurrency-models/costs';
import { concurrencyModels } from '@/sim/concurrency-models/model';
import { concurrencyModelsScenarios } from '@/sim/concurrency-models/scenarios';
import type {
  ConcurrencyModelsState,
  ConcurrencyModelsTrace,
  JobStatus,
  ProgramLane,
  Run,
} from '@/sim/concurrency-models/state';
import { bytesText, msText, runText } from './figures';
import { Below, type ConcurrencyModelsTypes } from './program-view';

/** Jobs that have not ended, in the list. */
const LISTED_MAX = 40;

const jobStatuses: Readonly<Record<JobStatus, Status>> = {
  ready: 'pending',
  runs: 'active',
  waits: 'neutral',
  lock: 'pending',
  done: 'success',
  killed: 'failure',
};

const laneStatuses: Readonly<Record<ProgramLane['status'], Status>> = {
  ready: 'pending',
  runs: 'active',
  waits: 'neutral',
  blocks: 'failure',
  ended: 'success',
  failed: 'failure',
};

const laneId = (model: Model, core: number) => `${model}-${core}`;

function coreRows(run: Run, say: Words) {
  return run.onCore.map((at, index) => ({
    id: laneId(run.model, index + 1),
    name: `${say(`models.${run.model}`)} ${index + 1}`,
    text: index === 0 ? runText(run, say) : at === null ? say('facts.idle') : (run.jobs[at]?.id ?? ''),
    status: at === null ? ('neutral' as const) : ('active' as const),
  }));
}

function rowsOf({ runs, program }: ConcurrencyModelsState, say: Words) {
  const cores = MODELS.flatMap((model) => runs.filter((run) => run.model === model)).flatMap((run) =>
    coreRows(run, say),
  );
  const greenlets = (program?.lanes ?? []).map(({ name, status }) => ({
    id: name,
    name,
    text: say(`lanesOf.${status}`),
    status: laneStatuses[status],
  }));
  return [...cores, ...greenlets];
}

function itemsOf({ runs, program }: ConcurrencyModelsState, say: Words): readonly ItemParts[] {
  const models = runs.map(
    (run): ItemParts => ({
      id: run.model,
      kind: 'model',
      name: say(`models.${run.model}`),
      status: run.endTick === null ? 'active' : 'success',
      icon: Layers,
      facts: runText(run, say),
    }),
  );
  const jobs = runs.flatMap((run) =>
    run.jobs
      .filter(({ status }) => status !== 'done')
      .map(
        (job): ItemParts => ({
          id: `${run.model}:${job.id}`,
          kind: 'job',
          name: `${say(`models.${run.model}`)} ${job.id}`,
          status: jobStatuses[job.status],
          role: say(`jobs.${job.status}`),
        }),
      ),
  );
  const greenlets = (program?.lanes ?? []).map(
    ({ name, status }): ItemParts => ({
      id: name,
      kind: 'greenlet',
      status: laneStatuses[status],
      role: say(`lanesOf.${status}`),
    }),
  );
  return [...models, ...jobs.slice(0, LISTED_MAX), ...greenlets];
}

function partOf(state: ConcurrencyModelsState, id: string): Readonly<Record<string, unknown>> | null {
  const [model = '', jobId] = id.split(':');
  const run = state.runs.find((each) => each.model === model);
  if (run !== undefined && jobId === undefined) {
    return {
      cores: run.cores,
      processes: run.processes,
      jobs: run.jobs.length,
      switches: run.switches,
      memory: bytesText(run.bytes),
      'peak memory': bytesText(run.peakBytes),
      'updates lost': run.lost,
      'makespan (ms)': run.endTick === null ? null : msText(run.endTick - run.startTick),
    };
  }
  const job = run?.jobs.find((each) => each.id === jobId);
  if (job !== undefined) {
    return {
      operations: job.operations.map((each) => ('ms' in each ? `${each.type} ${each.ms} ms` : each.type)).join(' → '),
      'operation now': job.at + 1,
      process: job.process,
      core: job.core,
      'value read': job.readValue,
    };
  }
  const lane = state.program?.lanes.find(({ name }) => name === id);
  return lane === undefined ? null : { status: lane.status, 'program line': state.program?.line ?? null };
}

type Change = { readonly lane: string; readonly look: string | null; readonly label?: string };

/** What an entry changes in the lanes. */
function changesOfEntry(entry: ConcurrencyModelsTrace): readonly Change[] {
  const { data } = entry;
  switch (entry.kind) {
    case 'run':
      return [
        {
          lane: laneId(entry.data.model, entry.data.core),
          look: entry.data.isSwitch ? 'switched' : 'runs',
          label: entry.actor,
        },
      ];
    case 'programStarted':
      return [{ lane: 'main', look: 'runs' }];
    case 'switched':
      return [
        { lane: entry.data.from, look: entry.data.from === 'hub' ? null : 'waits' },
        { lane: entry.actor, look: 'runs' },
      ];
    case 'greenletSpawned':
      return [{ lane: entry.actor, look: 'ready' }];
    case 'greenletEnded':
      return [{ lane: entry.actor, look: null }];
    case 'blocked':
      return [{ lane: entry.actor, look: 'blocks' }];
    case 'goesOn':
      return [{ lane: entry.actor, look: 'runs' }];
    case 'hubWaits':
      return [{ lane: 'hub', look: 'polls' }];
    default:
      return data !== undefined && 'core' in data && 'model' in data && data.core !== null
        ? [{ lane: laneId(data.model, data.core), look: null }]
        : [];
  }
}

/** A greenlet that ends is left for good: it does not wait. */
function changesOf({ trace }: { readonly trace: readonly ConcurrencyModelsTrace[] }): readonly Change[] {
  return trace.flatMap(changesOfEntry);
}

const hasProgram = ({ program }: ConcurrencyModelsState) => program !== null;
const hasWorkload = ({ program, runs }: ConcurrencyModelsState) => program === null || runs.length > 0;
const starts = { process: Cpu, thread: Copy, greenlet: Play, coroutine: Hourglass } as const;

const ProgramPanel = lazyPart(() => import('./program-panel').then((module) => module.ProgramPanel), null);
const WhatIfPanel = lazyPart(() => import('./what-if-panel').then((module) => module.WhatIfPanel), null);

const WORKLOAD_LOOKS = ['runs', 'switched'] as const;
const PROGRAM_LOOKS = ['runs', 'ready', 'waits', 'blocks', 'polls'] as const;
const ALL_LOOKS = [...WORKLOAD_LOOKS, ...PROGRAM_LOOKS.slice(1)];

const lab = {
  simulation: concurrencyModels,
  scenarios: concurrencyModelsScenarios,
  whole: () => import('@/sim/concurrency-models/lab').then((module) => module.concurrencyModelsLab),
};

const start = (model: Model) =>
  ({ on: 'lab', icon: starts[model], command: 'start', fixed: { model }, when: hasWorkload }) as const;
const add = (kind: string) =>
  ({ on: 'lab', icon: Plus, command: 'addJobs', fixed: { kind }, fields: { count: 2 }, when: hasWorkload }) as const;
const load = (workload: string) =>
  ({ on: 'lab', icon: FilePlus2, command: 'load', fixed: { workload }, when: hasWorkload }) as const;

/** What happens to every job of a workload. */
const EACH_JOB: readonly string[] = ['run', 'wait', 'wake', 'done', 'preempt', 'yields'];

/** A hundred jobs go the same ways: the first two and every tenth tell the story of all. */
function isRoutine({ kind, actor }: ConcurrencyModelsTrace): boolean {
  const job = Number(/^j(\d+)$/u.exec(actor)?.[1] ?? 0);
  return EACH_JOB.includes(kind) && job > 2 && job % 10 !== 0;
}

/** The lab of the four models as the shell opens it. */
export const view = defineView(lab, {
  ticksPerRealSecond: ticksFromMs(30),
  timeSpanTicks: ticksFromMs(100),
  stage: lanes<ConcurrencyModelsTypes>({
    rows: rowsOf,
    changes: changesOf,
    looks: {
      runs: { status: 'active', fill: 'solid' },
      switched: { status: 'success', fill: 'solid' },
      ready: { status: 'pending', fill: 'hollow' },
      waits: { status: 'neutral', fill: 'thin' },
      blocks: { status: 'failure', fill: 'hatched' },
      polls: { status: 'neutral', fill: 'hollow' },
    },
    legend: ({ program, runs }) => (program === null ? WORKLOAD_LOOKS : runs.length === 0 ? PROGRAM_LOOKS : ALL_LOOKS),
    spanTicks: ticksFromMs(100),
    Below,
  }),
  items: itemsOf,
  part: partOf,
  actions: {
    startProcess: start('process'),
    startThread: start('thread'),
    startGreenlet: start('greenlet'),
    startCoroutine: start('coroutine'),
    addCore: { on: 'lab', icon: Cpu, when: hasWorkload },
    setProcesses: { on: 'lab', icon: Server, fields: { count: 6 }, when: hasWorkload },
    insertYield: { on: 'lab', icon: Pause, when: hasWorkload },
    share: { on: 'lab', icon: Share2, when: hasWorkload },
    addCpu: add('cpu'),
    addWait: add('wait'),
    addCountCpu: add('countCpu'),
    addCountWait: add('countWait'),
    loadLlm: load('llm'),
    loadResize: load('resize'),
    loadMixed: load('mixed'),
    loadCount: load('count'),
    fork: { on: 'model', icon: GitFork, key: 'f' },
    spawnCpu: { on: 'model', icon: Plus, command: 'spawn', fixed: { kind: 'cpu' } },
    spawnWait: { on: 'model', icon: Plus, command: 'spawn', fixed: { kind: 'wait' } },
    kill: {
      on: 'job',
      icon: Skull,
      key: 'x',
      values: (id) => {
        const [model, job] = id.split(':');
        return { model, job };
      },
    },
    patch: { on: 'lab', icon: Wrench, when: hasProgram },
    yieldAt: { on: 'lab', icon: Pause, fields: { line: 1 }, when: hasProgram },
  },
  marks: {
    lost: 'failure',
    stuck: 'failure',
    forever: 'failure',
    uncaught: 'failure',
    stopped: 'failure',
    blocked: 'pending',
    late: 'pending',
    finished: 'success',
    forked: 'active',
    coreAdded: 'ok',
    greenletEnded: ({ data }) => (data.error === '' ? null : 'failure'),
    printed: 'ok',
  },
  tones: {
    run: 'active',
    preempt: 'pending',
    wait: 'neutral',
    switched: 'active',
    greenletKilled: 'failure',
    killed: 'failure',
  },
  order: [
    'ignored',
    'stuck',
    'lost',
    'finished',
    'forever',
    'uncaught',
    'stopped',
    'programOver',
    'blocked',
    'late',
    'printed',
    'forked',
    'greenletKilled',
    'greenletSpawned',
    'greenletEnded',
    'patched',
    'preempt',
    'yields',
    'killed',
    'lockWait',
    'write',
    'read',
    'done',
    'wake',
    'wait',
    'run',
    'switched',
    'goesOn',
  ],
  isRoutine,
  traceTexts: {
    finished: ({ actor, data }, say) =>
      say('trace.finished', {
        actor: say(`models.${actor}`),
        ms: msText(ticksFromMs(data.makespanMs)),
        memory: bytesText(data.bytes),
      }),
    started: ({ actor, data }, say) => say('trace.started', { actor: say(`models.${actor}`), jobs: data.jobs }),
    forked: ({ actor, data }, say) => say('trace.forked', { actor: say(`models.${actor}`), child: data.child }),
    spawned: ({ actor, data }, say) => say('trace.spawned', { actor: say(`models.${actor}`), job: data.job }),
    greenletEnded: ({ actor, data }, say) =>
      say(data.error === '' ? 'trace.greenletEnded' : 'trace.greenletFailed', { actor, error: data.error }),
    jobsAdded: ({ data }, say) => say(`trace.jobsAdded.${data.jobKind}`, { count: data.count }),
    loaded: ({ data }, say) => say(`trace.loaded.${data.workload}`),
    run: ({ actor, data }, say) => say('trace.run', { actor, model: say(`models.${data.model}`), core: data.core }),
    done: ({ actor, data }, say) => say('trace.done', { actor, model: say(`models.${data.model}`) }),
    preempt: ({ actor, data }, say) => say('trace.preempt', { actor, model: say(`models.${data.model}`) }),
    wait: ({ actor, data }, say) => say('trace.wait', { actor, model: say(`models.${data.model}`), ms: data.ms }),
  },
  settings: {
    machine: ['cores', 'processes', 'gil', 'quantumMs'],
    workers: ['workers.process', 'workers.thread', 'workers.greenlet', 'workers.coroutine'],
    create: ['costs.createUs.process', 'costs.createUs.thread', 'costs.createUs.greenlet', 'costs.createUs.coroutine'],
    switch: ['costs.switchUs.process', 'costs.switchUs.thread', 'costs.switchUs.greenlet', 'costs.switchUs.coroutine'],
  },
  panels: {
    program: { group: 'act', Part: ProgramPanel },
    whatIf: { group: 'see', Part: WhatIfPanel },
  },
  explore: {
    switches: {
      switchPointsOnly: 'gevent, "Introduction", Cooperative multitasking',
      ownMemory: 'Python 3.11, multiprocessing, "Sharing state between processes"',
      oneThreadRuns: 'Python 3.11, glossary, "global interpreter lock"',
      workIsConserved: 'Operating System Concepts, "CPU Scheduling"',
    },
    createWorker: () => new Worker(new URL('./explore-worker.ts', import.meta.url), { type: 'module' }),
  },
});
