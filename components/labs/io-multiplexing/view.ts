import {
  Cable,
  Eraser,
  Inbox,
  ListChecks,
  PhoneOff,
  Play,
  Repeat,
  ShieldCheck,
  Shuffle,
  Terminal,
  Users,
} from 'lucide-react';
import { ownStage } from '@/components/lab-shell/stage/own-stage';
import { defineView, type ItemParts } from '@/components/lab-shell/view/define-view';
import type { Words } from '@/components/lab-shell/view/words';
import type { Status } from '@/components/ui/state-palette';
import { ERR, flagsText, HUP } from '@/sim/io-multiplexing/flags';
import { ioMultiplexing } from '@/sim/io-multiplexing/model';
import { ioMultiplexingScenarios } from '@/sim/io-multiplexing/scenarios';
import type { IoMultiplexingState } from '@/sim/io-multiplexing/state';
import { patchedNames, type Task } from '@/sim/io-multiplexing/worker';
import { bufferText, type Descriptor, descriptorsOf } from './descriptors';
import { IoMultiplexingStage, type IoMultiplexingTypes } from './stage';

const LOOP = 'loop';
const WORKER = 'worker';

/** Items of one kind in the list; the picture shows all of them. */
const LISTED_MAX = 60;

const taskStatus: Readonly<Record<Task['status'], Status>> = {
  queued: 'neutral',
  waits: 'active',
  done: 'success',
  failed: 'failure',
};

function statusOf({ flags }: Descriptor): Status {
  if ((flags & (HUP | ERR)) !== 0) return 'failure';
  return flags === 0 ? 'neutral' : 'active';
}

const isWorkerShown = ({ worker }: IoMultiplexingState) => worker.tasks.length > 0 || worker.isPatched;

function itemsOf(state: IoMultiplexingState, say: Words): readonly ItemParts[] {
  const { kernel, loop, worker } = state;
  const server: ItemParts = {
    id: LOOP,
    kind: 'loop',
    status: loop.isIdle ? 'neutral' : 'active',
    icon: Repeat,
    facts: say('facts.loop', { mechanism: loop.mechanism, scanned: loop.scanned }),
  };
  const gevent: ItemParts = {
    id: WORKER,
    kind: 'worker',
    status: worker.isBlocked ? 'pending' : 'ok',
    icon: Users,
    facts: say(worker.isPatched ? 'facts.patched' : 'facts.unpatched'),
  };
  return [
    server,
    ...(isWorkerShown(state) ? [gevent] : []),
    ...descriptorsOf(kernel)
      .slice(0, LISTED_MAX)
      .map(
        (each): ItemParts => ({
          id: each.name,
          kind: each.file.kind,
          status: statusOf(each),
          facts: `${flagsText(each.flags)} ${bufferText(kernel, each.file)}`.trim(),
        }),
      ),
    ...Object.keys(kernel.threads).map((id): ItemParts => ({ id, kind: 'thread', status: 'pending' })),
    ...worker.tasks.slice(0, LISTED_MAX).map(
      ({ id, status }): ItemParts => ({
        id,
        kind: 'task',
        status: taskStatus[status],
        facts: say(`stage.status.${status}`),
      }),
    ),
  ];
}

function partOf(
  { kernel, loop, worker, config }: IoMultiplexingState,
  id: string,
): Readonly<Record<string, unknown>> | null {
  if (id === LOOP) {
    const { pending, watched, ...rest } = loop;
    return { ...rest, watched: watched.length, pending: pending.map((each) => each.join(' ')).join(', ') };
  }
  if (id === WORKER) {
    const { isPatched, client, runningLoop, connectionOf } = worker;
    return {
      client,
      _running_loop: runningLoop,
      connection: connectionOf,
      ...patchedNames(isPatched, config.imported),
    };
  }
  const thread = kernel.threads[id];
  if (thread !== undefined) return { epoll: `#${thread.epoll}`, maxevents: thread.maxEvents };
  const task = worker.tasks.find((each) => each.id === id);
  if (task !== undefined) return { status: task.status };
  const found = descriptorsOf(kernel).find(({ name }) => name === id);
  if (found === undefined) return null;
  const { file, fd, flags } = found;
  const shared = { fd, description: `#${file.id}`, references: file.references, reports: flagsText(flags) };
  if (file.kind !== 'epoll') return { ...shared, buffer: bufferText(kernel, file), 'watched by': file.watchers.length };
  const nameOf = (key: string) => file.interest[key]?.name;
  return {
    ...shared,
    interest: Object.values(file.interest)
      .slice(0, LISTED_MAX)
      .map((item) => `${item.name} ${flagsText(item.events)}`)
      .join(', '),
    ready: file.ready.slice(0, LISTED_MAX).map(nameOf).join(', '),
    threads: file.parked.join(', '),
  };
}

const lab = {
  simulation: ioMultiplexing,
  scenarios: ioMultiplexingScenarios,
  whole: () => import('@/sim/io-multiplexing/lab').then((module) => module.ioMultiplexingLab),
};

/** The lab as the shell opens it. */
export const view = defineView<IoMultiplexingTypes>(lab, {
  ticksPerRealSecond: 500,
  timeSpanTicks: 4_000,
  stage: ownStage(IoMultiplexingStage),
  items: itemsOf,
  part: partOf,
  actions: {
    call: { on: 'lab', icon: Terminal, fields: { line: 'woken' } },
    handle: { on: 'lab', icon: Play, key: 'h' },
    swap: { on: 'lab', icon: Shuffle, fields: { mechanism: 'edge' } },
    setReads: { on: 'lab', icon: Eraser, fixed: { drains: true } },
    connectClient: { on: 'lab', icon: Cable, key: 'c' },
    arrive: { on: 'tcp', icon: Inbox, key: 'a', values: (client) => ({ client }), fields: { bytes: 6_000 } },
    hangUp: { on: 'tcp', icon: PhoneOff, key: 'x', values: (client) => ({ client }) },
    startTasks: { on: 'lab', icon: ListChecks, fields: { count: 10 } },
    setClient: { on: 'lab', icon: Users, fields: { client: 'sync' } },
    patch: { on: 'lab', icon: ShieldCheck },
  },
  marks: {
    taskFails: 'failure',
    failed: 'failure',
    nothingThere: 'failure',
    leftOpen: 'failure',
    woke: 'success',
    accepted: 'success',
    taskEnds: 'success',
    arrived: 'active',
    connected: 'active',
    hungUp: 'pending',
    swapped: 'active',
  },
  tones: { called: 'active', handled: 'ok', idle: 'neutral', expired: 'pending', taskBegins: 'active' },
  order: [
    'ignored',
    'called',
    'taskFails',
    'failed',
    'handled',
    'accepted',
    'closed',
    'leftOpen',
    'nothingThere',
    'idle',
    'waited',
  ],
  settings: {
    loop: ['mechanism', 'maxEvents', 'clients', 'readBytes', 'drains', 'closesAtEnd', 'rearms'],
    threads: ['threads', 'exclusive'],
    worker: ['patched', 'imported', 'connection', 'taskMs'],
  },
  explore: {
    switches: {
      levelStays: 'fs/eventpoll.c, ep_send_events',
      edgeOnce: 'epoll(7)',
      oneShotSilent: 'epoll_ctl(2), EPOLLONESHOT',
      goneForgotten: 'fs/eventpoll.c, eventpoll_release',
    },
    createWorker: () => new Worker(new URL('./explore-worker.ts', import.meta.url), { type: 'module' }),
  },
});
