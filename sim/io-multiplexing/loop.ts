import { chargeWork } from '../core/work';
import { type Call, execute } from './calls';
import type { IoMultiplexingConfig, Mechanism } from './config';
import { ET, flagsText, IN, ONESHOT } from './flags';
import { type Errno, type Events, fileOf, type Kernel } from './kernel';

/** The epoll instance of the server's loop, and the socket at which it listens. */
export const EPOLL = 'e';
export const LISTENER = 'L';

/** A server's loop: waits for any of its descriptors, handles one event after another. */
export interface Loop {
  mechanism: Mechanism;
  /** A handler reads until EAGAIN; else once. */
  drains: boolean;
  /** Descriptors that it waits for. */
  watched: string[];
  /** Reported by the last wait, and not handled. */
  pending: Events;
  /** The last wait had nothing to report, and nothing was done since. */
  isIdle: boolean;
  waits: number;
  /** Descriptions that waits have looked at, all in all. */
  scanned: number;
  bytesRead: number;
  lastClient: number;
}

export interface LoopSays {
  waited(events: number, scanned: number): void;
  failed(errno: string): void;
  handled(name: string, bytes: number): void;
  accepted(name: string): void;
  closed(name: string): void;
  leftOpen(name: string): void;
  nothingThere(name: string, reply: string): void;
}

const flagsOf: Readonly<Record<Mechanism, number>> = {
  select: IN,
  poll: IN,
  level: IN,
  edge: IN | ET,
  'one-shot': IN | ONESHOT,
};

const usesEpoll = (mechanism: Mechanism) => mechanism !== 'select' && mechanism !== 'poll';

export function watch(kernel: Kernel, loop: Loop, name: string): void {
  loop.watched.push(name);
  if (usesEpoll(loop.mechanism)) control(kernel, loop, 'ADD', name);
}

function control(kernel: Kernel, loop: Loop, operation: 'ADD' | 'MOD', name: string): void {
  execute(kernel, { call: 'ctl', epoll: EPOLL, operation, name, events: flagsOf[loop.mechanism] });
}

/** The same descriptors by another mechanism. */
export function swap(kernel: Kernel, loop: Loop, mechanism: Mechanism): void {
  if (fileOf(kernel, EPOLL) !== undefined) execute(kernel, { call: 'close', name: EPOLL });
  loop.mechanism = mechanism;
  loop.pending = [];
  loop.isIdle = false;
  if (usesEpoll(mechanism)) execute(kernel, { call: 'epoll', name: EPOLL });
  const names = loop.watched;
  chargeWork(names.length * 100);
  loop.watched = [];
  for (const name of names) watch(kernel, loop, name);
}

/** One event: of those that were reported, or else of what another wait reports. */
export function handleOne(kernel: Kernel, loop: Loop, config: IoMultiplexingConfig, says: LoopSays): void {
  if (loop.pending.length === 0 && !waitOnce(kernel, loop, config.maxEvents, says)) return;
  const [first, ...rest] = loop.pending;
  loop.pending = rest;
  loop.isIdle = first === undefined;
  if (first === undefined) return;
  const [name] = first;
  if (fileOf(kernel, name)?.kind === 'listener') acceptOne(kernel, loop, name, says);
  else readOne(kernel, loop, name, config, says);
  if (loop.mechanism === 'one-shot' && config.rearms && loop.watched.includes(name)) control(kernel, loop, 'MOD', name);
}

function waitOnce(kernel: Kernel, loop: Loop, maxEvents: number, says: LoopSays): boolean {
  const reply = execute(kernel, waitCall(loop, maxEvents));
  if (typeof reply === 'string') {
    says.failed(reply);
    return false;
  }
  const events = reply as readonly (readonly string[])[];
  loop.pending =
    loop.mechanism === 'select'
      ? (events[0] ?? []).map((name) => [name, flagsText(IN)] as const)
      : events.map(([name = '', flags = '']) => [name, flags] as const);
  loop.waits += 1;
  loop.scanned += kernel.scanned;
  says.waited(loop.pending.length, kernel.scanned);
  return true;
}

function waitCall({ mechanism, watched }: Loop, maxEvents: number): Call {
  if (mechanism === 'select') return { call: 'select', read: watched, write: [], except: [] };
  if (mechanism === 'poll') return { call: 'poll', asked: watched.map((name) => ({ name, events: IN })) };
  return { call: 'wait', epoll: EPOLL, maxEvents };
}

function acceptOne(kernel: Kernel, loop: Loop, listener: string, says: LoopSays): void {
  const name = nextClient(kernel, loop);
  const reply = execute(kernel, { call: 'accept', name, listener });
  if (reply !== name) {
    says.nothingThere(listener, String(reply));
    return;
  }
  says.accepted(name);
  watch(kernel, loop, name);
}

export function nextClient(kernel: Kernel, loop: Loop): string {
  loop.lastClient += 1;
  const name = `c${loop.lastClient}`;
  return kernel.names[name] === undefined ? name : nextClient(kernel, loop);
}

function readOne(kernel: Kernel, loop: Loop, name: string, config: IoMultiplexingConfig, says: LoopSays): void {
  let total = 0;
  for (;;) {
    const reply = execute(kernel, { call: 'read', name, count: config.readBytes }) as number | Errno;
    if (typeof reply === 'string') {
      if (total > 0) break;
      says.nothingThere(name, reply);
      return;
    }
    if (reply === 0) {
      endOfFile(kernel, loop, name, config, says);
      break;
    }
    total += reply;
    if (!loop.drains) break;
  }
  loop.bytesRead += total;
  if (total > 0) says.handled(name, total);
}

function endOfFile(kernel: Kernel, loop: Loop, name: string, config: IoMultiplexingConfig, says: LoopSays): void {
  if (!config.closesAtEnd) {
    says.leftOpen(name);
    return;
  }
  execute(kernel, { call: 'close', name });
  loop.watched = loop.watched.filter((each) => each !== name);
  says.closed(name);
}
