import { pick } from '../core/draw';
import type { Difficulty } from '../core/question';
import type { Random } from '../core/random';

export type OutputMisconception =
  | 'greenlets-are-threads'
  | 'spawn-runs-at-once'
  | 'sleep-zero-does-nothing'
  | 'sleep-zero-runs-timers'
  | 'gevent-sleep-yields-to-asyncio';

/** A program, and for each misconception one that prints what somebody who has it expects. */
export interface DrawnProgram {
  readonly program: string;
  readonly beliefs: readonly (readonly [OutputMisconception, string])[];
}

const NAMES = ['a', 'b', 'c', 'd'];

const joined = (names: readonly string[]) => `gevent.joinall([${names.join(', ')}])`;

/** Begins each greenlet where it is spawned. */
const atOnce = (program: string) => program.replace(/^(\w+ = gevent\.spawn.*)$/gm, '$1\ngevent.sleep(0)');
const without = (program: string) => program.replaceAll('gevent.sleep(0)', 'pass');

export function drawProgram(difficulty: Difficulty, random: Random): DrawnProgram {
  if (difficulty === 1) return pick([turns, spawned], random)(random);
  return pick([turns, blocking, dueTimer, nestedLoop], random)(random);
}

/** Two or three that take turns at sleep(0). */
function turns(random: Random): DrawnProgram {
  const names = NAMES.slice(0, 2 + random.below(2));
  const steps = 2 + random.below(2);
  const spawns = names.map((name) => `${name} = gevent.spawn(task, '${name}')`).join('\n');
  const program = `import gevent

def task(name):
    for step in range(${steps}):
        print(name, step)
        gevent.sleep(0)

${spawns}
print('${pick(['spawned', 'ready', 'go'], random)}')
${joined(names)}
`;
  return {
    program,
    beliefs: [
      ['spawn-runs-at-once', atOnce(program)],
      ['sleep-zero-does-nothing', without(program)],
    ],
  };
}

/** Main goes on after spawn, and ends a wait of its own. */
function spawned(random: Random): DrawnProgram {
  const [first = 'a', second = 'b'] = random.below(2) === 0 ? ['a', 'b'] : ['b', 'a'];
  const program = `import gevent

def task(name):
    print(name)
    gevent.sleep(0)
    print(name, 'again')

x = gevent.spawn(task, '${first}')
print('one')
y = gevent.spawn(task, '${second}')
gevent.sleep(0)
print('two')
${joined(['x', 'y'])}
`;
  return {
    program,
    beliefs: [
      ['spawn-runs-at-once', atOnce(program)],
      ['sleep-zero-does-nothing', program.replace("\ngevent.sleep(0)\nprint('two')", "\nprint('two')")],
    ],
  };
}

/** A call that blocks the thread lets nobody run. */
function blocking(random: Random): DrawnProgram {
  const names = NAMES.slice(0, 2 + random.below(2));
  const ms = pick([10, 20, 50], random);
  const spawns = names.map((name) => `${name} = gevent.spawn(request, '${name}')`).join('\n');
  const program = `import gevent
import time

def request(name):
    print(name, 'asks')
    time.sleep(${ms / 1_000})
    print(name, 'done')

${spawns}
print('sent')
${joined(names)}
`;
  return {
    program,
    beliefs: [
      ['greenlets-are-threads', program.replace('time.sleep', 'gevent.sleep')],
      ['spawn-runs-at-once', atOnce(program)],
    ],
  };
}

/** A timer is due; who called sleep(0) comes first all the same. */
function dueTimer(random: Random): DrawnProgram {
  const more = random.below(2) === 0 ? "gevent.sleep(0)\nprint('main two')\n" : '';
  const program = `import gevent
import time

def timer(name):
    gevent.sleep(0.001)
    print(name)

t = gevent.spawn(timer, '${pick(['timer', 'beat', 'tick'], random)}')
gevent.sleep(0)
time.sleep(0.01)
print('due')
gevent.sleep(0)
print('main')
${more}${joined(['t'])}
`;
  const withTimer = program.replace("print('due')\ngevent.sleep(0)", "print('due')\ngevent.sleep(0.002)");
  return {
    program,
    beliefs: [
      ['sleep-zero-runs-timers', withTimer],
      [
        'spawn-runs-at-once',
        program.replace("gevent.sleep(0)\ntime.sleep(0.01)\nprint('due')", "gevent.sleep(0.002)\nprint('due')"),
      ],
    ],
  };
}

/** One turn of a loop within a greenlet: gevent.sleep leaves the greenlet, not the coroutine. */
function nestedLoop(random: Random): DrawnProgram {
  const steps = 2 + random.below(2);
  const program = `import gevent

def coroutine(name):
    for step in range(${steps}):
        print(name, step)
        gevent.sleep(0)

def loop():
    for name in ['c1', 'c2']:
        coroutine(name)

def other():
    print('other')

l = gevent.spawn(loop)
o = gevent.spawn(other)
${joined(['l', 'o'])}
`;
  const interleaved = program.replace(
    "    for name in ['c1', 'c2']:\n        coroutine(name)",
    "    gevent.joinall([gevent.spawn(coroutine, 'c1'), gevent.spawn(coroutine, 'c2')])",
  );
  return {
    program,
    beliefs: [
      ['gevent-sleep-yields-to-asyncio', interleaved],
      ['sleep-zero-does-nothing', without(program)],
    ],
  };
}
