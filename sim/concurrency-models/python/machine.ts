import { exceptionOf, greenletExceptions, raised } from './errors';
import { Refused } from './refused';
import {
  Greenlet,
  type Keywords,
  NONE_KEYWORDS,
  type Py,
  type PyClass,
  type PyException,
  PyTuple,
  Raised,
  type Running,
  type Switch,
} from './values';

/** Statements, calls and turns of loops that a program may take. */
export const STEPS_MAX = 1_000_000;
/** Characters that a program may print. */
const OUTPUT_MAX = 1_000_000;

/** What one step takes by the program's own clock, in nanoseconds: about what CPython needs for a simple statement. */
const STEP_NS = 50;

/** What a run tells of itself, in the order in which it happened. `atNs`: nanoseconds of the program's own clock. */
export type MachineEvent = { readonly atNs: number; readonly line: number } & (
  | { readonly kind: 'switch'; readonly from: string; readonly to: string }
  | { readonly kind: 'print'; readonly greenlet: string; readonly text: string }
  | { readonly kind: 'spawn'; readonly greenlet: string; readonly by: string }
  | { readonly kind: 'end'; readonly greenlet: string; readonly error: string | null }
  | { readonly kind: 'block'; readonly greenlet: string; readonly ns: number }
  | { readonly kind: 'wait'; readonly ns: number }
  | { readonly kind: 'late'; readonly ns: number }
  | { readonly kind: 'kill'; readonly greenlet: string }
  | { readonly kind: 'patch' }
  | { readonly kind: 'forever' }
  | { readonly kind: 'uncaught'; readonly error: string }
);

type WithoutTime<Event> = Event extends MachineEvent ? Omit<Event, 'atNs' | 'line'> : never;

/** One thread of Python: its greenlets, its clock, what it has printed, and a bound on what it may do. */
export class Machine {
  readonly main: Greenlet;
  current: Greenlet;
  /** Of the program's own clock, in nanoseconds. Nothing else moves it: a run is the same each time. */
  clockNs = 0;
  output = '';
  steps = 0;
  line = 0;
  readonly events: MachineEvent[] = [];
  readonly loaded = new Set<string>();
  private readonly labels = new Map<string, number>();
  private readonly ids = new Map<Py, number>();
  /** How a value is called; given by the interpreter. */
  call: (callee: Py, args: readonly Py[], keywords: Keywords) => Running = () => {
    throw new Error('no interpreter');
  };
  submodule: (of: string, name: string) => Py | undefined = () => undefined;

  constructor(
    readonly greenletClass: PyClass,
    private readonly stepsMax = STEPS_MAX,
  ) {
    this.main = new Greenlet(greenletClass, null, null);
    this.main.label = 'main';
    this.main.status = 'active';
    this.current = this.main;
  }

  /** Counts a step at a line of the program; null: of the line before. Throws Refused when there have been too many. */
  step(line: number | null): void {
    if (line !== null) this.line = line;
    this.steps += 1;
    this.clockNs += STEP_NS;
    if (this.steps > this.stepsMax)
      throw new Refused(this.line, `stopped after ${this.stepsMax.toLocaleString('en')} steps`);
  }

  tell(event: WithoutTime<MachineEvent>): void {
    this.events.push({ atNs: this.clockNs, line: this.line, ...event });
  }

  print(text: string): void {
    this.output += text;
    this.tell({ kind: 'print', greenlet: this.current.label, text });
    if (this.output.length > OUTPUT_MAX) throw new Refused(this.line, 'printed too much');
  }

  imported(module: string): void {
    this.loaded.add(module);
  }

  /** What `id()` gives: a number of its own for each object. */
  idOf(value: Py): number {
    const known = this.ids.get(value) ?? 0x7f00_0000_0000 + 64 * this.ids.size;
    this.ids.set(value, known);
    return known;
  }

