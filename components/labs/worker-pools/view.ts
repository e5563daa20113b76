import { Cable, Coins, Inbox, Layers, PhoneOff, Play, Rocket, Send, Server, Skull, Unplug } from 'lucide-react';
import { lanes } from '@/components/lab-shell/stage/lanes/lanes-stage';
import { defineView, type ItemParts } from '@/components/lab-shell/view/define-view';
import type { Words } from '@/components/lab-shell/view/words';
import { workerPools } from '@/sim/worker-pools/model';
import { workerPoolsScenarios } from '@/sim/worker-pools/scenarios';
import { prefetchOf, slotId, type WorkerPoolsState } from '@/sim/worker-pools/state';
import { FiguresPanel } from './figures-panel';
import {
  changesOf,
  processStatus,
  processText,
  QUEUE,
  requestStatus,
  rowsOf,
  shownRequests,
  shownSlots,
  slotStatus,
  workerStatus,
  workerText,
} from './lanes';
import { LatencyPanel } from './latency-panel';
import { Pipeline, type WorkerPoolsTypes } from './pipeline';

function itemsOf(state: WorkerPoolsState, say: Words): readonly ItemParts[] {
  if (isWeb(state)) {
    const processes = state.processes.map(
      (process): ItemParts => ({
        id: process.id,
        kind: 'process',
        status: processStatus(process),
        icon: Server,
        facts: processText(process, say),
      }),
    );
    const requests = shownRequests(state).map(
      ({ id, stage, route }): ItemParts => ({
        id,
        kind: 'request',
        status: requestStatus[stage],
        role: say(`routes.${route}`),
        facts: say(`stages.${stage}`),
      }),
    );
    return [...processes, ...requests];
  }
  const facts = say('queue.ready', { count: state.readyCount });
  const queue: ItemParts = {
    id: QUEUE,
    name: say('items.queue'),
    kind: 'queue',
    status: 'neutral',
    icon: Inbox,
    facts,
  };
  return [queue, ...state.workers.flatMap((worker) => workerItems(worker, say))];
}

function workerItems(worker: WorkerPoolsState['workers'][number], say: Words): readonly ItemParts[] {
  const kind = worker.settings.pool === 'prefork' ? 'child' : 'slot';
  const slots = shownSlots(worker).map((index): ItemParts => {
    const task = worker.slots[index]?.task ?? null;
    return {
      id: slotId(worker.id, index),
      kind,
      status: slotStatus(worker, index),
      role: say(`slots.${worker.settings.pool}`),
      facts: task === null ? say('slots.idle') : task.message.name,
    };
  });
  const text = workerText(worker, say);
  return [{ id: worker.id, kind: 'worker', status: workerStatus(worker), icon: Layers, facts: text }, ...slots];
}

function partOf(state: WorkerPoolsState, id: string): Readonly<Record<string, unknown>> | null {
  if (id === QUEUE) return { ready: state.readyCount, unacked: Object.keys(state.unacked).length, ...countsOf(state) };
  const worker = state.workers.find((each) => each.id === id);
  if (worker !== undefined) {
    const { settings, unacked, reserved, hub, eta, status } = worker;
    return {
      status,
      pool: `${settings.pool} ${settings.c}`,
      worker_prefetch_multiplier: settings.mult,
      prefetch_count: prefetchOf(worker),
      task_acks_late: settings.late,
      task_reject_on_worker_lost: settings.reject,
      unacked,
      reserved: reserved.length + (hub?.inbox.length ?? 0) + (hub?.blocked == null ? 0 : 1),
      eta: eta.length,
      ...(hub === null ? {} : { _pending_operations: hub.pendingAcks.length }),
    };
  }
  for (const { id: owner, slots } of state.workers) {
    const index = slots.findIndex((_, at) => slotId(owner, at) === id);
    if (index < 0) continue;
    const task = slots[index]?.task;
    return task == null
      ? { task: null }
      : {
          task: task.message.name,
          does: task.message.does,
          ms: task.message.ms,
          since: task.startedTick,
          starts: task.message.starts,
        };
  }
  const process = state.processes.find((each) => each.id === id);
  if (process !== undefined) {
    const { limiter, connections, blockedBy, isUp } = process;
    return {
      up: isUp,
      'blocked by': blockedBy,
      total_tokens: limiter.tokens,
      borrowed_tokens: limiter.borrowers.length,
      tasks_waiting: limiter.queue.length,
      anyio: limiter.anyio,
      connections: `${connections.used} / ${state.config.dbPool}`,
      'waiting for one': connections.waiting.length,
    };
  }
  const request = state.requests[id];
  if (request === undefined) return null;
  const { route, ms, stage, step, process: own, hasConnection, hasClient, sentTick } = request;
  return { route, ms, stage, step, process: own, sent: sentTick, connection: hasConnection, client: hasClient };
}

