import { bind } from './bind';
import { exceptionClass, exceptionOf, greenletExceptions, raised } from './errors';
import type { GeventGreenlet, Greenlets } from './gevent-greenlet';
import type { EventClasses } from './linkable';
import { queueExceptions } from './queue';
import type { Runtime } from './runtime';
import type { LockClasses, Semaphore } from './semaphore';
import type { Timeouts } from './timeout';
import { type Keywords, type Py, PyClass, PyList, PyNative, PyObject, PyTuple, Raised, type Running } from './values';

const EXIT: Py = greenletExceptions.GreenletExit;
const PoolFull = exceptionClass('PoolFull', queueExceptions.Full);

/** What groups stand on. */
export interface PoolParts {
  readonly runtime: Runtime;
  readonly greenlets: Greenlets;
  readonly events: EventClasses;
  readonly locks: LockClasses;
  readonly timeouts: Timeouts;
  joinAll(greenlets: readonly GeventGreenlet[]): Running;
}

/** gevent.pool.Group, and with a size Pool: at most so many greenlets at a time. */
class Group extends PyObject {
  readonly members = new Set<GeventGreenlet>();
  private readonly dying = new Set<GeventGreenlet>();
  readonly isEmpty;
  readonly semaphore: Semaphore | null;
  /** What takes a greenlet out when it ends; the same for all. */
  private readonly link = {
    key: this,
    run: (source: Py) => {
      this.discard(source as GeventGreenlet);
      return null;
    },
  };

  constructor(
    type: PyClass,
    private readonly parts: PoolParts,
    readonly size: number | null,
  ) {
    super(type);
    this.isEmpty = parts.events.makeEvent();
    this.isEmpty.isSet = true;
    this.semaphore = size === null ? null : parts.locks.makeSemaphore(size);
  }

  *add(greenlet: GeventGreenlet, blocking = true, timeout: Py = null): Running<void> {
    if (this.semaphore !== null && !(yield* this.semaphore.acquire(blocking, timeout))) {
      throw raised(PoolFull, '');
    }
    this.parts.greenlets.addLink(greenlet, this.link);
    this.members.add(greenlet);
    this.isEmpty.isSet = false;
  }

  discard(greenlet: GeventGreenlet): void {
    this.members.delete(greenlet);
    this.dying.delete(greenlet);
    if (this.members.size === 0) {
      this.isEmpty.isSet = true;
      this.isEmpty.notifySoon();
    }
    this.semaphore?.release();
  }

  *spawn(args: readonly Py[], keywords: Keywords): Running<GeventGreenlet> {
    const made = this.parts.greenlets.make(args, keywords);
    yield* this.add(made);
    this.parts.greenlets.start(made);
    return made;
  }

  *join(timeout: Py, raises: boolean): Running {
    const all = raises ? [...this.members] : [];
    const result = (yield* this.isEmpty.wait(timeout)) ?? true;
    for (const { outcome } of all) if (outcome?.error != null) throw new Raised(outcome.error);
    return result;
  }

  *kill(exception: Py, block: boolean, timeout: Py): Running {
    const timer = this.parts.timeouts.startNew(timeout);
    try {
      while (this.members.size > 0) {
        for (const greenlet of [...this.members]) {
          if (this.dying.has(greenlet)) continue;
          yield* this.parts.greenlets.kill(greenlet, exception, false);
          this.dying.add(greenlet);
        }
        if (!block) break;
        yield* this.parts.joinAll([...this.members]);
      }
    } catch (error) {
      if (timer === null || exceptionOf(error) !== timer) throw error;
    } finally {
      timer?.cancel();
    }
    return null;
  }

  /** `[func(item) for item in iterable]`, each in a greenlet of the group. */
  *map(callee: Py, iterable: Py): Running {
    const made: GeventGreenlet[] = [];
    for (const item of yield* this.parts.runtime.interpreter.list(iterable))
      made.push(yield* this.spawn([callee, item], new Map()));
    const results: Py[] = [];
    for (const each of made) results.push(yield* this.parts.greenlets.get(each));
    return new PyList(results);
  }
}

