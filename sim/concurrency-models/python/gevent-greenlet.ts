import { bind } from './bind';
import { exceptionOf, greenletExceptions, raised } from './errors';
import { needCallable } from './greenlet-module';
import { type Callback, hubExceptions, type Timer, Waiter } from './hub';
import { isExit } from './machine';
import { equals } from './operators';
import { nameOf, type Runtime, secondsOf, thrownException } from './runtime';
import { ADDRESS, ownText, repr } from './text';
import { Timeout, type Timeouts } from './timeout';
import {
  Greenlet,
  type Keywords,
  type Py,
  PyClass,
  PyException,
  PyFunction,
  PyNative,
  PyTuple,
  Raised,
  type Running,
} from './values';

/** Called with whose end, or whose readiness, was waited for. `key`: what it was made from, to take it back by. */
export interface Link {
  readonly key: Py | object;
  run(source: Py): Py | Running;
}

export function withoutLink(links: readonly Link[], key: Py | object): Link[] {
  const at = links.findIndex((each) => each.key === key || equals(each.key as Py, key as Py));
  return links.filter((_, index) => index !== at);
}

type Start = null | 'cancelled' | 'completed' | { readonly callback: Callback } | { readonly timer: Timer };

/** A greenlet of gevent: the hub is its parent and starts it, and others wait for its end. */
export class GeventGreenlet extends Greenlet {
  start: Start = null;
  value: Py = null;
  /** Null: it has no result yet. `error` null: it returned. */
  outcome: { readonly error: PyException | null } | null = null;
  links: Link[] = [];
  notifier: Callback | null = null;
  number: number | null = null;

  constructor(
    type: PyClass,
    readonly target: Py,
    readonly args: readonly Py[],
    readonly keywords: Keywords,
    hub: Greenlet,
  ) {
    super(type, null, hub);
  }

  private get isStartPending(): boolean {
    const { start } = this;
    if (start === null || typeof start === 'string') return false;
    return 'callback' in start ? start.callback.work !== null : start.timer.status !== 'off';
  }

  override get isDead(): boolean {
    const { start } = this;
    const wasAborted = start !== null && typeof start !== 'string' && !this.isStartPending;
    return start === 'cancelled' || wasAborted || this.status === 'dead';
  }

  get isReady(): boolean {
    return this.isDead || this.outcome !== null;
  }

  get isSuccessful(): boolean {
    return this.outcome !== null && this.outcome.error === null;
  }
}

const EXIT = greenletExceptions.GreenletExit;
/** What a greenlet does that is given nothing. */
const NOTHING = new PyNative('_run', () => null);
function functionText(target: Py): string {
  if (target instanceof PyFunction) return target.code.name;
  return target instanceof PyNative ? target.name : repr(target);
}

const KILL: Readonly<Record<'exception' | 'block' | 'timeout', Py>> = { exception: EXIT, block: true, timeout: null };

/** What gevent does with its greenlets. */
export class Greenlets {
  readonly type: PyClass;
  private numbers = 0;

  constructor(
    private readonly runtime: Runtime,
    private readonly timeouts: Timeouts,
  ) {
    this.type = new PyClass('Greenlet', runtime.machine.greenletClass);
    this.type.make = (args, keywords) => this.make(args, keywords);
    this.addMethods();
    ownText(this.type, (self: GeventGreenlet) => {
      const shown = [
        ...self.args.map((each) => repr(each).slice(0, 50)),
        ...[...self.keywords].map(([key, value]) => `${key}=${repr(value).slice(0, 50)}`),
      ];
      const name = self.number === null ? ' ' : ` "Greenlet-${self.number}" `;
      return `<Greenlet${name}at ${ADDRESS}: ${functionText(self.target)}${shown.length === 0 ? '' : `(${shown.join(', ')})`}>`;
    });
    this.addGetters();
  }

  make(args: readonly Py[], keywords: Keywords = new Map()): GeventGreenlet {
    const [target = NOTHING, ...rest] = args;
    needCallable(target, 'The run argument or self._run must be callable');
    const { machine } = this.runtime;
    const made: GeventGreenlet = new GeventGreenlet(this.type, target, rest, keywords, this.runtime.hub().greenlet);
    made.label = machine.labelFor(nameOf(target));
    made.run = new PyNative('run', () => this.run(made));
    return made;
  }

  spawn(args: readonly Py[], keywords: Keywords = new Map()): GeventGreenlet {
    const made = this.make(args, keywords);
    this.start(made);
    return made;
  }

  start(greenlet: GeventGreenlet): void {
    if (greenlet.start !== null) return;
    const { machine } = this.runtime;
    machine.tell({ kind: 'spawn', greenlet: greenlet.label, by: machine.current.label });
    greenlet.start = { callback: this.runtime.hub().runCallback(() => machine.switchTo(greenlet, [])) };
  }

