import { builtinNames } from './builtins';
import { geventModules } from './gevent-module';
import { greenletModule } from './greenlet-module';
import { Hub, WAKE_NS } from './hub';
import { Interpreter } from './interpreter';
import { Machine, type MachineEvent, STEPS_MAX } from './machine';
import { addBuiltinMethods, runsNow } from './methods';
import { parse } from './parser';
import type { Runtime } from './runtime';
import { str } from './text';
import { type Py, PyClass, type PyModule, PyNative } from './values';

/** What a program did. */
export interface ProgramRun {
  /** What it printed, as one text. */
  readonly stdout: string;
  /** What ended it, `Type: text`, as the last line of a traceback; null: it came to its end. */
  readonly error: string | null;
  readonly events: readonly MachineEvent[];
  /** Where its own clock stands at its end, in nanoseconds. */
  readonly endNs: number;
  readonly steps: number;
}

/**
 * Runs a program of the subset: `parser.ts` has its grammar, and everything else is refused. greenlet 2.0 and gevent 22.10 are models of
 * ours. Time is the program's own: it passes while somebody sleeps, and a little with each step, so that a run is the same each time.
 *
 * @param wakeNs by how much the hub oversleeps its whole milliseconds, 0: it wakes exactly. What a program prints may depend on it where two timers are
 *   close
 * @throws Refused for what is not in the subset, and for a program that takes more than `stepsMax` steps
 */
export function runProgram(program: string, stepsMax = STEPS_MAX, wakeNs = WAKE_NS): ProgramRun {
  const body = parse(program);
  addBuiltinMethods();
  const machine = new Machine(new PyClass('greenlet'), stepsMax);
  const modules = new Map<string, PyModule>();
  const interpreter: Interpreter = new Interpreter(
    machine,
    builtinNames(machine, () => interpreter),
    modules,
  );
  const hubClass = new PyClass('Hub', machine.greenletClass);
  let hub: Hub | null = null;
  const runtime: Runtime = {
    machine,
    interpreter,
    hub: () => {
      hub ??= new Hub(machine, hubClass, wakeNs);
      return hub;
    },
  };
  for (const module of [greenletModule(runtime), ...geventModules(runtime)]) modules.set(module.name, module);
  const gevent = modules.get('gevent');
  gevent?.names.set('get_hub', new PyNative('get_hub', () => runtime.hub().greenlet));
  machine.call = (callee, args, keywords) => interpreter.call(callee, args, keywords);
  machine.submodule = (of, name): Py | undefined => {
    const full = `${of}.${name}`;
    return machine.loaded.has(full) ? modules.get(full) : undefined;
  };
  runsNow(interpreter);
  try {
    const error = machine.run(interpreter.program(body));
    const message = error === null ? '' : str(error);
    const text = error === null ? null : message === '' ? error.type.name : `${error.type.name}: ${message}`;
    if (text !== null) machine.tell({ kind: 'uncaught', error: text });
    return {
      stdout: machine.output,
      error: text,
      events: machine.events,
      endNs: machine.clockNs,
      steps: machine.steps,
    };
  } finally {
    runsNow(null);
  }
}
