import type { Random } from '../../sim/core/random';

/** What every program starts with. Each line that is written says when and in which task. */
const HEAD = `import asyncio, time
tasks = []
events = [asyncio.Event() for _ in range(2)]
lock = asyncio.Lock()
semaphore = asyncio.Semaphore(2)
condition = asyncio.Condition()
queue = asyncio.Queue(1)
barrier = asyncio.Barrier(2)
def say(what):
    loop = asyncio.get_running_loop()
    task = asyncio.current_task()
    print(loop.time(), task and task.get_name(), what)
def some(number):
    return tasks[number % len(tasks)] if tasks else asyncio.current_task()
def start(coroutine, **options):
    tasks.append(asyncio.create_task(coroutine, **options))
    return tasks[-1]
`;

const DELAYS = [0, 0, 0.1, 0.5, 1, 1, 1, 2];

interface Writer {
  readonly random: Random;
  /** Coroutines of a higher number only, so that none calls itself. */
  readonly callable: readonly number[];
  /** Statements that may still be written, all blocks together. */
  left: number;
}

type Lines = readonly string[];

const indented = (lines: Lines): Lines => lines.map((line) => `    ${line}`);

function pick<Value>(random: Random, from: readonly Value[]): Value {
  return from[random.below(from.length)] as Value;
}

/** A program of a few coroutines that start, await, cancel and outwait each other, with all that asyncio has for it. */
export function randomProgram(random: Random): string {
  const count = 2 + random.below(4);
  const functions = Array.from({ length: count }, (_, number) => {
    const callable = Array.from({ length: count - number - 1 }, (_, index) => number + 1 + index);
    const writer = { random, callable, left: 7 };
    const body = [...block(writer, 0), ...(random.below(3) === 0 ? [`return ${number}`] : [])];
    return [`async def f${number}():`, ...indented(body)];
  });
  const generator = [
    'async def numbers():',
    ...indented(['try:', ...indented(numbers(random)), 'finally:', ...indented(closing(random))]),
  ];
  // Some end whatever waits for ever, and look at what is left.
  const start = random.below(4) === 0 ? 'f0()' : 'main()';
  return `${HEAD}${[...generator, ...functions.flat()].join('\n')}\n${MAIN}asyncio.run(${start})\nprint("end")\n`;
}

const MAIN = `async def main():
    try:
        say(await asyncio.wait_for(f0(), 20))
    except Exception as error:
        say(repr(error))
    await asyncio.sleep(3)
    say([task.done() for task in tasks])
`;

function numbers(random: Random): Lines {
  return ['for number in range(3):', ...indented([`await asyncio.sleep(${pick(random, DELAYS)})`, 'yield number'])];
}

function closing(random: Random): Lines {
  return [
    'say("closing")',
    ...(random.below(2) === 0 ? [`await asyncio.sleep(${pick(random, DELAYS)})`] : []),
    'say("closed")',
  ];
}

function block(writer: Writer, depth: number): Lines {
  const { random } = writer;
  const lines: string[] = [`say("${random.below(100)}")`];
  const length = 1 + random.below(depth === 0 ? 5 : 3);
  for (let index = 0; index < length && writer.left > 0; index += 1) {
    writer.left -= 1;
    lines.push(...(depth < 3 && random.below(2) === 0 ? compound(writer, depth) : simple(writer)));
  }
  return lines;
}

function call({ random, callable }: Writer): string {
  if (callable.length === 0) return `asyncio.sleep(${pick(random, DELAYS)}, "slept")`;
  return `f${pick(random, callable)}()`;
}

