import { pick } from '../../sim/core/draw';
import type { Random } from '../../sim/core/random';

/** Lines, each with its indentation. */
type Lines = readonly string[];

const indented = (lines: Lines): Lines => lines.map((line) => `    ${line}`);
const times = <Part>(count: number, make: (at: number) => Part): Part[] =>
  Array.from({ length: count }, (_, at) => make(at));

/** A program of the subset that prints the same each time it is run: what its draws leave open is only what it does. */
export function drawConformanceProgram(random: Random): string {
  const kind = random.below(10);
  if (kind < 5) return new GeventProgram(random).text();
  return kind < 8 ? new GreenletProgram(random).text() : new PlainProgram(random).text();
}

const NUMBERS = ['-7', '-3', '-1', '0', '1', '2', '3', '5', '10', '17', '2.5', '-0.5', 'True'];
const ERRORS = ['ValueError', 'KeyError', 'RuntimeError', 'TypeError', 'IndexError'];

class Writer {
  constructor(protected readonly random: Random) {}

  protected chance(one: number): boolean {
    return this.random.below(one) === 0;
  }

  protected pick<Part>(from: readonly Part[]): Part {
    return pick(from, this.random);
  }

  /** A number or a text, from names and literals. */
  protected expression(names: readonly string[], depth = 0): string {
    const leaf = () => (names.length > 0 && this.chance(2) ? this.pick(names) : this.pick(NUMBERS));
    if (depth > 2 || this.chance(3)) return leaf();
    const inner = () => this.expression(names, depth + 1);
    switch (this.random.below(9)) {
      case 0:
        return `(${inner()} ${this.pick(['<', '<=', '==', '!=', '>', '>='])} ${inner()})`;
      case 1:
        return `(${inner()} ${this.pick(['and', 'or'])} ${inner()})`;
      case 2:
        return `-(${inner()})`;
      case 3:
        return `abs(${inner()})`;
      case 4:
        return `(${inner()} if ${inner()} else ${inner()})`;
      case 5:
        return `max(${inner()}, ${inner()})`;
      default:
        return `(${inner()} ${this.pick(['+', '-', '*', '//', '%', '+', '-', '/'])} ${inner()})`;
    }
  }

  protected format(name: string): string {
    return this.pick([`{${name}}`, `{${name}!r}`, `{${name}=}`, `{${name}:>6}`, `{${name}:<5}|`, `{str(${name}):^8}`]);
  }

  protected tried(body: Lines, name: string): Lines {
    const handler = this.pick([
      'Exception',
      'ValueError',
      '(ValueError, KeyError)',
      'ZeroDivisionError',
      'BaseException',
    ]);
    const caught = this.chance(3)
      ? [`print('${name} caught', type(e).__name__)`]
      : [`print('${name} caught', repr(e))`];
    return [
      'try:',
      ...indented(body),
      `except ${handler} as e:`,
      ...indented([...caught, ...(this.chance(5) ? ['raise'] : [])]),
      ...(this.chance(3) ? ['else:', ...indented([`print('${name} else')`])] : []),
      ...(this.chance(2) ? ['finally:', ...indented([`print('${name} finally')`])] : []),
    ];
  }
}

/** Functions, closures, default values, numbers, texts, lists and exceptions. */
class PlainProgram extends Writer {
  text(): string {
    const functions = times(2 + this.random.below(2), (at) => this.function(at));
    const calls = times(6 + this.random.below(8), (at) => this.statement(at, functions.length));
    return `${[...functions.flat(), 'items = [3, 1, 2]', "words = ('a', 'bb', 'c')", ...calls.flat()].join('\n')}\n`;
  }

  private function(at: number): Lines {
    switch (this.random.below(4)) {
      case 0:
        return [
          `def f${at}(x, y=${this.pick(NUMBERS)}, *more):`,
          ...indented([
            `z = ${this.expression(['x', 'y'])}`,
            `print('f${at}', x, y, more, z)`,
            `return ${this.expression(['x', 'z'])}`,
          ]),
        ];
      case 1:
        return [
          `def f${at}(x, y=2):`,
          ...indented([
            'total = 0',
            'def add(n):',
            '    nonlocal total',
            '    total += n',
            '    return total',
            'for i in range(3):',
            '    add(i + 1)',
            'return total + (x if x else y)',
          ]),
        ];
      case 2:
        return [
          `def f${at}(x, y=[]):`,
          ...indented([
            'y.append(x)',
            `return len(y) + sum(y) if x != ${this.pick(NUMBERS)} else y[${this.random.below(3)}]`,
          ]),
        ];
      default:
        return [`def f${at}(x, y=1): return (lambda a, b=y: ${this.expression(['a', 'b', 'x'])})(x)`];
    }
  }

