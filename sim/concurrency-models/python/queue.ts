import { bind } from './bind';
import { exceptionClass, exceptions, raised } from './errors';
import { type Callback, hubExceptions, Waiter } from './hub';
import type { EventClasses } from './linkable';
import { isLess, itemsOf, truthy } from './operators';
import type { Runtime } from './runtime';
import type { Timeouts } from './timeout';
import { type Py, PyClass, PyException, PyIterator, PyObject, Raised, type Running } from './values';

export const queueExceptions = {
  Empty: exceptionClass('Empty', exceptions.Exception),
  Full: exceptionClass('Full', exceptions.Exception),
} as const;

const empty = () => new Raised(new PyException(queueExceptions.Empty, []));
const full = () => new Raised(new PyException(queueExceptions.Full, []));

interface Putter {
  readonly waiter: Waiter;
  readonly token: PyObject;
  readonly item: Py;
}

type Getter = Pick<Putter, 'waiter' | 'token'>;
type Kind = 'Queue' | 'LifoQueue' | 'PriorityQueue' | 'JoinableQueue';

/** What its waiters are given, to see that it was the queue that woke them. */
const tokenClass = new PyClass('waiter');

/** gevent.queue.Queue and what it is the base of, of gevent 22.10. */
class PyQueue extends PyObject {
  readonly items: Py[];
  private readonly getters: Getter[] = [];
  private readonly putters: Putter[] = [];
  private unlocking: Callback | null = null;
  unfinished = 0;
  /** Of a JoinableQueue: set while nothing is unfinished. */
  readonly done: ReturnType<EventClasses['makeEvent']> | null;

  constructor(
    type: PyClass,
    private readonly kind: Kind,
    readonly runtime: Runtime,
    readonly timeouts: Timeouts,
    readonly events: EventClasses,
    readonly most: number | null,
    items: readonly Py[],
  ) {
    super(type);
    this.items = [];
    this.done = kind === 'JoinableQueue' ? events.makeEvent() : null;
    if (this.done !== null) this.done.isSet = true;
    for (const item of items) this.add(item);
  }

  get isFull(): boolean {
    return this.most !== null && this.items.length >= this.most;
  }

  private add(item: Py): void {
    if (this.kind === 'PriorityQueue') push(this.items, item);
    else this.items.push(item);
    if (this.done === null) return;
    this.unfinished += 1;
    this.done.isSet = false;
  }

  private take(): Py {
    if (this.kind === 'PriorityQueue') return pop(this.items);
    return (this.kind === 'LifoQueue' ? this.items.pop() : this.items.shift()) ?? null;
  }

  private peek(): Py {
    return (this.kind === 'LifoQueue' ? this.items.at(-1) : this.items[0]) ?? null;
  }

  private waiter(): Getter {
    return { waiter: new Waiter(this.runtime.machine, this.runtime.hub()), token: new PyObject(tokenClass) };
  }

  private get isInHub(): boolean {
    return this.runtime.machine.current === this.runtime.hub().greenlet;
  }

  *put(item: Py, block: boolean, timeout: Py): Running {
    if (!this.isFull) {
      this.add(item);
      if (this.getters.length > 0) this.unlockSoon();
      return null;
    }
    if (this.isInHub) {
      for (let getter = this.getters[0]; getter !== undefined && this.isFull; getter = this.getters[0]) {
        this.getters.shift();
        yield* getter.waiter.switch(getter.token);
      }
      if (this.isFull) throw full();
      this.add(item);
      return null;
    }
    if (!block) throw full();
    const putter: Putter = { ...this.waiter(), item };
    this.putters.push(putter);
    const timer = this.timeouts.startNew(timeout, queueExceptions.Full);
    try {
      if (this.getters.length > 0) this.unlockSoon();
      if ((yield* putter.waiter.get()) !== putter.token)
        throw raised(hubExceptions.InvalidSwitchError, 'Invalid switch into Queue.put');
    } finally {
      timer?.cancel();
      remove(this.putters, putter);
    }
    return null;
  }

  *get(block: boolean, timeout: Py, isPeek = false): Running {
    const method = () => (isPeek ? this.peek() : this.take());
    if (this.items.length > 0) {
      if (this.putters.length > 0 && !isPeek) this.unlockSoon();
      return method();
    }
    if (this.isInHub) {
      for (let putter = this.putters.shift(); putter !== undefined; putter = this.putters.shift()) {
        this.add(putter.item);
        yield* putter.waiter.switch(putter.token);
        if (this.items.length > 0) return method();
      }
      throw empty();
    }
    if (!block) throw empty();
    const getter = this.waiter();
    const timer = this.timeouts.startNew(timeout, queueExceptions.Empty);
    try {
      this.getters.push(getter);
      if (this.putters.length > 0) this.unlockSoon();
      if ((yield* getter.waiter.get()) !== getter.token)
        throw raised(hubExceptions.InvalidSwitchError, 'Invalid switch into Queue.get');
      return method();
    } finally {
      timer?.cancel();
      remove(this.getters, getter);
    }
  }

