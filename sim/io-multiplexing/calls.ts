import { chargeWork } from '../core/work';
import {
  addToEventFd,
  drainEventFd,
  fillEventFd,
  openEventFd,
  openTimerFd,
  passTime,
  readCounter,
  setTimer,
} from './counters';
import { collect, control, type Operation, releaseEpoll, runThreads, unwatch } from './epoll';
import { ERR, flagsText, HUP, IN, NVAL, OUT, PRI } from './flags';
import {
  addDescription,
  type Description,
  type Errno,
  type Events,
  FIRST_DESCRIPTOR,
  fileOf,
  find,
  install,
  type Kernel,
  SHUT_BOTH,
  SHUT_RECEIVE,
  SHUT_SEND,
} from './kernel';
import { openPipe, readPipe, releasePipe, writePipe } from './pipe';
import { report } from './report';
import {
  accept,
  connect,
  openListener,
  readListener,
  readTcp,
  releaseListener,
  releaseTcp,
  shutListener,
  shutTcp,
  writeTcp,
} from './tcp';
import { openPair, readUnix, releaseUnix, shutUnix, writeUnix } from './unix-socket';

/** select(2) can name no descriptor beyond: the sets have so many bits. */
export const FD_SETSIZE = 1_024;

/** Bytes that `fill` and `drain` ask for at a time. */
const CHUNK = 65_536;

export type Way = 'RD' | 'WR' | 'RDWR';

/** One line of a script, understood. Names that a call makes are not open; the others may be anything. */
export type Call =
  | { readonly call: 'pipe' | 'socketpair' | 'listen' | 'epoll' | 'close' | 'fill' | 'drain'; readonly name: string }
  | { readonly call: 'connect' | 'accept'; readonly name: string; readonly listener: string }
  | { readonly call: 'dup'; readonly name: string; readonly copy: string }
  | { readonly call: 'eventfd'; readonly name: string; readonly count: number; readonly isSemaphore: boolean }
  | { readonly call: 'timerfd'; readonly name: string; readonly ms: number }
  | {
      readonly call: 'ctl';
      readonly epoll: string;
      readonly operation: Operation;
      readonly name: string;
      readonly events: number;
    }
  | { readonly call: 'wait'; readonly epoll: string; readonly maxEvents: number }
  | { readonly call: 'park'; readonly thread: string; readonly epoll: string; readonly maxEvents: number }
  | { readonly call: 'woken' }
  | {
      readonly call: 'select';
      readonly read: readonly string[];
      readonly write: readonly string[];
      readonly except: readonly string[];
    }
  | { readonly call: 'poll'; readonly asked: readonly { readonly name: string; readonly events: number }[] }
  | { readonly call: 'write' | 'read'; readonly name: string; readonly count: number }
  | { readonly call: 'shutdown'; readonly name: string; readonly way: Way }
  | { readonly call: 'sleep'; readonly ms: number };

export type Reply =
  | string
  | number
  | readonly string[]
  | Events
  | readonly (readonly string[])[]
  | readonly (readonly [string, Events])[];

/** Names that a call gives to new descriptors. */
export function namesMadeBy(call: Call): readonly string[] {
  switch (call.call) {
    case 'pipe':
      return [`${call.name}.r`, `${call.name}.w`];
    case 'socketpair':
      return [`${call.name}.a`, `${call.name}.b`];
    case 'listen':
    case 'epoll':
    case 'connect':
    case 'accept':
    case 'eventfd':
      return [call.name];
    case 'dup':
      return [call.copy];
    default:
      return [];
  }
}

/** Carries out a call, lets the threads run that it woke, and answers. */
export function execute(kernel: Kernel, call: Call): Reply {
  while (kernel.table.length < FIRST_DESCRIPTOR) kernel.table.push(-1);
  const reply = carryOut(kernel, call);
  settle(kernel);
  return reply;
}

function settle(kernel: Kernel): void {
  do {
    runThreads(kernel);
    for (const id of kernel.finished.splice(0)) {
      const epoll = kernel.descriptions[id];
      if (epoll !== undefined) letGo(kernel, epoll);
    }
  } while (kernel.runnable.length > 0);
}

