import {
  Cpu,
  FastForward,
  Footprints,
  Hand,
  Hash,
  Lock,
  LockOpen,
  Plug,
  Repeat,
  ShieldCheck,
  Timer,
  Unplug,
} from 'lucide-react';
import { lanes } from '@/components/lab-shell/stage/lanes/lanes-stage';
import { defineView, type ItemParts } from '@/components/lab-shell/view/define-view';
import type { Words } from '@/components/lab-shell/view/words';
import type { Status } from '@/components/ui/state-palette';
import { msFromTicks, ticksFromMs } from '@/sim/gil/config';
import { gil } from '@/sim/gil/gil';
import { gilScenarios } from '@/sim/gil/scenarios';
import { type GilState, type GilTrace, hasGil, type Thread, type ThreadStatus } from '@/sim/gil/state';
import { type GilTypes, Program } from './program';
import { WaitsPanel } from './waits-panel';

/** The lock as an item and a lane beside the threads. */
const LOCK = 'GIL';

const statuses: Readonly<Record<ThreadStatus, Status>> = {
  runs: 'active',
  inC: 'failure',
  outside: 'success',
  waits: 'pending',
  asked: 'pending',
  blocked: 'neutral',
  lock: 'neutral',
  object: 'neutral',
  done: 'ok',
};

function lockText({ gil, threads }: GilState, say: Words): string {
  const holder = threads[gil.holder ?? -1]?.id;
  if (holder === undefined) return say('lock.free');
  return say(gil.dropRequest ? 'lock.askedFor' : 'lock.heldBy', { holder });
}

function threadText({ status, wait }: Thread, say: Words): string {
  if (status !== 'waits' || wait === null || wait.timerId === 0) return say(`threads.${status}`);
  return say('threads.asksAt', { ms: msFromTicks(wait.untilTick) });
}

function itemsOf(state: GilState, say: Words): readonly ItemParts[] {
  const lock: ItemParts = { id: LOCK, kind: 'lock', status: 'active', icon: Lock, facts: lockText(state, say) };
  const threads = state.threads.map(
    (thread): ItemParts => ({
      id: thread.id,
      kind: 'thread',
      status: statuses[thread.status],
      role: say(`threads.${thread.status}`),
      facts: say('threads.longest', { ms: msFromTicks(thread.longestWaitTicks) }),
    }),
  );
  return hasGil(state) ? [lock, ...threads] : threads;
}

function partOf(state: GilState, id: string): Readonly<Record<string, unknown>> | null {
  const { gil, shared, intervalTicks, version, threads } = state;
  const idOf = (index: number | null) => threads[index ?? -1]?.id ?? null;
  if (id === LOCK) {
    return {
      holder: idOf(gil.holder),
      'last holder': idOf(gil.lastHolder),
      gil_drop_request: gil.dropRequest,
      switch_number: gil.switchNumber,
      'interval (ms)': msFromTicks(intervalTicks),
      version,
      x: shared.x,
      lock: idOf(shared.lockOwner),
    };
  }
  const thread = threads.find((each) => each.id === id);
  if (thread === undefined) return null;
  return {
    operations: thread.operations
      .map((each) => (each.type === 'body' ? each.body : `${each.type} ${each.ms} ms`))
      .join(' → '),
    'asks at (ms)': thread.wait === null ? null : msFromTicks(thread.wait.untilTick),
    'held (ms)': msFromTicks(thread.heldTicks),
    'longest hold (ms)': msFromTicks(thread.longestHoldTicks),
    'waited (ms)': msFromTicks(thread.waitedTicks),
    'longest wait (ms)': msFromTicks(thread.longestWaitTicks),
    calls: thread.calls,
  };
}

/** What an entry changes in the lane of its thread; undefined: nothing. */
function lookAfter(entry: GilTrace): string | null | undefined {
  switch (entry.kind) {
    case 'take':
    case 'call':
      return 'runs';
    case 'begin':
      return { cpu: 'runs', c: 'inC', release: 'outside', block: 'blocked' }[entry.data.operation];
    case 'wait':
      return 'waits';
    case 'ask':
      return 'asked';
    case 'lockWait':
      return 'lock';
    case 'objectWait':
      return 'object';
    case 'done':
      return null;
    default:
      return undefined;
  }
}

function changesOf({ trace }: { readonly trace: readonly GilTrace[] }) {
  return trace.flatMap((entry) => {
    const look = lookAfter(entry);
    const own = look === undefined ? [] : [{ lane: entry.actor, look }];
    if (entry.kind === 'take') return [...own, { lane: LOCK, look: 'holder', label: entry.actor }];
    return entry.kind === 'drop' || entry.kind === 'gilOff' ? [...own, { lane: LOCK, look: null }] : own;
  });
}

const hasBody = (body: string) => (state: GilState, id: string) =>
  state.threads.find((each) => each.id === id)?.operations.some((each) => each.type === 'body' && each.body !== body) ??
  false;
const PROTECTED = 'with lock: x += f()';
const PLAIN = 'x += 1';
const isManual = ({ config }: GilState) => config.scheduler === 'manual';
const isAutomatic = (state: GilState) => !isManual(state);

