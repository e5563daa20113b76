import { exceptionClass, exceptionOf, exceptions, raised } from './errors';
import type { Machine } from './machine';
import { Greenlet, isRunning, type Py, type PyClass, PyException, PyNative, type Running } from './values';

/** What the loop does once, as soon as it comes to it. */
export interface Callback {
  /** Null once it has begun or was taken back. */
  work: (() => Py | Running) | null;
  /** It waits or runs. */
  isOn: boolean;
}

export interface Timer {
  dueNs: number;
  readonly priority: number;
  /** Whether the loop goes on for its sake alone. */
  readonly counts: boolean;
  status: 'off' | 'waits' | 'due';
  number: number;
  work: () => Py | Running;
}

/** Callbacks in a row before the loop looks at the clock, and how long it goes on with them: sys.getswitchinterval(). */
const CALLBACKS_MAX = 1_000;
const CALLBACKS_NS = 5_000_000;
/** What a turn to a callback takes, by the program's own clock. */
const CALLBACK_NS = 1_000;
/** epoll waits for whole milliseconds, rounded up, and wakes a little later: timers that are close to one another fire in one turn. */
const EPOLL_NS = 1_000_000;
export const WAKE_NS = 50_000;
/** A timer that fires so late is told of. */
const LATE_NS = 1_500_000;
const NS_PER_SECOND = 1_000_000_000;

export const hubExceptions = {
  LoopExit: exceptionClass('LoopExit', exceptions.Exception),
  InvalidSwitchError: exceptionClass('InvalidSwitchError', exceptions.AssertionError),
  BlockingSwitchOutError: exceptionClass('BlockingSwitchOutError', exceptions.AssertionError),
  ConcurrentObjectUseError: exceptionClass('ConcurrentObjectUseError', exceptions.AssertionError),
} as const;

const SYSTEM_ERRORS = [exceptions.KeyboardInterrupt, exceptions.SystemExit, exceptions.SystemError];

/**
 * gevent's hub: a greenlet of its own that runs the loop, which all that wait switch to. One turn of the loop: callbacks in the order
 * in which they were asked for, then a wait for the next timer, then the timers that are due (gevent 22.10, libev/corecext.pyx; libev's ev_run).
 */
export class Hub {
  readonly greenlet: Greenlet;
  private callbacks: Callback[] = [];
  private timers: Timer[] = [];
  private idle: (() => Py | Running)[] = [];
  private nowNs: number;
  private timersMade = 0;
  private isInCallbacks = false;

  constructor(
    private readonly machine: Machine,
    type: PyClass,
    private readonly wakeNs = WAKE_NS,
  ) {
    this.nowNs = machine.clockNs;
    this.greenlet = new Greenlet(type, new PyNative('run', () => this.run()), machine.current);
    this.greenlet.label = 'hub';
  }

  /** Leaves the current greenlet until somebody switches back to it. */
  *switch(): Running {
    if (this.machine.current === this.greenlet) {
      throw raised(
        hubExceptions.BlockingSwitchOutError,
        'Impossible to call blocking function in the event loop callback',
      );
    }
    return yield* this.machine.switchTo(this.greenlet, []);
  }

  runCallback(work: () => Py | Running): Callback {
    const callback: Callback = { work, isOn: true };
    this.callbacks.push(callback);
    return callback;
  }

  /** Not started yet. Lower priorities fire after all others of a turn. */
  timer(priority = 0, counts = true): Timer {
    return { dueNs: 0, priority, counts, status: 'off', number: 0, work: () => null };
  }

  start(timer: Timer, seconds: number, work: () => Py | Running, updatesNow = this.isInCallbacks): void {
    if (updatesNow) this.nowNs = this.machine.clockNs;
    timer.dueNs = this.nowNs + Math.max(0, Math.round(seconds * NS_PER_SECOND));
    timer.number = this.timersMade;
    this.timersMade += 1;
    timer.work = work;
    if (timer.status === 'off') this.timers.push(timer);
    timer.status = 'waits';
  }

  stop(timer: Timer): void {
    if (timer.status !== 'off') this.timers = this.timers.filter((each) => each !== timer);
    timer.status = 'off';
  }

  whenIdle(work: () => Py | Running): void {
    this.idle.push(work);
  }

  private *run(): Running {
    for (;;) {
      yield* this.loop();
      this.machine.tell({ kind: 'forever' });
      const error = new PyException(hubExceptions.LoopExit, ['This operation would block forever']);
      yield* this.machine.throwInto(this.greenlet.parent ?? this.machine.main, error);
    }
  }

