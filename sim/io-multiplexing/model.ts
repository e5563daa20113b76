import { BadLine } from '../core/line-session';
import { CommandRefused, type Simulation, type World } from '../core/simulation';
import { chargeWork } from '../core/work';
import { type Call, execute, namesMadeBy } from './calls';
import {
  BYTES_MAX,
  CLIENTS_MAX,
  type IoMultiplexingCommand,
  type IoMultiplexingConfig,
  ioMultiplexingCommand,
  ioMultiplexingConfig,
  TASKS_MAX,
  TICKS_PER_SECOND,
} from './config';
import { EXCLUSIVE, IN } from './flags';
import { ioMultiplexingInvariants } from './invariants';
import {
  addDescription,
  createKernel,
  type EpollRules,
  FIRST_DESCRIPTOR,
  fileOf,
  install,
  type Kernel,
} from './kernel';
import { handleOne, LISTENER, type Loop, type LoopSays, swap, watch } from './loop';
import { parseCall } from './parse-call';
import type { IgnoredReason, IoMultiplexingEvent, IoMultiplexingState, IoMultiplexingTrace } from './state';
import { connectRemote, openListener, openRemote, receive, receiveFin } from './tcp';
import { beginTasks, endTask, type Worker, type WorkerSays } from './worker';

type IoWorld = World<IoMultiplexingEvent, IoMultiplexingTrace>;

/** Sources: epoll(7), epoll_ctl(2), select(2), poll(2), pipe(7), unix(7), tcp(7), eventfd(2), timerfd_create(2); Linux fs/eventpoll.c, fs/pipe.c, fs/eventfd.c, net/unix/af_unix.c, net/ipv4/tcp.c. */
export const ioMultiplexing: Simulation<
  IoMultiplexingConfig,
  IoMultiplexingState,
  IoMultiplexingCommand,
  IoMultiplexingEvent,
  IoMultiplexingTrace
> = {
  id: 'io-multiplexing',
  version: '1',
  ticksPerSecond: TICKS_PER_SECOND,
  config: ioMultiplexingConfig,
  command: ioMultiplexingCommand,
  invariants: ioMultiplexingInvariants,
  init: createState,

  onCommand(state, command, world) {
    pass(state, world);
    if (command.type !== 'handle') state.loop.isIdle = false;
    const reason = obey(state, command, world);
    if (reason !== null) world.trace({ kind: 'ignored', actor: 'person', data: { command: command.type, reason } });
    tellWoken(state, world);
    return state;
  },

  onEvent(state, event, world) {
    pass(state, world);
    if (event.type === 'taskEnds') {
      endTask(state.worker, event.task, workerSays(state, world));
      beginTasks(state.worker, state.config, workerSays(state, world));
    }
    tellWoken(state, world);
    return state;
  },
};

function createState(config: IoMultiplexingConfig): IoMultiplexingState {
  const kernel = createKernel(config.rules satisfies EpollRules);
  const { mechanism } = config;
  const loop: Loop = {
    mechanism,
    drains: config.drains,
    watched: [],
    pending: [],
    isIdle: false,
    waits: 0,
    scanned: 0,
    bytesRead: 0,
    lastClient: config.clients,
  };
  while (kernel.table.length < FIRST_DESCRIPTOR) kernel.table.push(-1);
  const worker: Worker = {
    isPatched: config.patched,
    client: 'asyncio',
    runningLoop: null,
    connectionOf: null,
    isBlocked: false,
    tasks: [],
  };
  const state = { config, kernel, loop, worker };
  if (config.clients === 0 && config.threads === 0) return state;
  install(kernel, LISTENER, openListener(kernel));
  for (let thread = 1; thread <= config.threads; thread += 1) parkThread(state, thread);
  if (config.threads > 0) return state;
  swap(kernel, loop, mechanism);
  watch(kernel, loop, LISTENER);
  for (let number = 1; number <= config.clients; number += 1) {
    install(kernel, `c${number}`, openRemote(kernel));
    watch(kernel, loop, `c${number}`);
  }
  return state;
}

function parkThread({ kernel, config }: IoMultiplexingState, thread: number): void {
  const epoll = `e${thread}`;
  install(
    kernel,
    epoll,
    addDescription(kernel, (file) => ({ ...file, kind: 'epoll', interest: {}, ready: [], parked: [] })),
  );
  const events = IN | (config.exclusive ? EXCLUSIVE : 0);
  execute(kernel, { call: 'ctl', epoll, operation: 'ADD', name: LISTENER, events });
  execute(kernel, { call: 'park', thread: `w${thread}`, epoll, maxEvents: config.maxEvents });
}

/** Timers that have run out meanwhile tell so. */
function pass({ kernel }: IoMultiplexingState, world: IoWorld): void {
  const due = Object.entries(kernel.names).filter(([name]) => {
    const file = fileOf(kernel, name);
    return file?.kind === 'timerfd' && file.dueMs !== null && file.dueMs <= world.tick;
  });
  chargeWork(Object.keys(kernel.names).length);
  if (world.tick > kernel.nowMs) execute(kernel, { call: 'sleep', ms: world.tick - kernel.nowMs });
  for (const [name] of due) world.trace({ kind: 'expired', actor: name });
}

