import { type Call, execute } from '../../sim/io-multiplexing/calls';
import { createKernel } from '../../sim/io-multiplexing/kernel';
import { parseCall } from '../../sim/io-multiplexing/parse-call';
import { createIoMultiplexingSession } from '../../sim/io-multiplexing/session';

const ROUNDS = 50_000;
const SETUP = [
  'pipe p',
  'socketpair s',
  'eventfd f 0',
  'epoll e',
  'ctl e ADD p.r IN',
  'ctl e ADD s.b IN|ET',
  'ctl e ADD f IN',
];
const ROUND = [
  'write p.w 100',
  'write s.a 10',
  'write f 1',
  'wait e',
  'read p.r 4096',
  'read s.b 4096',
  'read f 8',
  'wait e',
];

/** System calls per second: carried out, and typed as lines; then one wait among ten thousand descriptors. */
export function bench(): void {
  // The first run warms up.
  for (const isShown of [false, true]) {
    const kernel = createKernel();
    for (const line of SETUP) execute(kernel, parseCall(line));
    const calls: readonly Call[] = ROUND.map(parseCall);
    const carriedOut = secondsOf(() => {
      for (let round = 0; round < ROUNDS; round += 1) for (const call of calls) execute(kernel, call);
    });
    const session = createIoMultiplexingSession();
    for (const line of SETUP) session.feed(line);
    const typed = secondsOf(() => {
      for (let round = 0; round < ROUNDS; round += 1) for (const line of ROUND) session.feed(line);
    });
    if (!isShown) continue;
    const perSecond = (seconds: number) => Math.round((ROUNDS * ROUND.length) / seconds).toLocaleString('en');
    console.log(`system calls carried out          ${perSecond(carriedOut)} a second`);
    console.log(`system calls as lines             ${perSecond(typed)} a second`);
  }
  for (const mechanism of ['poll', 'epoll'] as const) console.log(waitAmongMany(mechanism));
}

function waitAmongMany(mechanism: 'poll' | 'epoll'): string {
  const kernel = createKernel();
  const run = (line: string) => execute(kernel, parseCall(line));
  run('epoll e');
  for (let index = 0; index < 10_000; index += 1) {
    run(`eventfd f${index} 0`);
    run(`ctl e ADD f${index} IN`);
  }
  run('write f7 1');
  const asked = Array.from({ length: 10_000 }, (_, index) => ({ name: `f${index}`, events: 1 }));
  const call: Call = mechanism === 'poll' ? { call: 'poll', asked } : { call: 'wait', epoll: 'e', maxEvents: 16 };
  const waits = 200;
  const took = secondsOf(() => {
    for (let wait = 0; wait < waits; wait += 1) execute(kernel, call);
  });
  return `${`one wait of 10,000, by ${mechanism}`.padEnd(33)} ${((took * 1000) / waits).toFixed(3)} ms, ${kernel.scanned} looked at`;
}

/** Of processor time: what else the machine does is left out. */
function secondsOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1e6;
}
