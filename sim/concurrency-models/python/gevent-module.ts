import { bind } from './bind';
import { exceptionOf, greenletExceptions, raised } from './errors';
import { GeventGreenlet, Greenlets, type Link } from './gevent-greenlet';
import { needCallable } from './greenlet-module';
import { MultipleWaiter, Waiter } from './hub';
import { eventClasses, type Linkable } from './linkable';
import { compare, itemsOf, lengthOf } from './operators';
import { poolClasses } from './pool';
import { queueClasses, queueExceptions } from './queue';
import { nameOf, type Runtime, secondsOf } from './runtime';
import { lockClasses } from './semaphore';
import { timeouts as makeTimeouts, type Timeouts } from './timeout';
import {
  DONE,
  Greenlet,
  type Py,
  type PyClass,
  PyIterator,
  PyList,
  PyModule,
  PyNative,
  Raised,
  type Running,
} from './values';

type Waited = GeventGreenlet | Linkable;
type Native = PyNative['call'];

const NS_PER_SECOND = 1_000_000_000;
/** What time.time() begins with. */
const EPOCH_S = 1_766_534_400;

/** gevent with its modules, and time, which it patches. */
export function geventModules(runtime: Runtime): readonly PyModule[] {
  const timeouts = makeTimeouts(runtime);
  const greenlets = new Greenlets(runtime, timeouts);
  const waits = new Waits(runtime, greenlets);
  const events = eventClasses(runtime, timeouts);
  const locks = lockClasses(runtime, timeouts);
  const queues = queueClasses(runtime, timeouts, events);
  const joinAll = (all: readonly GeventGreenlet[]) => waits.wait(all, null, null);
  const pools = poolClasses({ runtime, greenlets, events, locks, timeouts, joinAll });
  const gevent = geventModule(runtime, greenlets, waits, timeouts);
  const module = (name: string, classes: readonly PyClass[]) =>
    new PyModule(name, new Map(classes.map((each) => [each.name, each])));
  const time = timeModule(runtime);
  return [
    gevent,
    time,
    monkeyModule(runtime, time, gevent.names.get('sleep') ?? null),
    module('gevent.event', [events.event, events.asyncResult]),
    module('gevent.lock', locks.classes),
    module('gevent.queue', [...queues, queueExceptions.Empty, queueExceptions.Full]),
    module('gevent.pool', pools),
  ];
}

/** Waiting for several at once. */
class Waits {
  constructor(
    private readonly runtime: Runtime,
    private readonly greenlets: Greenlets,
  ) {}

  private link(object: Waited, link: Link): void {
    if (object instanceof GeventGreenlet) this.greenlets.addLink(object, link);
    else object.addLink(link);
  }

  /** One after the other as they are ready. */
  iterate(objects: readonly Waited[], timeout: Py, count: Py): PyIterator {
    const { machine } = this.runtime;
    const hub = this.runtime.hub();
    const waiter = new MultipleWaiter(machine, hub);
    const link: Link = { key: waiter, run: (source) => waiter.switch(source) };
    const timer = timeout === null ? null : hub.timer(-1);
    let left = count === null ? objects.length : Math.min(Number(count), objects.length);
    let hasBegun = false;
    const end = (): typeof DONE => {
      if (timer !== null) hub.stop(timer);
      for (const each of objects) {
        if (each instanceof GeventGreenlet) each.links = each.links.filter((one) => one !== link);
        else each.removeLink(waiter);
      }
      left = 0;
      return DONE;
    };
    const begin = () => {
      for (const each of objects) this.link(each, link);
      if (timer !== null) hub.start(timer, secondsOf(timeout), () => waiter.switch(null));
      hasBegun = true;
    };
    return new PyIterator(function* () {
      if (!hasBegun) begin();
      if (left === 0) return end();
      left -= 1;
      try {
        const item = yield* waiter.get();
        return item === null ? end() : item;
      } catch (error) {
        end();
        throw error;
      }
    });
  }

