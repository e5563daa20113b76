import { bind } from './bind';
import { exceptionOf, exceptions, raised } from './errors';
import type { Timer } from './hub';
import { type Runtime, secondsOf } from './runtime';
import { ADDRESS, ownRepr, ownText, repr, str } from './text';
import { type Greenlet, type Keywords, type Py, PyClass, PyException, PyNative, type Running } from './values';

const INITIAL: Readonly<Record<'seconds' | 'exception' | 'ref' | 'priority', Py>> = {
  seconds: null,
  exception: null,
  ref: true,
  priority: -1n,
};

/** Raised in the greenlet that started it, when its time is over. */
export class Timeout extends PyException {
  timer: Timer | null;

  constructor(
    type: PyClass,
    private readonly runtime: Runtime,
    readonly seconds: Py,
    public exception: Py,
  ) {
    super(type, seconds === null ? [] : exception === null ? [seconds] : [seconds, exception]);
    this.timer = seconds === null ? null : runtime.hub().timer(-1);
  }

  get isPending(): boolean {
    return this.timer !== null && this.timer.status !== 'off';
  }

  start(): void {
    if (this.isPending)
      throw raised('AssertionError', 'the timeout is already started; to restart it, cancel it first');
    if (this.timer === null) return;
    const { machine, interpreter } = this.runtime;
    const { exception } = this;
    const greenlet: Greenlet = machine.current;
    const isOwn = exception === null || exception === false || typeof exception === 'string';
    this.runtime.hub().start(
      this.timer,
      secondsOf(this.seconds),
      function* (this: Timeout) {
        const thrown = isOwn ? this : yield* interpreter.exceptionFrom(exception);
        return yield* machine.throwInto(greenlet, thrown);
      }.bind(this),
      true,
    );
  }

  cancel(): void {
    if (this.timer !== null) this.runtime.hub().stop(this.timer);
  }
}

export interface Timeouts {
  readonly type: PyClass;
  /** Null for no timeout. Cancel it in any case. */
  startNew(seconds: Py, exception?: Py): Timeout | null;
  readonly withTimeout: PyNative;
}

/** gevent.Timeout and with_timeout. */
export function timeouts(runtime: Runtime): Timeouts {
  const type = new PyClass('Timeout', exceptions.BaseException);
  type.make = (args, keywords) => {
    const { seconds, exception } = bind('Timeout', args, keywords, [], INITIAL);
    return new Timeout(type, runtime, seconds, exception);
  };
  const startNew = (seconds: Py, exception: Py = null): Timeout | null => {
    if (seconds === null) return null;
    const timeout = seconds instanceof Timeout ? seconds : new Timeout(type, runtime, seconds, exception);
    if (!timeout.isPending) timeout.start();
    return timeout;
  };
  const { methods, getters } = type;
  methods.set('start', (self: Timeout) => {
    self.start();
    return null;
  });
  for (const name of ['cancel', 'close']) {
    methods.set(name, (self: Timeout) => {
      self.cancel();
      return null;
    });
  }
  methods.set('start_new', (_self: never, args, keywords) => {
    const { timeout, exception } = bind('start_new', args, keywords, [], { timeout: null, exception: null, ref: true });
    return startNew(timeout, exception) ?? startedWithout(type, runtime);
  });
  methods.set('__enter__', (self: Timeout) => {
    if (!self.isPending) self.start();
    return self;
  });
  methods.set('__exit__', (self: Timeout, [error = null]) => {
    self.cancel();
    return error === self && self.exception === false;
  });
  getters.set('seconds', (self: Timeout) => self.seconds);
  getters.set('pending', (self: Timeout) => self.isPending);
  getters.set('exception', (self: Timeout) => self.exception);
  ownText(type, timeoutText);
  ownRepr(type, ({ seconds, exception, isPending }: Timeout) => {
    const shown = exception === null ? '' : ` exception=${repr(exception)}`;
    return `<Timeout at ${ADDRESS} seconds=${str(seconds)}${shown}${isPending ? ' pending' : ''}>`;
  });
  const withTimeout = new PyNative('with_timeout', (args, keywords) =>
    runWithTimeout(runtime, startNew, args, keywords),
  );
  return { type, startNew, withTimeout };
}

function startedWithout(type: PyClass, runtime: Runtime): Timeout {
  return new Timeout(type, runtime, null, null);
}

function timeoutText({ seconds, exception }: Timeout): string {
  if (seconds === null) return '';
  const unit = Number(seconds) === 1 ? 'second' : 'seconds';
  if (exception === null) return `${str(seconds)} ${unit}`;
  return exception === false ? `${str(seconds)} ${unit} (silent)` : `${str(seconds)} ${unit}: ${str(exception)}`;
}

function* runWithTimeout(
  { interpreter }: Runtime,
  startNew: Timeouts['startNew'],
  args: readonly Py[],
  keywords: Keywords,
): Running {
  const [seconds = null, callee = null, ...rest] = args;
  const own = new Map(keywords);
  const hasValue = own.has('timeout_value');
  const value = own.get('timeout_value') ?? null;
  own.delete('timeout_value');
  const timeout = startNew(seconds);
  try {
    return yield* interpreter.call(callee, rest, own);
  } catch (error) {
    if (hasValue && timeout !== null && exceptionOf(error) === timeout) return value;
    throw error;
  } finally {
    timeout?.cancel();
  }
}