  /** A name that no other greenlet has. */
  labelFor(name: string): string {
    const count = (this.labels.get(name) ?? 0) + 1;
    this.labels.set(name, count);
    return count === 1 ? name : `${name}-${count}`;
  }

  /** Lets another greenlet go on; ends with what this one's `switch` returns, when it is gone back to. */
  *switchTo(to: Greenlet, args: readonly Py[], keywords: Keywords = NONE_KEYWORDS): Running {
    for (let target: Greenlet | null = to; target !== null && target.status !== 'active'; target = target.parent) {
      if (target.status === 'new' && target.run === null) throw raised('AttributeError', 'run');
      if (target.status === 'new') break;
    }
    return yield { to, args, keywords, error: null };
  }

  /** Raises an exception where another greenlet is. Into a finished one GreenletExit is no error, and what it is given. */
  *throwInto(to: Greenlet, error: PyException): Running {
    if (to.isDead && isExit(error)) return yield { to, args: [error], startArgs: [], error: null };
    return yield { to, args: [], error };
  }

  /** Runs the main greenlet to its end; gives the exception that ended it, if one did. */
  run(body: Running): PyException | null {
    this.main.running = body;
    let resume: () => IteratorResult<Switch, Py> = () => body.next(null);
    for (;;) {
      const greenlet = this.current;
      let asked: Switch;
      try {
        const step = resume();
        if (!step.done) asked = step.value;
        else if (greenlet === this.main) return null;
        else asked = this.end(greenlet, step.value, null);
      } catch (error) {
        if (error instanceof RangeError) throw new Refused(this.line, 'calls are nested too deeply');
        const exception = exceptionOf(error);
        if (greenlet === this.main) return exception;
        asked = this.end(greenlet, null, exception);
      }
      resume = this.deliver(asked);
    }
  }

  private end(greenlet: Greenlet, value: Py, error: PyException | null): Switch {
    greenlet.status = 'dead';
    greenlet.running = null;
    this.tell({
      kind: 'end',
      greenlet: greenlet.label,
      error: error === null || isExit(error) ? null : error.type.name,
    });
    const to = greenlet.parent ?? this.main;
    if (error === null) return { to, args: [value], error: null };
    // Somebody who waits gets it as a value; a parent that has not begun is called with nothing.
    return isExit(error) ? { to, args: [error], startArgs: [], error: null } : { to, args: [], error };
  }

  /** Makes the right greenlet the current one; what goes on with it. */
  private deliver({
    to,
    args: given,
    error: thrown,
    startArgs: givenAtStart,
    keywords = NONE_KEYWORDS,
  }: Switch): () => IteratorResult<Switch, Py> {
    let args = given;
    let error = thrown;
    let startArgs = givenAtStart;
    let target = to;
    for (;;) {
      if (target.status === 'active') break;
      if (target.status === 'new') {
        if (error === null) return this.start(target, startArgs ?? args, keywords);
        const ended = this.end(target, null, error);
        [args, error, startArgs] = [ended.args, ended.error, ended.startArgs];
      }
      target = target.parent ?? this.main;
    }
    this.become(target);
    const running = target.running;
    if (running === null) throw new Error(`${target.label} does not run`);
    const [only = null] = args;
    const value = args.length === 1 ? only : new PyTuple(args);
    const exception = error;
    return exception === null ? () => running.next(value) : () => running.throw(new Raised(exception));
  }

  private start(target: Greenlet, args: readonly Py[], keywords: Keywords): () => IteratorResult<Switch, Py> {
    this.become(target);
    target.status = 'active';
    const { run } = target;
    target.run = null;
    if (target.label === '') target.label = this.labelFor('greenlet');
    const running = this.call(run, args, keywords);
    target.running = running;
    return () => running.next(null);
  }

  private become(target: Greenlet): void {
    if (target !== this.current) this.tell({ kind: 'switch', from: this.current.label, to: target.label });
    this.current = target;
  }
}

export function isExit(error: PyException): boolean {
  return error.type.isWithin(greenletExceptions.GreenletExit);
}