  *wait(objects: readonly Waited[] | null, timeout: Py, count: Py, raises = false): Running {
    if (objects === null) return yield* this.waitForAll(timeout);
    const iterator = this.iterate(objects, timeout, count);
    const ready: Py[] = [];
    for (;;) {
      const item = yield* iterator.next() as Running<Py | typeof DONE>;
      if (item === DONE) return new PyList(ready);
      if (raises && item instanceof GeventGreenlet && item.outcome?.error != null) throw new Raised(item.outcome.error);
      ready.push(item);
    }
  }

  /** Until the loop has nothing to do. */
  private *waitForAll(timeout: Py): Running {
    const hub = this.runtime.hub();
    const waiter = new Waiter(this.runtime.machine, hub);
    const timer = timeout === null ? null : hub.timer(0, false);
    if (timer !== null) hub.start(timer, secondsOf(timeout), () => waiter.switch(null));
    try {
      yield* waiter.get();
    } catch (error) {
      if (exceptionOf(error).type.name !== 'LoopExit') throw error;
      return true;
    } finally {
      if (timer !== null) hub.stop(timer);
    }
    return false;
  }
}

function geventModule(runtime: Runtime, greenlets: Greenlets, waits: Waits, timeouts: Timeouts): PyModule {
  const { machine } = runtime;
  const names = new Map<string, Py>([
    ['Greenlet', greenlets.type],
    ['GreenletExit', greenletExceptions.GreenletExit],
    ['Timeout', timeouts.type],
    ['with_timeout', timeouts.withTimeout],
    ['__version__', '22.10.2'],
  ]);
  const add = (name: string, call: Native) => names.set(name, new PyNative(name, call));
  add('spawn', (args, keywords) => greenlets.spawn(args, keywords));
  add('spawn_later', (args, keywords) => greenlets.spawnLater(args, keywords));
  add('spawn_raw', (args, keywords) => {
    const [target = null, ...rest] = args;
    needCallable(target, 'function must be callable');
    const raw = new Greenlet(machine.greenletClass, target, runtime.hub().greenlet);
    raw.label = machine.labelFor(nameOf(target));
    runtime.hub().runCallback(() => machine.switchTo(raw, rest, keywords));
    return raw;
  });
  add('getcurrent', () => machine.current);
  add('sleep', (args, keywords) =>
    sleep(runtime, bind('sleep', args, keywords, [], { seconds: 0n, ref: true }).seconds),
  );
  add('idle', function* () {
    const waiter = new Waiter(machine, runtime.hub());
    runtime.hub().whenIdle(() => waiter.switch(null));
    yield* waiter.get();
    return null;
  });
  add('joinall', function* (args, keywords) {
    const {
      greenlets: all,
      timeout,
      raise_error,
      count,
    } = bind('joinall', args, keywords, ['greenlets'], {
      timeout: null,
      raise_error: false,
      count: null,
    });
    return yield* waits.wait(sequence(all), timeout, count, raise_error === true);
  });
  const WAIT = { objects: null, timeout: null, count: null };
  add('wait', function* (args, keywords) {
    const { objects, timeout, count } = bind('wait', args, keywords, [], WAIT);
    return yield* waits.wait(objects === null ? null : sequence(objects), timeout, count);
  });
  add('iwait', (args, keywords) => {
    const { objects, timeout, count } = bind('iwait', args, keywords, [], WAIT);
    return waits.iterate(sequence(objects), timeout, count);
  });
  addKills(add, runtime, greenlets, waits, timeouts);
  return new PyModule('gevent', names);
}

/** gevent asks how many there are. */
function sequence(objects: Py): readonly Waited[] {
  lengthOf(objects);
  return (itemsOf(objects) ?? []) as readonly Waited[];
}

function* sleep(runtime: Runtime, seconds: Py): Running {
  const { machine } = runtime;
  const hub = runtime.hub();
  const waiter = new Waiter(machine, hub);
  const length = compare('<=', seconds, 0n) ? 0 : secondsOf(seconds);
  if (length <= 0) {
    hub.runCallback(() => waiter.switch(null));
    yield* waiter.get();
    return null;
  }
  const timer = hub.timer();
  hub.start(timer, length, () => waiter.switch(true), true);
  try {
    const result = yield* waiter.get();
    if (result !== true) throw raised('AssertionError', 'Invalid switch into gevent.sleep()');
  } finally {
    hub.stop(timer);
  }
  return null;
}