  private statement(at: number, functions: number): Lines {
    const call = `f${this.random.below(functions)}(${this.pick(NUMBERS)}${this.chance(2) ? `, ${this.pick(NUMBERS)}` : ''}${this.chance(8) ? ', z=1' : ''})`;
    switch (this.random.below(9)) {
      case 0:
      case 1:
        return this.tried([`print(${call})`], `s${at}`);
      case 2:
        return this.tried(
          [`v = ${this.expression([])}`, `print(f"${this.format('v')} ${this.format('v')}")`],
          `s${at}`,
        );
      case 3:
        return this.tried(
          [
            `items.${this.pick(['append(4)', 'pop()', 'pop(9)', 'remove(7)', 'sort()', 'insert(1, 8)', 'reverse()', 'index(99)'])}`,
            'print(items, len(items))',
          ],
          `s${at}`,
        );
      case 4:
        return this.tried(
          [`a, b = ${this.pick(['(1, 2)', '[1, 2, 3]', "'xy'", '5', '(1,)'])}`, 'print(a, b)'],
          `s${at}`,
        );
      case 5:
        return this.tried(
          [
            `print(${this.pick(["'a' + 1", "1 + 'a'", "'ab' * 3", '[1] + [2]', '(1,) + 2', "'abc'[5]", 'items[1:]', 'undefined', 'words[-1]', "'x'.foo", 'None()', "int('q')", "'-'.join(words)", "'a,b'.split(',')", "'%s %5d|%r' % (1, 2, 'x')", 'sorted(words, key=len, reverse=True)'])})`,
          ],
          `s${at}`,
        );
      case 6:
        return [
          `for i, w in enumerate(words):`,
          ...indented([
            `if i == ${this.random.below(3)}:`,
            `    ${this.pick(['continue', 'break', 'pass'])}`,
            'print(i, w.upper())',
          ]),
        ];
      case 7:
        return [
          'n = 3',
          'while n:',
          ...indented(['n -= 1', 'if n == 1: continue', `print('n', n, n % 2 == 0, n ** 2)`]),
        ];
      default:
        return this.tried([`raise ${this.pick(ERRORS)}(${this.pick(["'no'", '1', "'a', 2", ''])})`], `s${at}`);
    }
  }
}

/** Greenlets by themselves: switches with values, errors thrown and let through, parents, ends. */
class GreenletProgram extends Writer {
  private count = 0;

  text(): string {
    this.count = 2 + this.random.below(3);
    const functions = times(this.count, (at) => this.function(at)).flat();
    const made = times(
      this.count,
      (at) => `g${at} = greenlet(f${at}${this.chance(6) && at > 0 ? `, parent=g${this.random.below(at)}` : ''})`,
    );
    const main = times(4 + this.random.below(5), (at) => this.mainStep(at)).flat();
    const ends = times(this.count, (at) => `print('g${at}', g${at}.dead, bool(g${at}), g${at}.parent is main)`);
    return `${['from greenlet import greenlet, getcurrent, GreenletExit', 'main = getcurrent()', 'left = [12]', ...functions, ...made, ...main, ...ends].join('\n')}\n`;
  }

  private other(): string {
    return this.chance(4) ? 'main' : `g${this.random.below(this.count)}`;
  }

  private function(at: number): Lines {
    const steps = times(2 + this.random.below(4), () => this.step(at)).flat();
    return [
      `def f${at}(*given):`,
      ...indented([
        `print('f${at} begins', given)`,
        'left[0] -= 1',
        'if left[0] < 0: return 0',
        ...steps,
        ...(this.chance(2) ? [`return 'r${at}'`] : []),
      ]),
    ];
  }

  private step(at: number): Lines {
    switch (this.random.below(8)) {
      case 0:
      case 1:
      case 2:
        return [`x = ${this.other()}.switch(${this.pick(['', "'v'", '1, 2', `${at}`])})`, `print('f${at} got', x)`];
      case 3:
        return this.tried([`x = ${this.other()}.switch(${at})`, `print('f${at} in try', x)`], `f${at}`);
      case 4:
        return this.tried([`${this.other()}.throw(${this.pick(ERRORS)}('thrown by f${at}'))`], `f${at}`);
      case 5:
        return this.chance(3)
          ? [`raise ${this.pick([...ERRORS, 'GreenletExit'])}('f${at}')`]
          : [`print('f${at}', getcurrent() is g${at})`];
      case 6:
        return this.tried([`print('f${at} throw', repr(${this.other()}.throw()))`], `f${at}`);
      default:
        return [`print('f${at} sees', g${this.random.below(this.count)}.dead)`];
    }
  }