function countsOf({ stats: { latenciesMs: _, failed: __, ...counts } }: WorkerPoolsState) {
  return counts;
}

const isWeb = ({ config }: WorkerPoolsState) => config.stack === 'fastapi';
const isCelery = (state: WorkerPoolsState) => !isWeb(state);
const isDown = (state: WorkerPoolsState, id: string) => state.workers.find((each) => each.id === id)?.status === 'down';

const CELERY_LOOKS = ['up', 'stopping', 'sleeps', 'computes', 'waits'] as const;
const WEB_LOOKS = ['blocked', 'token', 'thread', 'connection'] as const;

const lab = {
  simulation: workerPools,
  scenarios: workerPoolsScenarios,
  whole: () => import('@/sim/worker-pools/lab').then((module) => module.workerPoolsLab),
};

/** The lab as the shell opens it. */
export const view = defineView<WorkerPoolsTypes>(lab, {
  ticksPerRealSecond: 2_000,
  secondsDecimals: 2,
  timeSpanTicks: 10_000,
  stage: lanes<WorkerPoolsTypes>({
    rows: rowsOf,
    changes: changesOf,
    looks: {
      up: { status: 'neutral', fill: 'thin' },
      stopping: { status: 'pending', fill: 'thin' },
      sleeps: { status: 'active', fill: 'solid' },
      computes: { status: 'failure', fill: 'hatched' },
      waits: { status: 'pending', fill: 'hatched' },
      blocked: { status: 'failure', fill: 'solid' },
      token: { status: 'pending', fill: 'hollow' },
      thread: { status: 'success', fill: 'solid' },
      connection: { status: 'failure', fill: 'hollow' },
    },
    legend: (state) => (isWeb(state) ? WEB_LOOKS : CELERY_LOOKS),
    spanTicks: 30_000,
    Below: Pipeline,
  }),
  items: itemsOf,
  part: partOf,
  actions: {
    publish: { on: 'lab', icon: Send, fields: { count: 10, does: 'sleep', ms: 5_000, etaMs: 0 }, when: isCelery },
    deploy: {
      on: 'lab',
      icon: Rocket,
      fields: { pool: 'prefork', c: 2, mult: 1, late: true, reject: true },
      when: isCelery,
    },
    killChild: { on: 'child', icon: Skull, key: 'x' },
    killWorker: { on: 'worker', icon: Skull, key: 'x', when: (state, id) => !isDown(state, id) },
    startWorker: { on: 'worker', icon: Play, key: 's', when: isDown },
    dropConnection: { on: 'worker', icon: Unplug, key: 'd' },
    request: { on: 'lab', icon: Cable, fields: { count: 10, route: 'def', ms: 2_000 }, when: isWeb },
    setTokens: { on: 'lab', icon: Coins, fields: { tokens: 80 }, when: isWeb },
    killProcess: { on: 'process', icon: Skull, key: 'x' },
    disconnect: { on: 'request', icon: PhoneOff, key: 'd' },
  },
  marks: {
    lost: 'failure',
    deadlock: 'failure',
    childKilled: 'failure',
    workerKilled: 'failure',
    processKilled: 'failure',
    connectionLost: 'failure',
    connectionTimeout: 'failure',
    failed: 'failure',
    resultTimeout: 'failure',
    redelivered: 'pending',
    visible: 'pending',
    blocks: 'pending',
    workerStarted: 'success',
    published: 'active',
    sent: 'active',
  },
  tones: {
    start: 'active',
    end: 'ok',
    acked: 'ok',
    answered: 'ok',
    held: 'pending',
    tokenWait: 'pending',
    thread: 'active',
  },
  order: [
    'ignored',
    'deadlock',
    'lost',
    'childKilled',
    'workerKilled',
    'processKilled',
    'connectionLost',
    'connectionTimeout',
    'failed',
    'resultTimeout',
    'visible',
    'workerLost',
    'rejected',
    'redelivered',
    'blocks',
    'unblocked',
    'tokenWait',
    'connectionWait',
    'end',
    'start',
    'answered',
    'thread',
    'published',
    'sent',
    'delivered',
  ],
  asides: ['acked', 'delivered'],
  about: (entry) => {
    if ('data' in entry && entry.data !== undefined && 'task' in entry.data) return [entry.data.task];
    return /^r\d/.test(entry.actor) ? [entry.actor] : [];
  },
  ends: ['end', 'lost', 'resultTimeout', 'answered', 'failed'],
  lasting: ['start', 'thread'],
  traceTexts: {
    start: ({ actor, data: { task, again } }, say) => say(again ? 'trace.startAgain' : 'trace.start', { actor, task }),
    connectionLost: ({ actor, data }, say) => say(`trace.connectionLost.${data.reason}`, { actor }),
    sent: ({ data: { route, count } }, say) => say('trace.sent', { count, route: say(`routes.${route}`) }),
    accepted: ({ actor, peer = '', data }, say) =>
      say('trace.accepted', { actor, peer, route: say(`routes.${data.route}`) }),
    blocks: ({ actor, peer = '', data }, say) => say('trace.blocks', { actor, peer, seconds: data.ms / 1_000 }),
    held: ({ actor, data }, say) => say('trace.held', { actor, task: data.task, seconds: data.ms / 1_000 }),
    end: ({ actor, data }, say) => say('trace.end', { actor, task: data.task, seconds: data.ms / 1_000 }),
    answered: ({ actor, data }, say) => say('trace.answered', { actor, seconds: data.ms / 1_000 }),
    failed: ({ actor, data }, say) => say('trace.failed', { actor, seconds: data.ms / 1_000 }),
    thread: ({ actor, data }, say) => say('trace.thread', { actor, seconds: data.waitedMs / 1_000 }),
  },
  settings: {
    shown: ['stack'],
    worker: ['pool', 'c', 'mult', 'late', 'reject', 'workers'],
    broker: ['broker', 'queue', 'visibilityTimeoutS', 'ackTimeoutS', 'heartbeatS', 'graceS', 'getTimeoutS'],
    web: ['processes', 'tokens', 'anyio', 'dbPool', 'dbTimeoutS', 'restartsDead'],
  },
  panels: { figures: { group: 'see', Part: FiguresPanel }, latency: { group: 'see', Part: LatencyPanel } },
  explore: {
    switches: {
      prefetchWindow: 'RabbitMQ, "Consumer Prefetch"',
      rejectOnLost: { source: 'celery/worker/request.py, on_failure', off: { late: true, reject: true } },
      fair: 'celery/concurrency/asynpool.py, schedule_writes',
      ackOnAccept: 'celery/worker/request.py, on_accepted',
      limiter: { source: 'anyio, CapacityLimiter', off: { stack: 'fastapi', tokens: 5 } },
    },
    createWorker: () => new Worker(new URL('./explore-worker.ts', import.meta.url), { type: 'module' }),
  },
});
