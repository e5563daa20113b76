import { createServer, execute } from '../../sim/systems/redis/server';
import type { ServerEnv } from '../../sim/systems/redis/types';

const COMMANDS = 300_000;
const READ_AT_ONCE = 10;
const START_MS = 1_700_000_000_000;

/** Commands per second of the server model: XADD, then XREADGROUP and XACK of what was added, one by one and ten at a time. */
export function bench(): void {
  // The first run warms up.
  for (const isShown of [false, true]) {
    measureCommands('XADD', isShown, (run) => {
      for (let at = 0; at < COMMANDS; at += 1) run(['XADD', 's', '*', 'task', String(at)]);
      return COMMANDS;
    });
    for (const count of [1, READ_AT_ONCE]) {
      measureCommands(`XREADGROUP COUNT ${count} + XACK, entries`, isShown, (run, start) => {
        for (let at = 0; at < COMMANDS; at += 1) run(['XADD', 's', '*', 'task', String(at)]);
        run(['XGROUP', 'CREATE', 's', 'g', '0']);
        start();
        for (let at = 0; at < COMMANDS; at += count) {
          const ids = idsOf(run(['XREADGROUP', 'GROUP', 'g', 'c', 'COUNT', String(count), 'STREAMS', 's', '>']));
          run(['XACK', 's', 'g', ...ids]);
        }
        return COMMANDS;
      });
    }
  }
}

type Run = (argv: readonly string[]) => ReturnType<typeof execute>;

function measureCommands(what: string, isShown: boolean, work: (run: Run, start: () => void) => number): void {
  const server = createServer();
  let nowMs = START_MS;
  const env: ServerEnv = {
    get nowMs() {
      return nowMs;
    },
    reply() {},
    push() {},
    note() {},
  };
  let started = performance.now();
  let commands = 0;
  const run: Run = (argv) => {
    commands += 1;
    // Ten commands in each millisecond.
    if (commands % 10 === 0) nowMs += 1;
    return execute(server, 'bench', argv, env);
  };
  const count = work(run, () => {
    started = performance.now();
  });
  const perSecond = (count / (performance.now() - started)) * 1000;
  if (isShown) console.log(`${what.padEnd(40)} ${Math.round(perSecond).toLocaleString('en').padStart(12)} a second`);
}

function idsOf(reply: ReturnType<typeof execute>): string[] {
  if (!Array.isArray(reply)) return [];
  const [stream] = reply;
  const entries: unknown = Array.isArray(stream) ? stream[1] : [];
  if (!Array.isArray(entries)) return [];
  return entries.map((entry: unknown) => (Array.isArray(entry) ? String(entry[0]) : ''));
}