  private mainStep(at: number): Lines {
    const target = `g${this.random.below(this.count)}`;
    switch (this.random.below(7)) {
      case 0:
        return this.guarded([`print('main', repr(${target}.throw()))`]);
      case 1:
        return this.guarded([
          `print('main', ${target}.throw(${this.pick(ERRORS)}${this.chance(2) ? `('m${at}')` : `, 'm${at}'`}))`,
        ]);
      case 2:
        return this.guarded([`${target}.parent = ${this.chance(2) ? 'main' : `g${this.random.below(this.count)}`}`]);
      case 3:
        return [`print(${target}.dead, bool(${target}))`];
      default:
        return this.guarded([`print('main', repr(${target}.switch(${this.pick(['', `${at}`, "'a', 'b'"])})))`]);
    }
  }

  private guarded(body: Lines): Lines {
    return ['try:', ...indented(body), 'except BaseException as e:', ...indented(["print('main caught', repr(e))"])];
  }
}

/** Greenlets of gevent that wait for one another by all that the subset has. */
class GeventProgram extends Writer {
  private tasks = 0;
  private delays = 0;

  /** Seconds, another one each time, so that no two timers are due at once. */
  private delay(...milliseconds: readonly number[]): string {
    this.delays += 1;
    const more = (this.delays * this.delays * 37) % 97;
    return ((pick(milliseconds, this.random) * 10 + more) / 10_000).toFixed(4);
  }

  text(): string {
    this.tasks = 2 + this.random.below(3);
    const functions = times(this.tasks, (at) => this.function(at)).flat();
    const head = [
      'import gevent',
      'import time',
      'from gevent.event import Event, AsyncResult',
      'from gevent.queue import Queue, LifoQueue, PriorityQueue, JoinableQueue, Empty, Full',
      'from gevent.lock import Semaphore, BoundedSemaphore, RLock',
      'from gevent.pool import Pool, Group',
      ...(this.chance(4) ? ['from gevent import monkey', 'monkey.patch_all()'] : []),
      'event = Event()',
      'result = AsyncResult()',
      `queue = ${this.pick(['Queue()', 'Queue(1)', 'Queue(2)', 'LifoQueue()', 'PriorityQueue()', 'JoinableQueue()'])}`,
      `lock = ${this.pick(['Semaphore(1)', 'Semaphore(2)', 'BoundedSemaphore(1)', 'RLock()'])}`,
      `pool = Pool(${1 + this.random.below(3)})`,
      'count = 0',
      'tasks = []',
    ];
    const spawned = times(this.tasks, (at) => this.spawn(at)).flat();
    const middle = times(this.random.below(4), () => this.mainStep()).flat();
    const end = ['gevent.joinall(tasks, timeout=0.4)', ...this.ends()];
    return `${[...head, ...functions, ...spawned, ...middle, ...end].join('\n')}\n`;
  }

  private spawn(at: number): Lines {
    const target = `task${at}`;
    const made = this.pick([
      `gevent.spawn(${target}, ${at})`,
      `gevent.spawn(${target}, ${at}, y=${this.pick(NUMBERS)})`,
      `gevent.spawn_later(${this.delay(10, 20)}, ${target}, ${at})`,
      `gevent.Greenlet(${target}, ${at})`,
      `pool.spawn(${target}, ${at})`,
    ]);
    return [
      `g${at} = ${made}`,
      ...(made.startsWith('gevent.Greenlet(') ? [`g${at}.start()`] : []),
      `tasks.append(g${at})`,
      ...(this.chance(4) ? [`print('spawned', ${at})`] : []),
      ...(this.chance(6) ? [`g${at}.link(lambda g: print('link', ${at}, g.successful()))`] : []),
    ];
  }

  private function(at: number): Lines {
    const steps = times(2 + this.random.below(4), () => this.step(at)).flat();
    const looped = this.chance(3) ? ['for i in range(2):', ...indented(steps)] : steps;
    return [
      `def task${at}(x, y=1):`,
      ...indented([
        'global count',
        `print('t${at} begins', x, y)`,
        ...looped,
        ...(this.chance(3) ? [`return x * ${at + 2}`] : []),
      ]),
    ];
  }

  private sleep(): string {
    return this.chance(8)
      ? `time.sleep(${this.delay(10)})`
      : `gevent.sleep(${this.chance(2) ? '0' : this.delay(10, 20, 30, 50)})`;
  }