/** gevent.pool. */
export function poolClasses(parts: PoolParts): readonly PyClass[] {
  const group = new PyClass('Group');
  const pool = new PyClass('Pool', group);
  group.make = () => new Group(group, parts, null);
  pool.make = (args, keywords) => {
    const { size } = bind('Pool', args, keywords, [], { size: null, greenlet_class: null });
    if (size !== null && Number(size) < 0) throw raised('ValueError', `size must not be negative: ${size}`);
    return new Group(pool, parts, size === null ? null : Number(size));
  };
  addGroupMethods(group, parts);
  const { methods, getters } = pool;
  methods.set('free_count', (self: Group) => BigInt(freeOf(self)));
  methods.set('full', (self: Group) => freeOf(self) <= 0);
  methods.set('wait_available', function* (self: Group, args, keywords) {
    const { semaphore } = self;
    if (semaphore === null) return 1n;
    if (semaphore.counter <= 0)
      yield* semaphore.wait(bind('wait_available', args, keywords, [], { timeout: null }).timeout);
    return BigInt(semaphore.counter);
  });
  getters.set('size', (self: Group) => (self.size === null ? null : BigInt(self.size)));
  return [group, pool, PoolFull];
}

function freeOf({ size, members }: Group): number {
  return size === null ? 1 : Math.max(0, size - members.size);
}

function addGroupMethods({ methods }: PyClass, { runtime, greenlets }: PoolParts): void {
  const native = (run: () => Running): Py => new PyNative('task', run);
  methods.set('spawn', (self: Group, args, keywords) => self.spawn(args, keywords));
  methods.set('add', function* (self: Group, [greenlet = null]) {
    yield* self.add(greenlet as GeventGreenlet);
    return null;
  });
  methods.set('start', function* (self: Group, [greenlet = null]) {
    yield* self.add(greenlet as GeventGreenlet);
    greenlets.start(greenlet as GeventGreenlet);
    return null;
  });
  methods.set('join', (self: Group, args, keywords) => {
    const { timeout, raise_error } = bind('join', args, keywords, [], { timeout: null, raise_error: false });
    return self.join(timeout, raise_error === true);
  });
  methods.set('kill', (self: Group, args, keywords) => {
    const { exception, block, timeout } = bind('kill', args, keywords, [], {
      exception: EXIT,
      block: true,
      timeout: null,
    });
    return self.kill(exception, block !== false, timeout);
  });
  methods.set('map', function* (self: Group, args, keywords) {
    const { func, iterable } = bind('map', args, keywords, ['func', 'iterable']);
    return yield* greenlets.get(greenlets.spawn([native(() => self.map(func, iterable))]));
  });
  methods.set('apply', function* (self: Group, args, keywords) {
    const { func, args: own } = bind('apply', args, keywords, ['func'], { args: new PyTuple([]) });
    const given = yield* runtime.interpreter.list(own);
    if (self.members.has(runtime.machine.current as GeventGreenlet))
      return yield* runtime.interpreter.call(func, given);
    return yield* greenlets.get(yield* self.spawn([func, ...given], new Map()));
  });
  methods.set('apply_async', function* (self: Group, args, keywords) {
    const { func, args: own } = bind('apply_async', args, keywords, ['func'], { args: new PyTuple([]) });
    const given = yield* runtime.interpreter.list(own);
    const isFull = self.size !== null && freeOf(self) <= 0;
    if (isFull)
      return greenlets.spawn([
        native(function* () {
          return yield* greenlets.get(yield* self.spawn([func, ...given], new Map()));
        }),
      ]);
    return yield* self.spawn([func, ...given], new Map());
  });
  methods.set('discard', (self: Group, [greenlet = null]) => {
    self.discard(greenlet as GeventGreenlet);
    return null;
  });
  methods.set('full', () => false);
  methods.set('__len__', (self: Group) => BigInt(self.members.size));
  methods.set('__contains__', (self: Group, [greenlet = null]) => self.members.has(greenlet as GeventGreenlet));
}
