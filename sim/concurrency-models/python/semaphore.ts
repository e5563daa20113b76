import { bind } from './bind';
import { exceptionOf, raised } from './errors';
import { hubExceptions } from './hub';
import { Linkable } from './linkable';
import { truthy } from './operators';
import type { Runtime } from './runtime';
import { repr } from './text';
import type { Timeouts } from './timeout';
import { type Greenlet, type Keywords, type Py, PyClass, PyObject, type Running } from './values';

/** gevent.lock.Semaphore: those that wait are told only as long as there is one to be had. */
export class Semaphore extends Linkable {
  protected override readonly tellsAll = false;

  constructor(
    type: PyClass,
    runtime: Runtime,
    timeouts: Timeouts,
    public counter: number,
    private readonly most: number | null = null,
  ) {
    super(type, runtime, timeouts);
    if (counter < 0) throw raised('ValueError', 'semaphore initial value must be >= 0');
  }

  get isReady(): boolean {
    return this.counter > 0;
  }

  release(): number {
    if (this.most !== null && this.counter >= this.most)
      throw raised('ValueError', 'Semaphore released too many times');
    this.counter += 1;
    this.notifySoon();
    return this.counter;
  }

  *acquire(blocking = true, timeout: Py = null): Running<boolean> {
    if (this.counter > 0) {
      this.counter -= 1;
      return true;
    }
    if (!blocking) return false;
    try {
      if ((yield* this.wait(timeout)) === false) return false;
    } catch (error) {
      const { type } = exceptionOf(error);
      if (type !== hubExceptions.LoopExit || this.counter === 0) throw error;
    }
    if (this.counter <= 0) throw raised('AssertionError', repr(BigInt(this.counter)));
    this.counter -= 1;
    return true;
  }
}

class RLock extends PyObject {
  owner: Greenlet | null = null;
  count = 0;

  constructor(
    type: PyClass,
    private readonly runtime: Runtime,
    readonly block: Semaphore,
  ) {
    super(type);
  }

  *acquire(blocking: boolean, timeout: Py): Running {
    const { current } = this.runtime.machine;
    if (this.owner === current) {
      this.count += 1;
      return 1n;
    }
    const hasIt = yield* this.block.acquire(blocking, timeout);
    if (hasIt) {
      this.owner = current;
      this.count = 1;
    }
    return hasIt;
  }

  release(): null {
    if (this.owner !== this.runtime.machine.current) throw raised('RuntimeError', 'cannot release un-acquired lock');
    this.count -= 1;
    if (this.count > 0) return null;
    this.owner = null;
    this.block.release();
    return null;
  }
}

export interface LockClasses {
  readonly classes: readonly PyClass[];
  makeSemaphore(value: number): Semaphore;
}

const acquisition = (args: readonly Py[], keywords: Keywords) => {
  const { blocking, timeout } = bind('acquire', args, keywords, [], { blocking: true, timeout: null });
  return [truthy(blocking), timeout] as const;
};

/** gevent.lock. */
export function lockClasses(runtime: Runtime, timeouts: Timeouts): LockClasses {
  const semaphore = new PyClass('Semaphore');
  const bounded = new PyClass('BoundedSemaphore', semaphore);
  for (const type of [semaphore, bounded]) {
    type.make = (args, keywords) => {
      const { value } = bind(type.name, args, keywords, [], { value: 1n, hub: null });
      return new Semaphore(type, runtime, timeouts, Number(value), type === bounded ? Number(value) : null);
    };
  }
  const { methods, getters } = semaphore;
  methods.set('acquire', (self: Semaphore, args, keywords) => self.acquire(...acquisition(args, keywords)));
  methods.set('release', (self: Semaphore) => BigInt(self.release()));
  methods.set('locked', (self: Semaphore) => self.counter <= 0);
  methods.set('ready', (self: Semaphore) => self.isReady);
  methods.set('wait', function* (self: Semaphore, args, keywords) {
    if (self.counter <= 0) yield* self.wait(bind('wait', args, keywords, [], { timeout: null }).timeout);
    return BigInt(self.counter);
  });
  methods.set('__enter__', function* (self: Semaphore) {
    yield* self.acquire();
    return null;
  });
  methods.set('__exit__', (self: Semaphore) => {
    self.release();
    return null;
  });
  getters.set('counter', (self: Semaphore) => BigInt(self.counter));
  const makeSemaphore = (value: number) => new Semaphore(semaphore, runtime, timeouts, value);
  return { classes: [semaphore, bounded, rlockClass(runtime, makeSemaphore), dummyClass()], makeSemaphore };
}

function rlockClass(runtime: Runtime, makeSemaphore: (value: number) => Semaphore): PyClass {
  const type = new PyClass('RLock');
  type.make = () => new RLock(type, runtime, makeSemaphore(1));
  const { methods } = type;
  methods.set('acquire', (self: RLock, args, keywords) => self.acquire(...acquisition(args, keywords)));
  methods.set('__enter__', (self: RLock) => self.acquire(true, null));
  for (const name of ['release', '__exit__']) methods.set(name, (self: RLock) => self.release());
  return type;
}

/** Always to be had. */
function dummyClass(): PyClass {
  const type = new PyClass('DummySemaphore');
  type.make = () => new PyObject(type);
  const { methods } = type;
  methods.set('acquire', () => true);
  methods.set('locked', () => false);
  methods.set('ready', () => true);
  methods.set('wait', () => 1n);
  for (const name of ['release', '__enter__', '__exit__']) methods.set(name, () => null);
  return type;
}
