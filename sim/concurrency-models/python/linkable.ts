import { bind } from './bind';
import { exceptionOf, raised } from './errors';
import { type GeventGreenlet, type Link, withoutLink } from './gevent-greenlet';
import { needCallable } from './greenlet-module';
import { type Callback, hubExceptions } from './hub';
import { truthy } from './operators';
import type { Runtime } from './runtime';
import { ownText, str } from './text';
import { Timeout, type Timeouts } from './timeout';
import { isRunning, type Py, PyClass, PyException, PyObject, Raised, type Running } from './values';

/** Something that greenlets wait for: gevent/_abstract_linkable.py, of 22.10. */
export abstract class Linkable extends PyObject {
  links: Link[] = [];
  private notifier: Callback | null = null;
  /** Of those that found it ready while others were being told: told after them. */
  private arrived: Link[] = [];
  /** All who wait are told; else only as long as it is ready. */
  protected readonly tellsAll: boolean = true;

  constructor(
    type: PyClass,
    protected readonly runtime: Runtime,
    protected readonly timeouts: Timeouts,
  ) {
    super(type);
  }

  abstract get isReady(): boolean;

  addLink(link: Link): void {
    this.links.push(link);
    this.notifySoon();
  }

  removeLink(key: Py | object): void {
    this.links = withoutLink(this.links, key);
    this.stopIfUnneeded();
  }

  private stopIfUnneeded(): void {
    if (this.links.length > 0 || this.notifier === null || this.notifier.work === null) return;
    this.notifier.work = null;
    this.notifier.isOn = false;
  }

  notifySoon(): void {
    if (!this.isReady || this.links.length === 0 || this.notifier?.isOn) return;
    this.arrived = [];
    this.notifier = this.runtime.hub().runCallback(() => this.notify());
  }

  private *notify(): Running {
    try {
      yield* this.tell(this.links);
      yield* this.tell(this.arrived);
      this.links.push(...this.arrived);
    } finally {
      if (this.notifier !== null) this.notifier.isOn = false;
      this.notifier = null;
    }
    this.notifySoon();
    return null;
  }

  /** Up to the last that waits now: others may be added meanwhile. */
  private *tell(list: Link[]): Running<void> {
    const last = list.at(-1);
    for (let link = list[0]; link !== undefined; link = list[0]) {
      if (!this.tellsAll && !this.isReady) return;
      list.shift();
      try {
        const made = link.run(this);
        if (isRunning(made)) yield* made as Running;
      } catch (error) {
        yield* this.runtime.hub().handleError(exceptionOf(error));
      }
      if (link === last) return;
    }
  }

  private *untilTold(isLate: boolean): Running<void> {
    const { machine } = this.runtime;
    const { current } = machine;
    const link: Link = { key: {}, run: (source) => machine.switchTo(current, [source]) };
    if (isLate) this.arrived.push(link);
    else this.addLink(link);
    try {
      const result = yield* this.runtime.hub().switch();
      if (result !== this)
        throw raised(hubExceptions.InvalidSwitchError, `Invalid switch into ${this.type.name}.wait()`);
    } catch (error) {
      // In place: what is being told goes through this very list.
      for (const list of [this.links, this.arrived]) if (list.includes(link)) list.splice(list.indexOf(link), 1);
      this.stopIfUnneeded();
      throw error;
    }
  }

  /** False when the time was over first. A timeout is raised instead where `raises`. */
  protected *waitUntilReady(timeout: Py, raises = false): Running<boolean> {
    const timer = this.timeouts.startNew(timeout);
    try {
      yield* this.untilTold(false);
      return true;
    } catch (error) {
      if (raises || timer === null || exceptionOf(error) !== timer) throw error;
      return false;
    } finally {
      timer?.cancel();
    }
  }

  /** Null when it was ready at once. */
  *wait(timeout: Py): Running<boolean | null> {
    this.runtime.hub();
    if (!this.isReady) return yield* this.waitUntilReady(timeout);
    if (this.notifier?.isOn) yield* this.untilTold(true);
    return null;
  }
}

class PyEvent extends Linkable {
  isSet = false;

  get isReady(): boolean {
    return this.isSet;
  }
}

class AsyncResult extends Linkable {
  result: { readonly value: Py } | { readonly error: PyException } | null = null;

  get isReady(): boolean {
    return this.result !== null;
  }

  get value(): Py {
    return this.result !== null && 'value' in this.result ? this.result.value : null;
  }

  get error(): PyException | null {
    return this.result !== null && 'error' in this.result ? this.result.error : null;
  }