function carryOut(kernel: Kernel, call: Call): Reply {
  switch (call.call) {
    case 'pipe':
      return installAll(kernel, namesMadeBy(call), openPipe(kernel));
    case 'socketpair':
      return installAll(kernel, namesMadeBy(call), openPair(kernel));
    case 'listen': {
      const listener = openListener(kernel);
      kernel.addresses[call.name] = listener.id;
      return installed(kernel, call.name, listener);
    }
    case 'connect': {
      const listener = find(kernel, kernel.addresses[call.listener] ?? null, 'listener');
      const client = connect(kernel, listener);
      return client === null ? 'ECONNREFUSED' : installed(kernel, call.name, client);
    }
    case 'accept':
      return acceptAs(kernel, call.name, fileOf(kernel, call.listener));
    case 'eventfd':
      return installed(kernel, call.name, openEventFd(kernel, call.count, call.isSemaphore));
    case 'timerfd':
      return timer(kernel, call.name, call.ms);
    case 'epoll':
      return installed(
        kernel,
        call.name,
        addDescription(kernel, (file) => ({ ...file, kind: 'epoll', interest: {}, ready: [], parked: [] })),
      );
    case 'dup': {
      const file = fileOf(kernel, call.name);
      return file === undefined ? 'EBADF' : installed(kernel, call.copy, file);
    }
    case 'close':
      return close(kernel, call.name);
    case 'ctl': {
      const [epoll, file] = [fileOf(kernel, call.epoll), fileOf(kernel, call.name)];
      if (epoll === undefined || file === undefined) return 'EBADF';
      const target = { name: call.name, fd: kernel.names[call.name] ?? -1, file };
      return control(kernel, epoll, call.operation, target, call.events) ?? 'ok';
    }
    case 'wait':
      return wait(kernel, call.epoll, call.maxEvents);
    case 'park':
      return park(kernel, call.thread, call.epoll, call.maxEvents);
    case 'woken':
      // By name: which of several threads is back first is chance.
      return kernel.woken.splice(0).sort(([a], [b]) => (a < b ? -1 : 1));
    case 'select':
      return select(kernel, call.read, call.write, call.except);
    case 'poll':
      return poll(kernel, call.asked);
    case 'write':
      return withFile(kernel, call.name, (file) => write(kernel, file, call.count));
    case 'read':
      return withFile(kernel, call.name, (file) => read(kernel, file, call.count));
    case 'fill':
      return withFile(kernel, call.name, (file) => untilAgain(() => fillOnce(kernel, file)));
    case 'drain':
      return withFile(kernel, call.name, (file) =>
        file.kind === 'eventfd' ? drainEventFd(kernel, file) : untilAgain(() => read(kernel, file, CHUNK)),
      );
    case 'shutdown':
      return withFile(kernel, call.name, (file) => shutdown(kernel, file, call.way) ?? 'ok');
    case 'sleep':
      passTime(kernel, call.ms, () => settle(kernel));
      return 'ok';
  }
}

function installed(kernel: Kernel, name: string, file: Description): string {
  install(kernel, name, file);
  return name;
}

function installAll(kernel: Kernel, names: readonly string[], files: readonly Description[]): readonly string[] {
  files.forEach((file, index) => {
    install(kernel, names[index] ?? '', file);
  });
  return names;
}

function withFile(kernel: Kernel, name: string, act: (file: Description) => number | string): number | string {
  const file = fileOf(kernel, name);
  return file === undefined ? 'EBADF' : act(file);
}

function acceptAs(kernel: Kernel, name: string, listener: Description | undefined): string {
  if (listener === undefined) return 'EBADF';
  if (listener.kind === 'tcp' || listener.kind === 'unix') return 'EINVAL';
  if (listener.kind !== 'listener') return 'ENOTSOCK';
  const accepted = accept(kernel, listener);
  return typeof accepted === 'string' ? accepted : installed(kernel, name, accepted);
}

/** Makes the timer where there is none of the name. */
function timer(kernel: Kernel, name: string, ms: number): string {
  const file = fileOf(kernel, name) ?? openTimerFd(kernel);
  if (file.kind !== 'timerfd') return 'EINVAL';
  if (file.references === 0) install(kernel, name, file);
  setTimer(kernel, file, ms);
  return name;
}

function close(kernel: Kernel, name: string): string {
  const file = fileOf(kernel, name);
  if (file === undefined) return 'EBADF';
  kernel.table[kernel.names[name] ?? -1] = null;
  kernel.holes += 1;
  delete kernel.names[name];
  letGo(kernel, file);
  return 'ok';
}

/** One reference less; with the last one the description goes, out of every interest list first. */
function letGo(kernel: Kernel, file: Description): void {
  file.references -= 1;
  if (file.references > 0) return;
  if (kernel.rules.goneForgotten) unwatch(kernel, file);
  if (file.kind === 'epoll') releaseEpoll(kernel, file);
  if (file.kind === 'tcp') {
    releaseTcp(kernel, file);
    return;
  }
  if (file.kind === 'listener') releaseListener(kernel, file);
  else if (file.kind === 'unix') releaseUnix(kernel, file);
  else if (file.kind === 'pipe-read' || file.kind === 'pipe-write') releasePipe(kernel, file);
  delete kernel.descriptions[file.id];
}