  private *loop(): Running<void> {
    do {
      yield* this.runCallbacks();
      this.wait();
      const due = this.timers.filter(({ status, dueNs }) => status === 'waits' && dueNs <= this.nowNs);
      due.sort((a, b) => b.priority - a.priority || a.dueNs - b.dueNs || a.number - b.number);
      for (const timer of due) timer.status = 'due';
      const isIdle = due.length === 0;
      for (const timer of due) {
        if (timer.status !== 'due') continue;
        this.stop(timer);
        if (this.nowNs - timer.dueNs > LATE_NS) this.machine.tell({ kind: 'late', ns: this.nowNs - timer.dueNs });
        yield* this.carryOut(timer.work);
      }
      if (isIdle) for (const work of this.idle.splice(0)) yield* this.carryOut(work);
    } while (this.callbacks.length > 0 || this.idle.length > 0 || this.timers.some(({ counts }) => counts));
  }

  private *runCallbacks(): Running<void> {
    this.isInCallbacks = true;
    let until = this.machine.clockNs + CALLBACKS_NS;
    let left = CALLBACKS_MAX;
    for (let next = this.callbacks.shift(); next !== undefined; next = this.callbacks.shift()) {
      const { work } = next;
      if (work === null) continue;
      next.work = null;
      this.machine.step(null);
      this.machine.clockNs += CALLBACK_NS;
      yield* this.carryOut(work);
      next.isOn = false;
      left -= 1;
      if (left > 0) continue;
      if (this.machine.clockNs >= until) break;
      left = CALLBACKS_MAX;
      until = Math.max(until, this.machine.clockNs);
    }
    this.isInCallbacks = false;
  }

  private wait(): void {
    const waiting = this.timers.filter(({ status }) => status === 'waits');
    if (this.callbacks.length === 0 && this.idle.length === 0 && waiting.some(({ counts }) => counts)) {
      const next = Math.min(...waiting.map(({ dueNs }) => dueNs));
      if (next > this.machine.clockNs) {
        this.machine.tell({ kind: 'wait', ns: next - this.machine.clockNs });
        const unitNs = this.wakeNs === 0 ? 1 : EPOLL_NS;
        const wait = Math.ceil((next - this.machine.clockNs) / unitNs) * unitNs;
        this.machine.clockNs += wait + this.wakeNs;
      }
    }
    this.machine.clockNs += CALLBACK_NS;
    this.nowNs = this.machine.clockNs;
  }

  /** What goes wrong in the hub is printed to standard error, which is not kept; only what ends a program goes on to its parent. */
  private *carryOut(work: () => Py | Running): Running<void> {
    try {
      const made = work();
      if (isRunning(made)) yield* made;
    } catch (error) {
      yield* this.handleError(exceptionOf(error));
    }
  }

  *handleError(error: PyException): Running<void> {
    if (!SYSTEM_ERRORS.some((each) => error.type.isWithin(each))) return;
    const parent = this.greenlet.parent ?? this.machine.main;
    const { current } = this.machine;
    if (current !== this.greenlet && current !== parent) this.runCallback(() => this.machine.switchTo(current, []));
    yield* this.machine.throwInto(parent, error);
  }
}

/** Keeps what one greenlet waits for, or gives it to the greenlet that waits. */
export class Waiter {
  greenlet: Greenlet | null = null;
  private given: { readonly value: Py } | null = null;

  constructor(
    private readonly machine: Machine,
    private readonly hub: Hub,
  ) {}

  *switch(value: Py): Running {
    if (this.greenlet === null) {
      this.given = { value };
      return null;
    }
    try {
      yield* this.machine.switchTo(this.greenlet, [value]);
    } catch (error) {
      yield* this.hub.handleError(exceptionOf(error));
    }
    return null;
  }

  *get(): Running {
    const { given } = this;
    if (given !== null) return given.value;
    if (this.greenlet !== null) throw raised(hubExceptions.ConcurrentObjectUseError, 'This Waiter is already used');
    this.greenlet = this.machine.current;
    try {
      return yield* this.hub.switch();
    } finally {
      this.greenlet = null;
    }
  }

  clear(): void {
    this.given = null;
  }
}

/** Waits for one thing after another. */
export class MultipleWaiter {
  private readonly values: Py[] = [];
  private readonly waiter: Waiter;

  constructor(machine: Machine, hub: Hub) {
    this.waiter = new Waiter(machine, hub);
  }

  *switch(value: Py): Running {
    this.values.push(value);
    return yield* this.waiter.switch(true);
  }

  *get(): Running {
    if (this.values.length === 0) {
      yield* this.waiter.get();
      this.waiter.clear();
    }
    return this.values.shift() ?? null;
  }
}