/** Null, or why the command has no effect. */
function obey(state: IoMultiplexingState, command: IoMultiplexingCommand, world: IoWorld): IgnoredReason | null {
  const { kernel, loop, worker } = state;
  switch (command.type) {
    case 'call':
      return call(kernel, command.line, world);
    case 'arrive':
    case 'hangUp':
      return fromClient(kernel, command, world);
    case 'connectClient': {
      const listener = fileOf(kernel, LISTENER);
      if (listener?.kind !== 'listener' || !listener.isListening) return 'no-listener';
      if (loop.watched.length + listener.backlog.length >= CLIENTS_MAX) return 'full';
      world.trace({ kind: 'connected', actor: LISTENER });
      connectRemote(kernel, listener);
      execute(kernel, { call: 'sleep', ms: 0 });
      return null;
    }
    case 'handle':
      if (loop.watched.length === 0) return 'no-descriptors';
      handleOne(kernel, loop, state.config, loopSays(state, world));
      return null;
    case 'swap':
      if (loop.mechanism === command.mechanism) return 'same';
      swap(kernel, loop, command.mechanism);
      world.trace({ kind: 'swapped', actor: 'loop', data: { mechanism: command.mechanism } });
      return null;
    case 'setReads':
      if (loop.drains === command.drains) return 'same';
      loop.drains = command.drains;
      world.trace({ kind: 'readsSet', actor: 'loop', data: { drains: command.drains } });
      return null;
    case 'startTasks':
      if (worker.tasks.length + command.count > TASKS_MAX) return 'full';
      for (let count = 0; count < command.count; count += 1) {
        worker.tasks.push({ id: `task-${worker.tasks.length + 1}`, status: 'queued', by: null });
      }
      beginTasks(worker, state.config, workerSays(state, world));
      return null;
    case 'patch':
      if (worker.isPatched) return 'same';
      worker.isPatched = true;
      world.trace({ kind: 'patched', actor: 'worker' });
      return null;
    case 'setClient':
      if (worker.client === command.client) return 'same';
      worker.client = command.client;
      world.trace({ kind: 'clientSet', actor: 'worker', data: { client: command.client } });
      return null;
  }
}

function call(kernel: Kernel, line: string, world: IoWorld): IgnoredReason | null {
  const understood = understand(line);
  if (understood.call === 'sleep') return 'sleeps';
  if (namesMadeBy(understood).some((name) => kernel.names[name] !== undefined)) return 'taken';
  if (understood.call === 'park' && kernel.threads[understood.thread] !== undefined) return 'taken';
  kernel.scanned = 0;
  const reply = execute(kernel, understood);
  if (understood.call === 'timerfd' && reply === understood.name && understood.ms > 0) {
    world.schedule(understood.ms, { type: 'timer' });
  }
  const data = { line: line.trim(), reply: JSON.stringify(reply), scanned: kernel.scanned };
  world.trace({ kind: 'called', actor: 'script', data });
  return null;
}

function understand(line: string): Call {
  try {
    return parseCall(line);
  } catch (error) {
    if (error instanceof BadLine) throw new CommandRefused(error.message);
    throw error;
  }
}

function fromClient(
  kernel: Kernel,
  command: Extract<IoMultiplexingCommand, { type: 'arrive' | 'hangUp' }>,
  world: IoWorld,
): IgnoredReason | null {
  const socket = fileOf(kernel, command.client);
  if (socket?.kind !== 'tcp') throw new CommandRefused(`there is no client ${command.client}`);
  if (socket.hasFin || socket.peer !== null || socket.state === 'CLOSE') return 'gone';
  if (command.type === 'arrive') {
    if (socket.received + command.bytes > 10 * BYTES_MAX) return 'full';
    world.trace({ kind: 'arrived', actor: command.client, data: { bytes: command.bytes } });
    receive(kernel, socket, command.bytes);
  } else {
    world.trace({ kind: 'hungUp', actor: command.client });
    receiveFin(kernel, socket);
  }
  // Threads that were woken run.
  execute(kernel, { call: 'sleep', ms: 0 });
  return null;
}

function tellWoken({ kernel }: IoMultiplexingState, world: IoWorld): void {
  for (const [thread, events] of kernel.woken.splice(0)) {
    world.trace({ kind: 'woke', actor: thread, data: { events: events.map((each) => each.join(' ')).join(', ') } });
  }
}

function loopSays({ loop }: IoMultiplexingState, world: IoWorld): LoopSays {
  return {
    waited: (events, scanned) => {
      world.trace({ kind: 'waited', actor: 'loop', data: { mechanism: loop.mechanism, events, scanned } });
      if (events === 0) world.trace({ kind: 'idle', actor: 'loop' });
    },
    failed: (errno) => world.trace({ kind: 'failed', actor: 'loop', data: { errno } }),
    handled: (name, bytes) => world.trace({ kind: 'handled', actor: name, data: { bytes } }),
    accepted: (name) => world.trace({ kind: 'accepted', actor: name }),
    closed: (name) => world.trace({ kind: 'closed', actor: name }),
    leftOpen: (name) => world.trace({ kind: 'leftOpen', actor: name }),
    nothingThere: (name, errno) => world.trace({ kind: 'nothingThere', actor: name, data: { errno } }),
  };
}

function workerSays({ config }: IoMultiplexingState, world: IoWorld): WorkerSays {
  return {
    begins: ({ id }) => {
      world.trace({ kind: 'taskBegins', actor: id });
      world.schedule(config.taskMs, { type: 'taskEnds', task: id });
    },
    fails: ({ id }, error) => world.trace({ kind: 'taskFails', actor: id, data: { error } }),
    ends: ({ id }) => world.trace({ kind: 'taskEnds', actor: id }),
  };
}