  private startLater(greenlet: GeventGreenlet, seconds: number): void {
    if (greenlet.start !== null) return;
    const { machine } = this.runtime;
    const timer = this.runtime.hub().timer();
    machine.tell({ kind: 'spawn', greenlet: greenlet.label, by: machine.current.label });
    greenlet.start = { timer };
    this.runtime.hub().start(timer, seconds, () => machine.switchTo(greenlet, []));
  }

  private *run(greenlet: GeventGreenlet): Running {
    this.cancelStart(greenlet);
    greenlet.start = 'completed';
    try {
      const result = yield* this.runtime.interpreter.call(greenlet.target, greenlet.args, greenlet.keywords);
      this.reportResult(greenlet, result);
    } catch (error) {
      yield* this.reportError(greenlet, exceptionOf(error));
    }
    return null;
  }

  private cancelStart(greenlet: GeventGreenlet): void {
    const { start } = greenlet;
    if (start === null) greenlet.start = 'cancelled';
    else if (typeof start === 'string') return;
    else if ('timer' in start) this.runtime.hub().stop(start.timer);
    else {
      start.callback.work = null;
      start.callback.isOn = false;
    }
  }

  private reportResult(greenlet: GeventGreenlet, result: Py): void {
    greenlet.outcome = { error: null };
    greenlet.value = result;
    this.notifySoon(greenlet);
  }

  private *reportError(greenlet: GeventGreenlet, error: PyException): Running<void> {
    if (isExit(error)) {
      this.reportResult(greenlet, error);
      return;
    }
    greenlet.outcome = { error };
    this.notifySoon(greenlet);
    this.runtime.machine.tell({ kind: 'end', greenlet: greenlet.label, error: error.type.name });
    yield* this.runtime.hub().handleError(error);
  }

  private notifySoon(greenlet: GeventGreenlet): void {
    if (greenlet.links.length === 0 || greenlet.notifier?.isOn) return;
    greenlet.notifier = this.runtime.hub().runCallback(() => this.notify(greenlet));
  }

  private *notify(greenlet: GeventGreenlet): Running {
    for (let link = greenlet.links.shift(); link !== undefined; link = greenlet.links.shift()) {
      try {
        const made = link.run(greenlet);
        if (typeof made === 'object' && made !== null && 'next' in made) yield* made as Running;
      } catch (error) {
        yield* this.runtime.hub().handleError(exceptionOf(error));
      }
    }
    return null;
  }

  addLink(greenlet: GeventGreenlet, link: Link): void {
    greenlet.links.push(link);
    if (greenlet.isReady) this.notifySoon(greenlet);
  }

  *throw(greenlet: GeventGreenlet, args: readonly Py[]): Running {
    const { machine } = this.runtime;
    this.cancelStart(greenlet);
    try {
      if (!greenlet.isDead) return yield* machine.throwInto(greenlet, yield* thrownException(this.runtime, args));
      return null;
    } finally {
      if (greenlet.outcome === null && greenlet.isDead)
        yield* this.reportError(greenlet, yield* thrownException(this.runtime, args));
    }
  }

  /** Whether it is dead now: one that has not begun need not be killed in its own place. */
  *killBeforeStart(greenlet: GeventGreenlet, exception: Py): Running<boolean> {
    this.cancelStart(greenlet);
    if (!greenlet.isDead) return false;
    if (greenlet.outcome === null) yield* this.reportError(greenlet, yield* thrownException(this.runtime, [exception]));
    return true;
  }

  *kill(greenlet: GeventGreenlet, exception: Py = EXIT, block = true, timeout: Py = null): Running {
    const { machine } = this.runtime;
    machine.tell({ kind: 'kill', greenlet: greenlet.label });
    if ((yield* this.killBeforeStart(greenlet, exception)) || greenlet.isReady) return null;
    const hub = this.runtime.hub();
    const waiter = block ? new Waiter(machine, hub) : null;
    hub.runCallback(() => this.killNow(greenlet, exception, waiter));
    if (waiter === null) return null;
    yield* waiter.get();
    return yield* this.join(greenlet, timeout);
  }

  private *killNow(greenlet: GeventGreenlet, exception: Py, waiter: Waiter | null): Running {
    try {
      yield* this.throw(greenlet, [exception]);
    } catch (error) {
      yield* this.runtime.hub().handleError(exceptionOf(error));
    }
    if (waiter !== null) yield* waiter.switch(null);
    return null;
  }

  /** Leaves the current greenlet until the other one has ended. */
  private *untilEnd(greenlet: GeventGreenlet, timeout: Py): Running<void> {
    const { machine } = this.runtime;
    const { current } = machine;
    const link: Link = { key: {}, run: (source) => machine.switchTo(current, [source]) };
    this.addLink(greenlet, link);
    const timer = this.timeouts.startNew(timeout);
    try {
      const result = yield* this.runtime.hub().switch();
      if (result !== greenlet) throw raised(hubExceptions.InvalidSwitchError, 'Invalid switch into Greenlet.join()');
    } catch (error) {
      greenlet.links = greenlet.links.filter((each) => each !== link);
      throw error;
    } finally {
      timer?.cancel();
    }
  }