function addKills(
  add: (name: string, call: Native) => void,
  runtime: Runtime,
  greenlets: Greenlets,
  waits: Waits,
  timeouts: Timeouts,
): void {
  const { machine, interpreter } = runtime;
  const { GreenletExit } = greenletExceptions;
  add('kill', function* (args, keywords) {
    const { greenlet, exception } = bind('kill', args, keywords, ['greenlet'], { exception: GreenletExit });
    if (greenlet instanceof GeventGreenlet) {
      if (!greenlet.isDead) yield* greenlets.kill(greenlet, exception, false);
    } else if (greenlet instanceof Greenlet && !greenlet.isDead) {
      runtime.hub().runCallback(function* () {
        return yield* machine.throwInto(greenlet, yield* interpreter.exceptionFrom(exception));
      });
    }
    return null;
  });
  add('killall', function* (args, keywords) {
    const all = bind('killall', args, keywords, ['greenlets'], { exception: GreenletExit, block: true, timeout: null });
    const alive: GeventGreenlet[] = [];
    for (const each of (yield* interpreter.list(all.greenlets)) as GeventGreenlet[]) {
      if (!(yield* greenlets.killBeforeStart(each, all.exception))) alive.push(each);
    }
    if (alive.length === 0) return null;
    const hub = runtime.hub();
    const waiter = new Waiter(machine, hub);
    hub.runCallback(function* () {
      const rest: GeventGreenlet[] = [];
      for (const each of alive) {
        if (each.isDead) continue;
        machine.tell({ kind: 'kill', greenlet: each.label });
        try {
          yield* greenlets.throw(each, [all.exception]);
        } catch (error) {
          yield* hub.handleError(exceptionOf(error));
        }
        if (!each.isDead) rest.push(each);
      }
      if (all.block !== false) yield* waiter.switch(new PyList(rest));
      return null;
    });
    if (all.block === false) return null;
    const timer = timeouts.startNew(all.timeout);
    try {
      const rest = yield* waiter.get();
      if (rest instanceof PyList && rest.items.length > 0)
        yield* waits.wait(rest.items as GeventGreenlet[], null, null);
    } finally {
      timer?.cancel();
    }
    return null;
  });
}

function timeModule({ machine }: Runtime): PyModule {
  const names = new Map<string, Py>();
  const add = (name: string, call: Native) => names.set(name, new PyNative(name, call));
  const seconds = () => machine.clockNs / NS_PER_SECOND;
  add('time', () => EPOCH_S + seconds());
  for (const name of ['monotonic', 'perf_counter']) add(name, seconds);
  add('sleep', ([length = null]) => {
    const ns = Math.round(secondsOf(length) * NS_PER_SECOND);
    if (ns < 0) throw raised('ValueError', 'sleep length must be non-negative');
    // Nobody else runs meanwhile: the thread itself sleeps.
    if (ns > 0) machine.tell({ kind: 'block', greenlet: machine.current.label, ns });
    machine.clockNs += ns;
    return null;
  });
  return new PyModule('time', names);
}

/** What `patch_all` replaces, of the modules that there are: `time.sleep`. */
function monkeyModule({ machine }: Runtime, time: PyModule, sleep: Py): PyModule {
  const names = new Map<string, Py>();
  const original = time.names.get('sleep') ?? null;
  const add = (name: string, call: Native) => names.set(name, new PyNative(name, call));
  const patchTime = () => {
    if (time.names.get('sleep') !== sleep) machine.tell({ kind: 'patch' });
    time.names.set('sleep', sleep);
    return null;
  };
  add('patch_all', (_args, keywords) => {
    if (keywords.get('time') !== false) patchTime();
    return true;
  });
  add('patch_time', patchTime);
  for (const name of ['socket', 'ssl', 'thread', 'os', 'select', 'queue', 'subprocess', 'signal', 'dns'])
    add(`patch_${name}`, () => null);
  add('is_module_patched', ([module = null]) => module === 'time' && time.names.get('sleep') === sleep);
  add(
    'is_object_patched',
    ([module = null, name = null]) => module === 'time' && name === 'sleep' && time.names.get('sleep') === sleep,
  );
  add('get_original', ([, name = null]) => (name === 'sleep' ? original : null));
  return new PyModule('gevent.monkey', names);
}