  private step(at: number): Lines {
    const name = `t${at}`;
    const say = (what: string) => `print('${name}', ${what})`;
    const target = `g${this.random.below(this.tasks)}`;
    switch (this.random.below(20)) {
      case 0:
      case 1:
      case 2:
        return [this.sleep(), say("'slept'")];
      case 3:
        return [say(`'event', event.wait(${this.pick(['', 'timeout='])}${this.delay(10, 20, 50)})`)];
      case 4:
        return [`event.${this.pick(['set', 'clear', 'set'])}()`, say('event.is_set()')];
      case 5:
      case 6:
        return this.tried(
          [`queue.put(${at}${this.pick(['', `, timeout=${this.delay(20)}`, ', block=False'])})`, say('queue.qsize()')],
          name,
        );
      case 7:
      case 8:
        return this.tried(
          [say(`'got', queue.get(${this.pick([`timeout=${this.delay(10, 30)}`, 'block=False'])})`)],
          name,
        );
      case 9:
        return ['with lock:', ...indented([say("'in'"), this.sleep(), say("'out'")])];
      case 10:
        return ['old = count', this.sleep(), 'count = old + 1', say('count')];
      case 11:
        return this.tried(
          [
            `${target}.kill(${this.pick(['', 'block=False', `timeout=${this.delay(10)}`, 'ValueError', "ValueError('k')"])})`,
            say(`'killed', ${target}.dead`),
          ],
          name,
        );
      case 12:
        return [`${target}.join(timeout=${this.delay(10, 20, 0)})`, say(`${target}.ready(), ${target}.value`)];
      case 13:
        return this.tried([say(`'value', ${target}.get(timeout=${this.delay(20)})`)], name);
      case 14:
        return this.tried(
          [
            `with gevent.Timeout(${this.delay(10, 20)}${this.pick(['', ', False', ", ValueError('late')"])}):`,
            ...indented([this.sleep(), say("'in time'")]),
          ],
          name,
        );
      case 15:
        return this.chance(2)
          ? [`result.set(${at})`]
          : this.tried([say(`'result', result.get(timeout=${this.delay(20)})`)], name);
      case 16:
        return [`tasks.append(gevent.spawn(print, '${name} spawned', ${at}))`];
      case 17:
        return this.chance(3)
          ? [`raise ${this.pick(ERRORS)}('${name}')`]
          : [say(`${this.expression(['x', 'y'])}`)].flatMap((line) => this.tried([line], name));
      case 18:
        return ['try:', ...indented([this.sleep()]), 'finally:', ...indented([say("'finally'")])];
      default:
        return [say(`f"${this.format('x')}", gevent.getcurrent() is g${at}`)];
    }
  }

  private mainStep(): Lines {
    const target = `g${this.random.below(this.tasks)}`;
    switch (this.random.below(9)) {
      case 0:
        return [this.sleep(), "print('main slept')"];
      case 1:
        return [
          `${target}.kill()`,
          `print('main killed', ${target}.dead, ${target}.successful(), repr(${target}.value))`,
        ];
      case 2:
        return ['event.set()'];
      case 3:
        return this.tried([`print('main', pool.map(lambda v: v * 2, [3, 4, 5]))`], 'main');
      case 4:
        return [`print('main', len(gevent.wait(tasks, timeout=${this.delay(10, 20)}, count=1)))`];
      case 5:
        return this.tried(
          [`gevent.joinall(tasks, raise_error=True, timeout=${this.delay(100)})`, "print('main joined')"],
          'main',
        );
      case 6:
        return [
          `for g in gevent.iwait(tasks, timeout=${this.delay(30)}):`,
          ...indented(["print('iwait', tasks.index(g))"]),
        ];
      case 7:
        return [
          `gevent.killall([${target}]${this.pick(['', ', block=False'])})`,
          `print('main killall', ${target}.dead)`,
        ];
      default:
        return this.tried(
          [
            `print('main', gevent.with_timeout(${this.delay(10)}, gevent.sleep, ${this.delay(50)}, timeout_value='late'))`,
          ],
          'main',
        );
    }
  }

  private ends(): Lines {
    return [
      'for g in list(tasks):',
      ...indented(['print(g.dead, g.ready(), g.successful(), g.started, repr(g.value), repr(g.exception))']),
      "print('count', count, queue.qsize(), event.is_set(), len(pool))",
      ...(this.chance(3)
        ? ['try:', ...indented(['Event().wait()']), 'except Exception as e:', ...indented(['print(type(e).__name__)'])]
        : []),
    ];
  }
}