  *join(greenlet: GeventGreenlet, timeout: Py = null): Running {
    if (greenlet.isReady) return null;
    const timer = timeout === null ? null : new Timeout(this.timeouts.type, this.runtime, timeout, null);
    try {
      yield* this.untilEnd(greenlet, timer);
    } catch (error) {
      if (exceptionOf(error) !== timer || timer === null) throw error;
    }
    return null;
  }

  *get(greenlet: GeventGreenlet, block = true, timeout: Py = null): Running {
    if (!greenlet.isReady) {
      if (!block) throw new Raised(new Timeout(this.timeouts.type, this.runtime, null, null));
      yield* this.untilEnd(greenlet, timeout);
    }
    if (!greenlet.isReady) return null;
    if (greenlet.isSuccessful) return greenlet.value;
    throw new Raised(greenlet.outcome?.error ?? new PyException(EXIT, []));
  }

  private addMethods(): void {
    const { methods } = this.type;
    const { machine, interpreter } = this.runtime;
    methods.set('spawn', (_self: never, args, keywords) => this.spawn(args, keywords));
    methods.set('spawn_later', (_self: never, args, keywords) => this.spawnLater(args, keywords));
    methods.set('start', (self: GeventGreenlet) => {
      this.start(self);
      return null;
    });
    methods.set('start_later', (self: GeventGreenlet, [seconds = null]) => {
      this.startLater(self, secondsOf(seconds));
      return null;
    });
    methods.set('throw', (self: GeventGreenlet, args) => this.throw(self, args));
    methods.set('ready', (self: GeventGreenlet) => self.isReady);
    methods.set('successful', (self: GeventGreenlet) => self.isSuccessful);
    methods.set('__bool__', (self: GeventGreenlet) => self.start !== null && self.outcome === null);
    methods.set('kill', (self: GeventGreenlet, args, keywords) => {
      const { exception, block, timeout } = bind('kill', args, keywords, [], KILL);
      return this.kill(self, exception, block !== false, timeout);
    });
    methods.set('join', (self: GeventGreenlet, args, keywords) =>
      this.join(self, bind('join', args, keywords, [], { timeout: null }).timeout),
    );
    methods.set('get', (self: GeventGreenlet, args, keywords) => {
      const { block, timeout } = bind('get', args, keywords, [], { block: true, timeout: null });
      return this.get(self, block !== false, timeout);
    });
    methods.set('rawlink', (self: GeventGreenlet, [callback = null]) => {
      needCallable(callback, 'Expected callable');
      this.addLink(self, { key: callback, run: (source) => interpreter.call(callback, [source]) });
      return null;
    });
    for (const [name, wanted] of [
      ['link', null],
      ['link_value', true],
      ['link_exception', false],
    ] as const) {
      methods.set(name, (self: GeventGreenlet, [callback = null]) => {
        const run = (source: Py) => {
          if (wanted !== null && self.isSuccessful !== wanted) return null;
          const raw = new Greenlet(machine.greenletClass, callback, this.runtime.hub().greenlet);
          raw.label = machine.labelFor(nameOf(callback));
          return machine.switchTo(raw, [source]);
        };
        this.addLink(self, { key: callback, run });
        return null;
      });
    }
    methods.set('unlink', (self: GeventGreenlet, [callback = null]) => {
      self.links = withoutLink(self.links, callback);
      return null;
    });
    methods.set('has_links', (self: GeventGreenlet) => BigInt(self.links.length));
    methods.set('__enter__', (self: GeventGreenlet) => self);
    methods.set('__exit__', (self: GeventGreenlet, [error = null]) => this.exit(self, error));
  }

  private *exit(greenlet: GeventGreenlet, error: Py): Running {
    if (error !== null) return yield* this.kill(greenlet, error);
    try {
      yield* this.join(greenlet);
    } finally {
      yield* this.kill(greenlet);
    }
    return null;
  }

  spawnLater(args: readonly Py[], keywords: Keywords): GeventGreenlet {
    const [seconds = null, ...rest] = args;
    const made = this.make(rest, keywords);
    this.startLater(made, secondsOf(seconds));
    return made;
  }

  private addGetters(): void {
    const { getters } = this.type;
    getters.set('dead', (self: GeventGreenlet) => self.isDead);
    getters.set('value', (self: GeventGreenlet) => self.value);
    getters.set('exception', (self: GeventGreenlet) => self.outcome?.error ?? null);
    getters.set('started', (self: GeventGreenlet) => self.start !== null && self.outcome === null);
    getters.set(
      'args',
      (self: GeventGreenlet) => new PyTuple(self.outcome === null && self.start !== 'cancelled' ? self.args : []),
    );
    getters.set('minimal_ident', (self: GeventGreenlet) => BigInt(this.numberOf(self)));
    getters.set('name', (self: GeventGreenlet) => `Greenlet-${this.numberOf(self)}`);
  }

  private numberOf(greenlet: GeventGreenlet): number {
    if (greenlet.number === null) {
      greenlet.number = this.numbers;
      this.numbers += 1;
    }
    return greenlet.number;
  }
}
