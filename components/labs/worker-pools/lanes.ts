import type { LaneRow } from '@/components/lab-shell/stage/lanes/lanes';
import type { LaneChange } from '@/components/lab-shell/stage/lanes/lanes-index';
import type { Words } from '@/components/lab-shell/view/words';
import type { Status } from '@/components/ui/state-palette';
import {
  prefetchOf,
  type Request,
  slotId,
  type WebProcess,
  type Worker,
  type WorkerPoolsState,
  type WorkerPoolsTrace,
} from '@/sim/worker-pools/state';

/** The queue as an item and a lane. */
export const QUEUE = 'queue';

/** Lanes of one worker, and of requests, that are drawn; the others are figures below. */
const SLOTS_SHOWN = 6;
const REQUESTS_SHOWN = 12;

export function workerText(worker: Worker, say: Words): string {
  if (worker.status === 'down') return say('workers.down');
  const prefetch = prefetchOf(worker);
  const values = { unacked: worker.unacked, prefetch };
  const held = say(prefetch === 0 ? 'workers.open' : 'workers.window', values);
  return worker.status === 'stopping' ? say('workers.stopping', values) : held;
}

export function workerStatus({ status, isConnected }: Worker): Status {
  if (status === 'down') return 'failure';
  return status === 'stopping' || !isConnected ? 'pending' : 'ok';
}

export function slotStatus(worker: Worker, index: number): Status {
  if (worker.status === 'down') return 'failure';
  return worker.slots[index]?.task === null ? 'neutral' : 'active';
}

export function processText({ isUp, blockedBy, limiter }: WebProcess, say: Words): string {
  if (!isUp) return say('processes.down');
  if (blockedBy !== null) return say('processes.blocked', { request: blockedBy });
  return say('processes.up', { borrowed: limiter.borrowers.length, tokens: limiter.tokens });
}

export function processStatus({ isUp, blockedBy }: WebProcess): Status {
  if (!isUp) return 'failure';
  return blockedBy === null ? 'ok' : 'pending';
}

export const requestStatus: Readonly<Record<Request['stage'], Status>> = {
  backlog: 'neutral',
  loop: 'active',
  awaits: 'active',
  token: 'pending',
  thread: 'success',
  connection: 'failure',
};

/** Requests that are under way, the first ones. */
export function shownRequests({ requests }: WorkerPoolsState): readonly Request[] {
  const shown: Request[] = [];
  for (const id in requests) {
    const request = requests[id];
    if (request !== undefined) shown.push(request);
    if (shown.length >= REQUESTS_SHOWN) break;
  }
  return shown;
}

export function shownSlots({ slots }: Worker): readonly number[] {
  return [...slots.keys()].slice(0, SLOTS_SHOWN);
}

export function rowsOf(state: WorkerPoolsState, say: Words): readonly LaneRow[] {
  if (state.config.stack === 'fastapi') {
    const processes = state.processes.map(
      (process): LaneRow => ({
        id: process.id,
        name: process.id,
        text: processText(process, say),
        status: processStatus(process),
      }),
    );
    const requests = shownRequests(state).map(
      ({ id, route, stage }): LaneRow => ({
        id,
        name: `${id} ${say(`routes.${route}`)}`,
        text: say(`stages.${stage}`),
        status: requestStatus[stage],
      }),
    );
    return [...processes, ...requests];
  }
  const queue: LaneRow = {
    id: QUEUE,
    name: say('items.queue'),
    text: say('queue.ready', { count: state.readyCount }),
    status: 'neutral',
  };
  return [queue, ...state.workers.flatMap((worker) => workerRows(worker, say))];
}

function workerRows(worker: Worker, say: Words): readonly LaneRow[] {
  const own: LaneRow = { id: worker.id, name: worker.id, text: workerText(worker, say), status: workerStatus(worker) };
  const slots = shownSlots(worker).map((index): LaneRow => {
    const id = slotId(worker.id, index);
    const task = worker.slots[index]?.task ?? null;
    return {
      id,
      name: id,
      text: task === null ? say('slots.idle') : task.message.name,
      status: slotStatus(worker, index),
    };
  });
  return [own, ...slots];
}

/** What an entry changes in the lanes. */
export function changesOf({ trace }: { readonly trace: readonly WorkerPoolsTrace[] }): readonly LaneChange[] {
  return trace.flatMap((entry): readonly LaneChange[] => {
    const look = lookAfter(entry);
    if (look === undefined) return [];
    const lane = entry.kind === 'published' ? QUEUE : entry.actor;
    return [{ lane, look, ...labelOf(entry) }];
  });
}

function labelOf(entry: WorkerPoolsTrace): { readonly label?: string } {
  if (entry.kind === 'start') return { label: entry.data.task };
  return entry.kind === 'blocks' ? { label: entry.peer ?? '' } : {};
}

/** Undefined: nothing changes. */
function lookAfter(entry: WorkerPoolsTrace): string | null | undefined {
  switch (entry.kind) {
    case 'start':
      return { cpu: 'computes', get: 'waits', sleep: 'sleeps', chain: 'sleeps' }[entry.data.does];
    case 'workerStarted':
      return 'up';
    case 'workerStops':
      return 'stopping';
    case 'blocks':
      return 'blocked';
    case 'tokenWait':
      return 'token';
    case 'thread':
      return 'thread';
    case 'connectionWait':
      return 'connection';
    case 'end':
    case 'resultTimeout':
    case 'childKilled':
    case 'cut':
    case 'workerKilled':
    case 'workerStopped':
    case 'processKilled':
    case 'unblocked':
    case 'answered':
    case 'failed':
    case 'disconnected':
      return null;
    default:
      return undefined;
  }
}
