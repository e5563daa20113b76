import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { BadLine } from '../../sim/core/line-session';
import { createRandom, type Random } from '../../sim/core/random';
import type { Json } from '../../sim/core/simulation';
import { createIoMultiplexingSession } from '../../sim/io-multiplexing/session';
import type { ConformanceOptions } from './options';

const PYTHON = process.env.PYTHON ?? 'python3';

/** A script's own process ends itself after 20 seconds. */
const NO_ANSWER = 'has not come to its end';

/** A difference has to show so often in a row: threads are real. */
const TRIES = 3;

export const runs = 3_000;

export const help = `runs random scripts of 20 to 60 system calls on this machine's Linux, through Python (PYTHON names another
executable), and on the model, and compares every reply: pipes, Unix socket pairs, TCP on the loopback interface, eventfd, timerfd, epoll
in epoll, dup and close, select, poll, level, edge, one-shot and exclusive, threads that block in epoll_wait.

Differs by kernel: how many bytes a full Unix socket holds (what the allocator charges for a buffer: 6.18 here), and how deep epoll
instances may nest above one another (checked upwards since 6.17).
Not compared: how many bytes a full TCP socket holds (tuned as it goes), a full eventfd, the order of threads that one call wakes, kqueue.
`;

/** One Python process; a script and its replies at a time. */
class Linux {
  private readonly child = spawn(PYTHON, [path.join(import.meta.dirname, 'io-multiplexing.py')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  private readonly lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();

  async next(): Promise<Json> {
    const { value, done } = await this.lines.next();
    if (done) throw new Error(`${PYTHON} ended`);
    return JSON.parse(value) as Json;
  }

  run(script: readonly string[]): Promise<Json> {
    this.child.stdin.write(`${JSON.stringify(script)}\n`);
    return this.next();
  }

  stop(): void {
    this.child.stdin.end();
    this.child.kill();
  }
}

/** Null for a script that the model refuses. */
function modelReplies(script: readonly string[]): readonly Json[] | null {
  const session = createIoMultiplexingSession();
  try {
    return script.map((line) => session.feed(line)[0] ?? null);
  } catch (error) {
    if (error instanceof BadLine) return null;
    throw error;
  }
}

/** Threads that one call wakes finish in any order. */
function comparable(script: readonly string[], replies: readonly Json[]): readonly string[] {
  return replies.map((reply, index) =>
    JSON.stringify(
      script[index] === 'woken' && Array.isArray(reply) ? reply.map((each) => JSON.stringify(each)).sort() : reply,
    ),
  );
}

/** The first line at which they differ; null where they agree. */
async function difference(
  linux: Linux,
  script: readonly string[],
): Promise<{ at: number; real: string; model: string } | null> {
  const replies = modelReplies(script);
  if (replies === null) return null;
  const model = comparable(script, replies);
  let found: { at: number; real: string; model: string } | null = null;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const answer = await linux.run(script);
    if (!Array.isArray(answer)) return { at: script.length, real: NO_ANSWER, model: model.at(-1) ?? '' };
    const real = comparable(script, answer);
    const at = real.findIndex((each, index) => each !== model[index]);
    if (at < 0) return null;
    found = { at, real: real[at] ?? '', model: model[at] ?? '' };
  }
  return found;
}

/** The same difference in as few lines as it takes, one left out after the other. */
async function shrunk(linux: Linux, script: readonly string[]): Promise<readonly string[]> {
  let best = script;
  for (let isSmaller = true; isSmaller; ) {
    isSmaller = false;
    for (let index = best.length - 2; index >= 0; index -= 1) {
      const shorter = best.toSpliced(index, 1);
      const found = await difference(linux, shorter);
      if (found === null) continue;
      best = shorter.slice(0, found.at + 1);
      isSmaller = true;
      index = Math.min(index, best.length - 1);
    }
  }
  return best;
}

export async function conform({ seed, runs }: ConformanceOptions): Promise<boolean> {
  const linux = new Linux();
  let calls = 0;
  try {
    console.log(`Linux ${await linux.next()}`);
    for (let run = 0; run < runs; run += 1) {
      const script = randomScript(createRandom((seed + run) >>> 0));
      calls += script.length;
      const found = await difference(linux, script);
      if (found === null) continue;
      const small = found.real === NO_ANSWER ? script : await shrunk(linux, script.slice(0, found.at + 1));
      const again = (await difference(linux, small)) ?? found;
      console.log(
        `DIFFERS script of seed ${seed + run}\n${small.join('\n')}\nLinux ${again.real}\nmodel ${again.model}`,
      );
      return false;
    }
  } finally {
    linux.stop();
  }
  console.log(`agrees  ${runs} scripts, ${calls.toLocaleString('en')} calls`);
  return true;
}

/** What a script has made so far, open or not. */
interface Made {
  readonly names: string[];
  readonly epolls: string[];
  readonly listeners: string[];
  readonly timers: string[];
  readonly closed: Set<string>;
  readonly tcp: Set<string>;
  /** Event counters, under each of their names. */
  readonly eventfds: Set<string>;
  made: number;
  parked: number;
}

const COUNTS = [0, 1, 2, 7, 8, 9, 100, 1_000, 4_095, 4_096, 4_097, 6_000, 8_192, 20_000, 65_536, 70_000];
const FLAGS = ['IN', 'OUT', 'RDHUP', 'PRI', 'ET', 'ONESHOT', 'EXCLUSIVE', 'ERR', 'HUP'];

function pick<Value>(random: Random, from: readonly Value[]): Value | undefined {
  return from[random.below(Math.max(1, from.length))];
}

function flagsOf(random: Random): string {
  if (random.below(3) === 0)
    return pick(random, ['IN', 'IN|ET', 'OUT|ET', 'IN|OUT|ET', 'IN|ONESHOT', 'IN|EXCLUSIVE']) ?? '';
  return FLAGS.filter((flag) => random.below(flag === 'EXCLUSIVE' ? 8 : 3) === 0).join('|');
}

/** 20 to 60 calls: things are made first and used then, mostly while they are open. */
export function randomScript(random: Random): readonly string[] {
  const made: Made = {
    names: [],
    epolls: [],
    listeners: [],
    timers: [],
    closed: new Set(),
    tcp: new Set(),
    eventfds: new Set(),
    made: 0,
    parked: 0,
  };
  const length = 20 + random.below(41);
  // Some scripts are about a few kinds only, so that these meet more often.
  const kinds = MAKERS.filter(() => random.below(2) === 0);
  const hasThreads = random.below(3) === 0;
  const lines: string[] = [make(random, made, ['epoll'])];
  while (lines.length < length) {
    const isEarly = lines.length < 8;
    const line =
      random.below(isEarly ? 2 : 8) === 0
        ? make(random, made, kinds.length > 0 ? kinds : MAKERS)
        : use(random, made, hasThreads);
    if (line !== null) lines.push(line);
  }
  return lines;
}

const MAKERS = [
  'pipe',
  'socketpair',
  'listen',
  'connect',
  'accept',
  'eventfd',
  'timerfd',
  'epoll',
  'dup',
  'tcp',
] as const;

function make(random: Random, made: Made, kinds: readonly (typeof MAKERS)[number][]): string {
  const kind = pick(random, kinds) ?? 'pipe';
  made.made += 1;
  const name = `${kind[0]}${made.made}`;
  const add = (...names: readonly string[]) => made.names.push(...names);
  switch (kind) {
    case 'pipe':
      add(`${name}.r`, `${name}.w`);
      return `pipe ${name}`;
    case 'socketpair':
      add(`${name}.a`, `${name}.b`);
      return `socketpair ${name}`;
    case 'listen':
      add(name);
      made.listeners.push(name);
      return `listen ${name}`;
    case 'connect':
    case 'accept':
    case 'tcp': {
      const listener = pick(random, made.listeners);
      if (listener === undefined) return make(random, made, ['listen']);
      add(name);
      made.tcp.add(name);
      return `${kind === 'tcp' ? pick(random, ['connect', 'accept']) : kind} ${name} ${listener}`;
    }
    case 'eventfd':
      add(name);
      made.eventfds.add(name);
      return `eventfd ${name} ${random.below(3)}${random.below(2) === 0 ? ' SEM' : ''}`;
    case 'timerfd':
      add(name);
      made.timers.push(name);
      return `timerfd ${name} ${pick(random, [0, 5, 25])}`;
    case 'epoll':
      add(name);
      made.epolls.push(name);
      return `epoll ${name}`;
    case 'dup': {
      const of = pick(random, made.names) ?? '';
      add(name);
      if (made.tcp.has(of)) made.tcp.add(name);
      if (made.eventfds.has(of)) made.eventfds.add(name);
      if (made.epolls.includes(of)) made.epolls.push(name);
      return `dup ${of} ${name}`;
    }
  }
}

/** One that is open, most of the time. */
function some(random: Random, made: Made, from: readonly string[]): string {
  const open = from.filter((name) => !made.closed.has(name));
  return pick(random, open.length > 0 && random.below(20) > 0 ? open : from) ?? 'nothing';
}

function use(random: Random, made: Made, hasThreads: boolean): string | null {
  const name = some(random, made, made.names);
  const epoll = some(random, made, made.epolls);
  const what = random.below(100);
  if (what < 24) {
    const operation = pick(random, ['ADD', 'ADD', 'ADD', 'MOD', 'DEL']) ?? 'ADD';
    return operation === 'DEL' ? `ctl ${epoll} DEL ${name}` : `ctl ${epoll} ${operation} ${name} ${flagsOf(random)}`;
  }
  if (what < 46) return random.below(2) === 0 ? `wait ${epoll}` : `wait ${epoll} ${1 + random.below(3)}`;
  // Several buffers wake several threads, and who comes first is chance.
  if (what < 60) return `write ${name} ${pick(random, hasThreads ? [1, 2, 8, 100] : COUNTS)}`;
  if (what < 72) return `read ${name} ${pick(random, COUNTS)}`;
  // A full semaphore gives one at a time: draining it would take 2⁶⁴ calls.
  if (what < 76) return made.tcp.has(name) || made.eventfds.has(name) || hasThreads ? null : `fill ${name}`;
  if (what < 79) return `drain ${name}`;
  if (what < 83) return `shutdown ${name} ${pick(random, ['RD', 'WR', 'RDWR'])}`;
  if (what < 88) {
    made.closed.add(name);
    return `close ${name}`;
  }
  if (what < 91) return poll(random, made);
  if (what < 93) return select(random, made);
  if (what < 95)
    return made.timers.length === 0
      ? null
      : random.below(2) === 0
        ? `sleep ${pick(random, [10, 20])}`
        : `timerfd ${some(random, made, made.timers)} ${pick(random, [0, 5, 25])}`;
  if (!hasThreads) return null;
  if (random.below(2) === 0) return 'woken';
  made.parked += 1;
  return `park w${made.parked} ${epoll}${random.below(3) === 0 ? ' 1' : ''}`;
}

function few(random: Random, made: Made): readonly string[] {
  return [...new Set(Array.from({ length: random.below(4) }, () => some(random, made, made.names)))];
}

function poll(random: Random, made: Made): string {
  const asked = few(random, made).map((name) => `${name}:${flagsOf(random).replace(/ET|ONESHOT|EXCLUSIVE/g, '')}`);
  return `poll ${asked.join(' ')}`.trim();
}

function select(random: Random, made: Made): string {
  return `select r=${few(random, made).join(',')} w=${few(random, made).join(',')} x=${few(random, made).join(',')}`;
}
