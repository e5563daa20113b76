import { chargeWork } from '../core/work';
import { ERR, IN, OUT } from './flags';
import { addDescription, type Errno, type EventFd, type Kernel, nextId, type TimerFd } from './kernel';
import { wake } from './wake';

/** Both are read and written eight bytes at a time. */
const WORD = 8;
const COUNT_MAX = 2n ** 64n - 2n;

export function openEventFd(kernel: Kernel, count: number, isSemaphore: boolean): EventFd {
  return addDescription(kernel, (file) => ({ ...file, kind: 'eventfd', count: String(count), isSemaphore }));
}

export function openTimerFd(kernel: Kernel): TimerFd {
  return addDescription(kernel, (file) => ({ ...file, kind: 'timerfd', dueMs: null, setAs: 0, expirations: 0 }));
}

export function reportCounter(file: EventFd | TimerFd): number {
  if (file.kind === 'timerfd') return file.expirations > 0 ? IN : 0;
  if (file.count === '0') return OUT;
  const count = file.count.length < 16 ? 1n : BigInt(file.count);
  return IN | (count > COUNT_MAX ? ERR : 0) | (count < COUNT_MAX ? OUT : 0);
}

/** Adds a number: a write of eight bytes that hold it. */
export function addToEventFd(kernel: Kernel, file: EventFd, value: number | bigint): number | Errno {
  const sum = BigInt(file.count) + BigInt(value);
  if (sum > COUNT_MAX) return 'EAGAIN';
  file.count = String(sum);
  wake(kernel, file, IN);
  return WORD;
}

/** Adds as much as still fits. */
export function fillEventFd(kernel: Kernel, file: EventFd): number | Errno {
  const room = COUNT_MAX - BigInt(file.count);
  return room === 0n ? 'EAGAIN' : addToEventFd(kernel, file, room);
}

export function readCounter(kernel: Kernel, file: EventFd | TimerFd, count: number): number | Errno {
  if (count < WORD) return 'EINVAL';
  if (file.kind === 'timerfd') {
    if (file.expirations === 0) return 'EAGAIN';
    file.expirations = 0;
    return WORD;
  }
  if (file.count === '0') return 'EAGAIN';
  file.count = file.isSemaphore ? String(BigInt(file.count) - 1n) : '0';
  wake(kernel, file, OUT);
  return WORD;
}

/** Reads it down to nothing: a semaphore gives one at a time, which may be more often than anybody could wait for. */
export function drainEventFd(kernel: Kernel, file: EventFd): number | string {
  if (file.count === '0') return 0;
  const bytes = file.isSemaphore ? BigInt(file.count) * BigInt(WORD) : BigInt(WORD);
  file.count = '0';
  wake(kernel, file, OUT);
  return bytes > BigInt(Number.MAX_SAFE_INTEGER) ? String(bytes) : Number(bytes);
}

/** `timerfd_settime`: once, in so many milliseconds; 0 disarms. */
export function setTimer(kernel: Kernel, file: TimerFd, ms: number): void {
  file.dueMs = ms === 0 ? null : kernel.nowMs + ms;
  file.setAs = nextId(kernel);
  file.expirations = 0;
}

/** Time passes; timers that run out on the way tell those who watch, one after the other. `after` is done after each. */
export function passTime(kernel: Kernel, ms: number, after: () => void): void {
  const end = kernel.nowMs + ms;
  for (;;) {
    let next: TimerFd | null = null;
    const files = Object.values(kernel.descriptions);
    chargeWork(files.length);
    for (const file of files) {
      if (file.kind !== 'timerfd' || file.dueMs === null || file.dueMs > end) continue;
      const isEarlier =
        file.dueMs < (next?.dueMs ?? end + 1) || (file.dueMs === next?.dueMs && file.setAs < next.setAs);
      if (isEarlier) next = file;
    }
    if (next === null) break;
    kernel.nowMs = next.dueMs ?? end;
    next.dueMs = null;
    next.expirations = 1;
    wake(kernel, next, IN);
    after();
  }
  kernel.nowMs = end;
}