/** Statements of one line. */
const SIMPLE: readonly ((writer: Writer) => string)[] = [
  ({ random }) => `await asyncio.sleep(${pick(random, DELAYS)})`,
  ({ random }) => `await asyncio.sleep(${pick(random, DELAYS)})`,
  ({ random }) => `time.sleep(${pick(random, DELAYS)})`,
  (writer) => `start(${call(writer)})`,
  (writer) => `start(${call(writer)})`,
  (writer) => `start(${call(writer)}, name="named-${writer.random.below(3)}")`,
  (writer) => `say(await ${call(writer)})`,
  ({ random }) => `say(await some(${random.below(9)}))`,
  ({ random }) => `say(some(${random.below(9)}).cancel())`,
  ({ random }) => `some(${random.below(9)}).cancel("why")`,
  (writer) => `say(await asyncio.wait_for(${call(writer)}, ${pick(writer.random, DELAYS)}))`,
  ({ random }) => `say(await asyncio.wait_for(some(${random.below(9)}), ${pick(random, DELAYS)}))`,
  ({ random }) => `say(await asyncio.shield(some(${random.below(9)})))`,
  (writer) => `say(await asyncio.gather(${call(writer)}, ${call(writer)}, return_exceptions=True))`,
  (writer) => `say(await asyncio.gather(${call(writer)}, some(${writer.random.below(9)})))`,
  ({ random }) => `events[${random.below(2)}].set()`,
  ({ random }) => `events[${random.below(2)}].set()`,
  ({ random }) => `events[${random.below(2)}].clear()`,
  ({ random }) => `await events[${random.below(2)}].wait()`,
  () => 'await queue.put(1)',
  () => 'say(await queue.get())',
  () => 'queue.put_nowait(2)',
  () => 'say(queue.get_nowait())',
  () => 'await barrier.wait()',
  ({ random }) => `asyncio.get_running_loop().call_soon(say, "soon ${random.below(9)}")`,
  ({ random }) => `asyncio.get_running_loop().call_later(${pick(random, DELAYS)}, say, "later ${random.below(9)}")`,
  ({ random }) => `asyncio.get_running_loop().call_later(${pick(random, DELAYS)}, say, "never").cancel()`,
  ({ random }) => `asyncio.get_running_loop().call_later(${pick(random, DELAYS)}, some(${random.below(9)}).cancel)`,
  ({ random }) => `some(${random.below(9)}).add_done_callback(lambda task: say(("done", task.cancelled())))`,
  ({ random }) => `say(len((await asyncio.wait({some(${random.below(9)})}, timeout=${pick(random, DELAYS)}))[0]))`,
  () => 'say((asyncio.current_task().cancelling(), asyncio.current_task().uncancel()))',
  () => 'raise ValueError("wrong")',
  () => 'raise asyncio.CancelledError',
  () => 'tasks.clear()',
  () => 'say(len(asyncio.all_tasks()))',
];

function simple(writer: Writer): Lines {
  return [pick(writer.random, SIMPLE)(writer)];
}

/** Statements with blocks of their own. */
function compound(writer: Writer, depth: number): Lines {
  const { random } = writer;
  const inner = () => indented(block(writer, depth + 1));
  switch (random.below(11)) {
    case 0:
      return [
        'try:',
        ...inner(),
        'except asyncio.CancelledError as error:',
        ...indented([`say(("cancelled", str(error)))`]),
        ...(random.below(2) === 0 ? ['    raise'] : []),
      ];
    case 1:
      return ['try:', ...inner(), 'except Exception as error:', '    say(repr(error))'];
    case 2:
      return ['try:', ...inner(), 'finally:', ...inner()];
    case 3:
      return [`async with asyncio.timeout(${pick(random, [...DELAYS, 'None'])}):`, ...inner()];
    case 4:
      return ['async with lock:', ...inner()];
    case 5:
      return ['async with semaphore:', ...inner()];
    case 6:
      return [
        'async with condition:',
        ...indented([pick(random, ['await condition.wait()', 'condition.notify()', 'condition.notify_all()'])]),
        ...inner(),
      ];
    case 7:
      return ['for _ in range(2):', ...inner()];
    case 8:
      return ['async for number in numbers():', ...inner(), ...(random.below(2) === 0 ? ['    break'] : [])];
    case 9:
      // One task in it: a group cancels its tasks in the order of a set, which is that of their addresses.
      return [
        'async with asyncio.TaskGroup() as group:',
        ...indented([`group.create_task(${call(writer)})`]),
        ...inner(),
      ];
    default:
      return ['try:', ...inner(), 'except* ValueError as group:', '    say(len(group.exceptions))'];
  }
}