  private unlockSoon(): void {
    if (this.unlocking?.isOn) return;
    this.unlocking = this.runtime.hub().runCallback(() => this.unlock());
  }

  private *unlock(): Running {
    for (;;) {
      let isDone = true;
      if (this.putters.length > 0 && !this.isFull) {
        isDone = false;
        const putter = this.putters.shift();
        if (putter !== undefined) {
          this.add(putter.item);
          yield* putter.waiter.switch(putter.token);
        }
      }
      if (this.getters.length > 0 && this.items.length > 0) {
        isDone = false;
        const getter = this.getters.shift();
        if (getter !== undefined) yield* getter.waiter.switch(getter.token);
      }
      if (isDone) return null;
    }
  }

  taskDone(): null {
    if (this.unfinished <= 0) throw raised('ValueError', 'task_done() called too many times');
    this.unfinished -= 1;
    if (this.unfinished === 0 && this.done !== null) {
      this.done.isSet = true;
      this.done.notifySoon();
    }
    return null;
  }
}

function remove<Item>(list: Item[], item: Item): void {
  const at = list.indexOf(item);
  if (at >= 0) list.splice(at, 1);
}

/** As heapq has it, so that equal items come in the same order. */
function push(heap: Py[], item: Py): void {
  heap.push(item);
  siftDown(heap, 0, heap.length - 1);
}

function siftDown(heap: Py[], start: number, from: number): void {
  const item = heap[from] ?? null;
  let at = from;
  while (at > start) {
    const parentAt = (at - 1) >> 1;
    const parent = heap[parentAt] ?? null;
    if (!isLess(item, parent)) break;
    heap[at] = parent;
    at = parentAt;
  }
  heap[at] = item;
}

function pop(heap: Py[]): Py {
  const last = heap.pop() ?? null;
  if (heap.length === 0) return last;
  const first = heap[0] ?? null;
  heap[0] = last;
  let at = 0;
  for (let child = 1; child < heap.length; child = 2 * at + 1) {
    const right = child + 1;
    const small = right < heap.length && !isLess(heap[child] ?? null, heap[right] ?? null) ? right : child;
    heap[at] = heap[small] ?? null;
    at = small;
  }
  heap[at] = last;
  siftDown(heap, 0, at);
  return first;
}

const putting = { block: true, timeout: null } as const;

/** gevent.queue. */
export function queueClasses(runtime: Runtime, timeouts: Timeouts, events: EventClasses): readonly PyClass[] {
  const base = new PyClass('Queue');
  const kinds: readonly Kind[] = ['Queue', 'LifoQueue', 'PriorityQueue', 'JoinableQueue'];
  const classes = kinds.map((kind) => {
    const type = kind === 'Queue' ? base : new PyClass(kind, base);
    type.make = (args, keywords) => {
      const { maxsize, items } = bind(kind, args, keywords, [], { maxsize: null, items: null });
      const most = maxsize === null || Number(maxsize) <= 0 ? null : Number(maxsize);
      return new PyQueue(type, kind, runtime, timeouts, events, most, items === null ? [] : (itemsOf(items) ?? []));
    };
    return type;
  });
  addQueueMethods(base);
  return classes;
}

function addQueueMethods({ methods, getters }: PyClass): void {
  methods.set('put', (self: PyQueue, args, keywords) => {
    const { item, block, timeout } = bind('put', args, keywords, ['item'], putting);
    return self.put(item, truthy(block), timeout);
  });
  methods.set('put_nowait', (self: PyQueue, [item = null]) => self.put(item, false, null));
  for (const [name, isPeek] of [
    ['get', false],
    ['peek', true],
  ] as const) {
    methods.set(name, (self: PyQueue, args, keywords) => {
      const { block, timeout } = bind(name, args, keywords, [], putting);
      return self.get(truthy(block), timeout, isPeek);
    });
    methods.set(`${name}_nowait`, (self: PyQueue) => self.get(false, null, isPeek));
  }
  for (const name of ['qsize', '__len__']) methods.set(name, (self: PyQueue) => BigInt(self.items.length));
  methods.set('__bool__', () => true);
  methods.set('empty', (self: PyQueue) => self.items.length === 0);
  methods.set('full', (self: PyQueue) => self.isFull);
  methods.set('__iter__', (self: PyQueue) => {
    return new PyIterator(function* () {
      const item = yield* self.get(true, null);
      if (item === exceptions.StopIteration) throw new Raised(new PyException(exceptions.StopIteration, []));
      return item;
    });
  });
  methods.set('task_done', (self: PyQueue) => {
    if (self.done === null) throw raised('AttributeError', `'${self.type.name}' object has no attribute 'task_done'`);
    return self.taskDone();
  });
  methods.set('join', function* (self: PyQueue, args, keywords) {
    if (self.done === null) throw raised('AttributeError', `'${self.type.name}' object has no attribute 'join'`);
    return (yield* self.done.wait(bind('join', args, keywords, [], { timeout: null }).timeout)) ?? true;
  });
  getters.set('maxsize', (self: PyQueue) => (self.most === null ? null : BigInt(self.most)));
  getters.set('unfinished_tasks', (self: PyQueue) => BigInt(self.unfinished));
}