const lab = {
  simulation: gil,
  scenarios: gilScenarios,
  whole: () => import('@/sim/gil/lab').then((module) => module.gilLab),
};

/** The GIL lab as the shell opens it. */
export const view = defineView(lab, {
  // A tenth of a second of a program's life takes four seconds: an interval of 5 ms is a fifth of one.
  ticksPerRealSecond: ticksFromMs(25),
  timeSpanTicks: ticksFromMs(100),
  stage: lanes<GilTypes>({
    rows: (state, say) => [
      ...(hasGil(state) ? [{ id: LOCK, name: LOCK, text: lockText(state, say), status: 'active' as const }] : []),
      ...state.threads.map((thread) => ({
        id: thread.id,
        name: thread.id,
        text: threadText(thread, say),
        status: statuses[thread.status],
      })),
    ],
    changes: changesOf,
    looks: {
      holder: { status: 'active', fill: 'solid' },
      runs: { status: 'active', fill: 'solid' },
      inC: { status: 'failure', fill: 'hatched' },
      outside: { status: 'success', fill: 'solid' },
      waits: { status: 'pending', fill: 'hollow' },
      asked: { status: 'pending', fill: 'hatched' },
      blocked: { status: 'neutral', fill: 'thin' },
      lock: { status: 'neutral', fill: 'hollow' },
      object: { status: 'neutral', fill: 'hatched' },
    },
    spanTicks: ticksFromMs(60),
    Below: Program,
  }),
  items: itemsOf,
  part: partOf,
  actions: {
    step: { on: 'lab', icon: Footprints, key: 's', when: isManual },
    runToCheckPoint: { on: 'lab', icon: FastForward, key: 'r', when: isManual },
    choose: { on: 'thread', icon: Hand, key: 'c' },
    swapCall: { on: 'thread', icon: Unplug, key: 'w' },
    protect: {
      on: 'thread',
      icon: ShieldCheck,
      key: 'b',
      command: 'setBody',
      fixed: { body: PROTECTED },
      when: hasBody(PROTECTED),
    },
    plain: {
      on: 'thread',
      icon: Repeat,
      command: 'setBody',
      fixed: { body: PLAIN },
      inToolbar: false,
      when: hasBody(PLAIN),
    },
    setInterval: { on: 'lab', icon: Timer, fields: { ms: 1 }, when: isAutomatic },
    addCpu: { on: 'lab', icon: Cpu, command: 'addThread', fixed: { does: 'cpu' }, when: isAutomatic },
    addIo: { on: 'lab', icon: Plug, command: 'addThread', fixed: { does: 'io' }, when: isAutomatic },
    addC: { on: 'lab', icon: Lock, command: 'addThread', fixed: { does: 'c' }, when: isAutomatic },
    addRelease: { on: 'lab', icon: Hash, command: 'addThread', fixed: { does: 'release' }, when: isAutomatic },
    gilOff: { on: 'lab', icon: LockOpen, when: (state) => isAutomatic(state) && hasGil(state) },
  },
  marks: {
    lost: 'failure',
    gilOff: 'success',
    done: 'ok',
    drop: ({ data }) => (data.requested ? 'active' : null),
    ask: 'pending',
  },
  tones: {
    take: 'active',
    wait: 'pending',
    startOver: 'pending',
    begin: 'ok',
    store: 'ok',
    wake: 'ok',
    interval: 'ok',
  },
  order: [
    'ignored',
    'gilOff',
    'interval',
    'swapped',
    'newBody',
    'lost',
    'done',
    'drop',
    'ask',
    'take',
    'wake',
    'begin',
    'call',
  ],
  traceTexts: {
    take: ({ actor, data }, say) => say('trace.take', { actor, ms: msFromTicks(data.waitedTicks) }),
    drop: ({ actor, data }, say) =>
      say(data.requested ? 'trace.handOver' : 'trace.drop', { actor, ms: msFromTicks(data.heldTicks) }),
    ask: ({ actor, data }, say) => say('trace.ask', { actor, ms: msFromTicks(data.waitedTicks) }),
    begin: ({ actor, data }, say) => say(`trace.begin.${data.operation}`, { actor, ms: data.ms }),
    opcode: ({ actor, data }, say) =>
      say(data.effect === 'checkPoint' ? 'trace.checkPoint' : 'trace.opcode', { actor, name: data.name }),
  },
  settings: { python: ['version', 'intervalMs'], machine: ['cores', 'wakes'] },
  panels: { waits: { group: 'see', Part: WaitsPanel } },
  explore: {
    switches: {
      forcedSwitching: 'CPython 3.11, Python/ceval_gil.h, FORCE_SWITCHING',
      fullWait: 'CPython 3.11, Python/ceval_gil.h, take_gil',
      checkPointsOnly: 'CPython 3.11, Python/ceval.c, CHECK_EVAL_BREAKER',
      releaseAroundBlocking: 'CPython 3.11, Py_BEGIN_ALLOW_THREADS',
    },
    createWorker: () => new Worker(new URL('./explore-worker.ts', import.meta.url), { type: 'module' }),
  },
});