  set(result: NonNullable<AsyncResult['result']>): void {
    this.result = result;
    this.notifySoon();
  }

  *get(block: boolean, timeout: Py): Running {
    if (this.result === null && block) yield* this.waitUntilReady(timeout, true);
    if (this.result === null) throw new Raised(new Timeout(this.timeouts.type, this.runtime, null, null));
    if ('value' in this.result) return this.result.value;
    throw new Raised(this.result.error);
  }
}

function addLinkMethods({ methods }: PyClass, runtime: Runtime): void {
  methods.set('rawlink', (self: Linkable, [callback = null]) => {
    needCallable(callback, 'Expected callable');
    self.addLink({ key: callback, run: (source) => runtime.interpreter.call(callback, [source]) });
    return null;
  });
  methods.set('unlink', (self: Linkable, [callback = null]) => {
    self.removeLink(callback);
    return null;
  });
  methods.set('ready', (self: Linkable) => self.isReady);
  methods.set('linkcount', (self: Linkable) => BigInt(self.links.length));
}

const timeoutOf = (args: readonly Py[], keywords: ReadonlyMap<string, Py>) =>
  bind('wait', args, keywords, [], { timeout: null }).timeout;

export interface EventClasses {
  readonly event: PyClass;
  readonly asyncResult: PyClass;
  makeEvent(): PyEvent;
}

/** gevent.event. */
export function eventClasses(runtime: Runtime, timeouts: Timeouts): EventClasses {
  const event = new PyClass('Event');
  const makeEvent = () => new PyEvent(event, runtime, timeouts);
  event.make = makeEvent;
  addLinkMethods(event, runtime);
  const { methods } = event;
  for (const name of ['is_set', 'isSet']) methods.set(name, (self: PyEvent) => self.isSet);
  methods.set('set', (self: PyEvent) => {
    self.isSet = true;
    self.notifySoon();
    return null;
  });
  methods.set('clear', (self: PyEvent) => {
    self.isSet = false;
    return null;
  });
  methods.set('wait', function* (self: PyEvent, args, keywords) {
    return (yield* self.wait(timeoutOf(args, keywords))) ?? true;
  });
  ownText(event, (self: PyEvent) => `<Event ${self.isSet ? 'set' : 'clear'} _links[${self.links.length}]>`);
  return { event, asyncResult: asyncResultClass(runtime, timeouts), makeEvent };
}

function asyncResultClass(runtime: Runtime, timeouts: Timeouts): PyClass {
  const type = new PyClass('AsyncResult');
  type.make = () => new AsyncResult(type, runtime, timeouts);
  addLinkMethods(type, runtime);
  const { methods, getters } = type;
  for (const name of ['set', 'set_result']) {
    methods.set(name, (self: AsyncResult, args, keywords) => {
      self.set({ value: bind('set', args, keywords, [], { value: null }).value });
      return null;
    });
  }
  methods.set('set_exception', (self: AsyncResult, args, keywords) => {
    const { exception } = bind('set_exception', args, keywords, ['exception'], { exc_info: null });
    if (exception instanceof PyException) self.set({ error: exception });
    return null;
  });
  methods.set('get', (self: AsyncResult, args, keywords) => {
    const { block, timeout } = bind('get', args, keywords, [], { block: true, timeout: null });
    return self.get(truthy(block), timeout);
  });
  methods.set('get_nowait', (self: AsyncResult) => self.get(false, null));
  methods.set('result', (self: AsyncResult, args, keywords) => self.get(true, timeoutOf(args, keywords)));
  methods.set('wait', function* (self: AsyncResult, args, keywords) {
    yield* self.wait(timeoutOf(args, keywords));
    return self.value;
  });
  for (const name of ['successful'])
    methods.set(name, (self: AsyncResult) => self.result !== null && 'value' in self.result);
  methods.set('done', (self: AsyncResult) => self.isReady);
  methods.set('__call__', (self: AsyncResult, [source = null]) => {
    const greenlet = source as GeventGreenlet;
    const error = greenlet.outcome?.error ?? null;
    self.set(error === null ? { value: greenlet.value } : { error });
    return null;
  });
  getters.set('value', (self: AsyncResult) => self.value);
  getters.set('exception', (self: AsyncResult) => self.error);
  ownText(type, (self: AsyncResult) => {
    const value = self.value === null && self.error === null ? '' : `value=${str(self.value)} `;
    const error = self.error === null ? 'unset ' : `exception=${str(self.error)} `;
    return `<AsyncResult ${value}${error} _links[${self.links.length}]>`;
  });
  return type;
}
