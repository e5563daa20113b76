import { expect, test } from 'vitest';
import { type InterpreterThread, ProgramRunner, type RecorderEvent, type ThreadMessage } from './program-runner';

/** Threads that do what the test says, and timers that it fires. */
function setUp({ spareAfterMs = 1_000 as number | null } = {}) {
  const threads: { say(message: ThreadMessage): void; source: string | null; isTerminated: boolean }[] = [];
  const timers = new Map<number, () => void>();
  const startThread = (): InterpreterThread => {
    let listener: (message: ThreadMessage) => void = () => {};
    const thread = {
      say: (message: ThreadMessage) => listener(message),
      source: null as string | null,
      isTerminated: false,
    };
    threads.push(thread);
    queueMicrotask(() => thread.say({ ready: true }));
    return {
      run(source) {
        thread.source = source;
      },
      listen(next) {
        listener = next;
      },
      terminate() {
        thread.isTerminated = true;
      },
    };
  };
  const after = (ms: number, call: () => void) => {
    timers.set(ms, call);
    return () => void timers.delete(ms);
  };
  const runner = new ProgramRunner({ startThread, timeMaxMs: 5_000, spareAfterMs, after });
  return { runner, threads, timers };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

async function runOne({ runner }: ReturnType<typeof setUp>) {
  const events: RecorderEvent[] = [];
  const end = runner.run('pass', (event) => events.push(event));
  await settled();
  return { events, end };
}

test('events come as their lines are complete, and what is no event is left out', async () => {
  const all = setUp();
  const { events, end } = await runOne(all);
  const [thread] = all.threads;
  thread?.say({ text: '["out","a"]\n["ou' });
  expect(events).toEqual([['out', 'a']]);
  thread?.say({ text: 't","b"]\nnonsense\n{"out":1}\n[1]\n["result"]\n["out","after the end"]\n' });
  await end;
  expect(events).toEqual([['out', 'a'], ['out', 'b'], ['result']]);
  expect(thread?.isTerminated).toBe(true);
});

test('a program that takes too long is ended, and the next interpreter was started before', async () => {
  const all = setUp();
  const { events, end } = await runOne(all);
  all.timers.get(1_000)?.();
  expect(all.threads).toHaveLength(2);
  all.timers.get(5_000)?.();
  await end;
  expect(events).toEqual([['stopped', 'time', 'watchdog']]);
  expect(all.threads.map(({ isTerminated }) => isTerminated)).toEqual([true, false]);
  const next = await runOne(all);
  expect(all.threads).toHaveLength(2);
  all.threads[1]?.say({ text: '["result"]\n' });
  await next.end;
});

test('a thread that ends without a word has run out of memory', async () => {
  const all = setUp();
  const { events, end } = await runOne(all);
  all.threads[0]?.say({ failed: 'RangeError: Maximum call stack size exceeded' });
  await end;
  expect(events).toEqual([['stopped', 'memory', 'interpreter']]);
});

test('an interpreter that cannot be started is said, and tried again for the next program', async () => {
  const failing = {
    listen: (take: (message: ThreadMessage) => void) => take({ failed: 'no files' }),
    run() {},
    terminate() {},
  };
  let tries = 0;
  const runner = new ProgramRunner({
    startThread: () => {
      tries += 1;
      return failing;
    },
    timeMaxMs: 1,
    spareAfterMs: null,
    after: () => () => {},
  });
  await expect(runner.run('pass', () => {})).rejects.toThrow('no files');
  await expect(runner.run('pass', () => {})).rejects.toThrow('no files');
  expect(tries).toBe(2);
});

test('no spare is kept for one program alone', async () => {
  const all = setUp({ spareAfterMs: null });
  const { end } = await runOne(all);
  all.threads[0]?.say({ text: '["result"]\n' });
  await end;
  expect(all.threads).toHaveLength(1);
});
