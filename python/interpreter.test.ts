import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeWaysOut } from './interpreter.mjs';
import { createNodeRunner } from './node-runner';
import type { ProgramRunner, RecorderEvent } from './program-runner';

// Each program starts an interpreter, so a few of them ask for much.

const PROGRAM = `
import asyncio, gc, importlib, random, sys, time, uuid

async def main():
    loop = asyncio.get_running_loop()
    for name in "abcdefg":
        loop.call_later(2, sys.stdout.write, name)
    await asyncio.sleep(3)
    print("", loop.time(), time.monotonic(), time.time())

    async for _ in numbers():
        break
    await asyncio.sleep(1)

async def numbers():
    try:
        yield 1
    finally:
        await asyncio.sleep(0)
        print("closed by the loop")

asyncio.run(main())
print(random.random(), uuid.uuid4(), id(main), hash("abc"))
for name in ["js", "pyodide", "pyodide_js", "_pyodide", "_pyodide_core", "pyodide.ffi", "pyodide.code"]:
    try:
        importlib.import_module(name)
        print("reached", name)
    except ModuleNotFoundError as error:
        print(error)
# Compiled under another name, so that its many lines are not recorded.
exec(compile('''
found, waiting = {}, list(gc.get_objects())
while waiting and len(found) < 500_000:
    each = waiting.pop()
    if id(each) not in found:
        found[id(each)] = each
        waiting.extend(gc.get_referents(each))
print(len(found) > 10_000, [repr(each)[:99] for each in found.values() if type(each).__name__ == "JsProxy"])
''', "search", "exec"))
`;

const ENDLESS = `
print("begins")
while True:
    try:
        sum(range(10**12))
    except BaseException:
        pass
`;

let runner: ProgramRunner;

beforeAll(async () => {
  runner = await createNodeRunner({ timeMaxMs: 20_000, keepsSpare: true });
});

afterAll(() => runner.close());

async function eventsOf(source: string, by = runner): Promise<readonly RecorderEvent[]> {
  const events: RecorderEvent[] = [];
  await by.run(source, (event) => events.push(event));
  return events;
}

const written = (events: readonly RecorderEvent[]) =>
  events.flatMap(([kind, text]) => (kind === 'out' ? [text] : [])).join('');

test('a program runs on virtual time, ties go by the heap, nothing of JavaScript is in reach, and it is the same each time', async () => {
  const first = await eventsOf(PROGRAM);
  const lines = written(first).split('\n');
  expect(lines[0]).toBe('acgfbde 3.0 3.0 1767225603.0');
  expect(lines[1]).toBe('closed by the loop');
  expect(lines.slice(3)).toEqual([
    "No module named 'js'",
    "No module named 'pyodide'",
    "No module named 'pyodide_js'",
    "No module named '_pyodide'",
    "No module named '_pyodide_core'",
    "No module named 'pyodide'",
    "No module named 'pyodide'",
    'True []',
    '',
  ]);
  expect(first.at(-1)).toEqual(['result']);
  // Its name in any loop: the virtual one is not to be seen.
  expect(first).toContainEqual(['handle', 'callback:BaseEventLoop.create_task', null]);
  expect(await eventsOf(PROGRAM)).toEqual(first);
});

test('a program that nothing inside Python stops is ended, and the next one runs', async () => {
  const hasty = await createNodeRunner({ timeMaxMs: 300 });
  try {
    const events = await eventsOf(ENDLESS, hasty);
    expect(written(events)).toBe('begins\n');
    expect(events.at(-1)).toEqual(['stopped', 'time', 'watchdog']);
  } finally {
    hasty.close();
  }
});

test('a thread keeps no way out, its own or an inherited one', () => {
  const inherited = { fetch: () => 'reached', indexedDB: {}, postMessage: () => 'kept' };
  const scope = Object.assign(Object.create(inherited), { WebSocket: class {}, importScripts: () => {} });
  closeWaysOut(scope);
  expect([scope.fetch, scope.indexedDB, scope.WebSocket, scope.importScripts]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(scope.postMessage()).toBe('kept');
});