function wait(kernel: Kernel, name: string, maxEvents: number): Reply {
  const epoll = fileOf(kernel, name);
  if (maxEvents <= 0) return 'EINVAL';
  if (epoll === undefined) return 'EBADF';
  if (epoll.kind !== 'epoll') return 'EINVAL';
  kernel.scanned = 0;
  return collect(kernel, epoll, maxEvents);
}

function park(kernel: Kernel, thread: string, name: string, maxEvents: number): string {
  const epoll = fileOf(kernel, name);
  if (maxEvents <= 0) return 'EINVAL';
  if (epoll === undefined) return 'EBADF';
  if (epoll.kind !== 'epoll') return 'EINVAL';
  epoll.references += 1;
  kernel.threads[thread] = { epoll: epoll.id, maxEvents };
  kernel.runnable.push(thread);
  return 'ok';
}

const READABLE = IN | HUP | ERR;
const WRITABLE = OUT | ERR;

/** Looks at every descriptor that is named, each time. */
function select(
  kernel: Kernel,
  reads: readonly string[],
  writes: readonly string[],
  excepts: readonly string[],
): Reply {
  const reports = new Map<string, number>();
  const fds = [...new Set([...reads, ...writes, ...excepts])].map((name) => ({ name, fd: kernel.names[name] }));
  if (fds.some(({ fd }) => fd === undefined)) return 'EBADF';
  if (fds.some(({ fd }) => (fd ?? 0) >= FD_SETSIZE)) return 'EINVAL';
  chargeWork(fds.length * 3);
  fds.sort((a, b) => (a.fd ?? 0) - (b.fd ?? 0));
  kernel.scanned = 0;
  for (const { name } of fds) reports.set(name, reportOf(kernel, name));
  const ready = (names: readonly string[], mask: number) =>
    names.filter((name) => ((reports.get(name) ?? 0) & mask) !== 0);
  return [ready(reads, READABLE), ready(writes, WRITABLE), ready(excepts, PRI)];
}

function poll(kernel: Kernel, asked: readonly { readonly name: string; readonly events: number }[]): Events {
  kernel.scanned = 0;
  chargeWork(asked.length * 3);
  return asked.flatMap(({ name, events }) => {
    const reported = reportOf(kernel, name) & (events | ERR | HUP | NVAL);
    return reported === 0 ? [] : [[name, flagsText(reported)] as const];
  });
}

function reportOf(kernel: Kernel, name: string): number {
  const file = fileOf(kernel, name);
  if (file === undefined) return NVAL;
  kernel.scanned += 1;
  return report(kernel, file);
}

function write(kernel: Kernel, file: Description, count: number): number | Errno {
  switch (file.kind) {
    case 'pipe-read':
    case 'pipe-write':
      return writePipe(kernel, file, count);
    case 'unix':
      return writeUnix(kernel, file, count);
    case 'tcp':
      return writeTcp(kernel, file, count);
    case 'listener':
      return 'EPIPE';
    case 'eventfd':
      return addToEventFd(kernel, file, count);
    case 'timerfd':
    case 'epoll':
      return 'EINVAL';
  }
}

function read(kernel: Kernel, file: Description, count: number): number | Errno {
  switch (file.kind) {
    case 'pipe-read':
    case 'pipe-write':
      return readPipe(kernel, file, count);
    case 'unix':
      return readUnix(kernel, file, count);
    case 'tcp':
      return readTcp(kernel, file, count);
    case 'listener':
      return readListener(file, count);
    case 'eventfd':
    case 'timerfd':
      return readCounter(kernel, file, count);
    case 'epoll':
      return 'EINVAL';
  }
}

function fillOnce(kernel: Kernel, file: Description): number | Errno {
  return file.kind === 'eventfd' ? fillEventFd(kernel, file) : write(kernel, file, CHUNK);
}

/** How many bytes went until nothing more did; an error only where it comes first. */
function untilAgain(once: () => number | Errno): number | Errno {
  let total = 0;
  for (;;) {
    const done = once();
    if (typeof done === 'string') return total > 0 || done === 'EAGAIN' ? total : done;
    if (done === 0) return total;
    total += done;
  }
}

const SHUT: Readonly<Record<Way, number>> = { RD: SHUT_RECEIVE, WR: SHUT_SEND, RDWR: SHUT_BOTH };

function shutdown(kernel: Kernel, file: Description, way: Way): Errno | null {
  if (file.kind === 'unix') return shutUnix(kernel, file, SHUT[way]);
  if (file.kind === 'tcp') return shutTcp(kernel, file, SHUT[way]);
  return file.kind === 'listener' ? shutListener(kernel, file, SHUT[way]) : 'ENOTSOCK';
}
