import { BadLine } from '../core/line-session';
import type { Call, Way } from './calls';
import type { Operation } from './epoll';
import { parseFlags } from './flags';

const NAME = /^[\p{L}\p{N}_.:-]{1,64}$/u;
const COUNT_MAX = 2 ** 31 - 1;
const MAX_EVENTS = 1_024;

/** Each call with what is to be typed behind its name. */
const USAGE = {
  pipe: 'pipe NAME',
  socketpair: 'socketpair NAME',
  listen: 'listen NAME',
  connect: 'connect NAME LISTENER',
  accept: 'accept NAME LISTENER',
  eventfd: 'eventfd NAME COUNT [SEM]',
  timerfd: 'timerfd NAME MS',
  epoll: 'epoll NAME',
  ctl: 'ctl EPOLL ADD|MOD|DEL FD [FLAGS]',
  wait: 'wait EPOLL [MAX]',
  select: 'select r=FD,… w=FD,… x=FD,…',
  poll: 'poll FD:FLAGS …',
  write: 'write FD BYTES',
  read: 'read FD BYTES',
  fill: 'fill FD',
  drain: 'drain FD',
  shutdown: 'shutdown FD WR|RD|RDWR',
  dup: 'dup FD NAME',
  close: 'close FD',
  sleep: 'sleep MS',
  park: 'park THREAD EPOLL [MAX]',
  woken: 'woken',
} as const;

type Verb = keyof typeof USAGE;

/** Reads one line. Throws BadLine for one that is no call. */
export function parseCall(line: string): Call {
  const [verb = '', ...words] = line.trim().split(/\s+/);
  if (!Object.hasOwn(USAGE, verb)) throw new BadLine(`no call "${verb}"; there are: ${Object.keys(USAGE).join(', ')}`);
  const call = read(verb as Verb, words);
  if (call === null) throw new BadLine(`expected ${USAGE[verb as Verb]}`);
  return call;
}

function read(verb: Verb, words: readonly string[]): Call | null {
  const [first = '', second = '', third = ''] = words;
  const has = (least: number, most = least) => words.length >= least && words.length <= most;
  switch (verb) {
    case 'woken':
      return has(0) ? { call: verb } : null;
    case 'sleep': {
      const ms = count(first);
      return has(1) && ms !== null ? { call: verb, ms } : null;
    }
    case 'select':
      return select(words);
    case 'poll':
      return poll(words);
    case 'park': {
      const maxEvents = third === '' ? MAX_EVENTS : count(third);
      return has(2, 3) && areNames(first, second) && maxEvents !== null
        ? { call: verb, thread: first, epoll: second, maxEvents }
        : null;
    }
    case 'wait': {
      const maxEvents = second === '' ? MAX_EVENTS : count(second);
      return has(1, 2) && areNames(first) && maxEvents !== null ? { call: verb, epoll: first, maxEvents } : null;
    }
    case 'ctl':
      return control(words);
    default:
      return areNames(first) ? onOne(verb, first, second, third, words.length) : null;
  }
}

function onOne(
  verb: Exclude<Verb, 'woken' | 'sleep' | 'select' | 'poll' | 'park' | 'wait' | 'ctl'>,
  name: string,
  second: string,
  third: string,
  words: number,
): Call | null {
  const number = count(second);
  switch (verb) {
    case 'pipe':
    case 'socketpair':
    case 'listen':
    case 'epoll':
    case 'close':
    case 'fill':
    case 'drain':
      return words === 1 ? { call: verb, name } : null;
    case 'connect':
    case 'accept':
      return words === 2 && areNames(second) ? { call: verb, name, listener: second } : null;
    case 'dup':
      return words === 2 && areNames(second) ? { call: verb, name, copy: second } : null;
    case 'timerfd':
      return words === 2 && number !== null ? { call: verb, name, ms: number } : null;
    case 'write':
    case 'read':
      return words === 2 && number !== null ? { call: verb, name, count: number } : null;
    case 'eventfd':
      if (words > 3 || number === null || (words === 3 && third !== 'SEM')) return null;
      return { call: verb, name, count: number, isSemaphore: words === 3 };
    case 'shutdown':
      return words === 2 && /^(RD|WR|RDWR)$/.test(second) ? { call: verb, name, way: second as Way } : null;
  }
}

function control([epoll = '', operation = '', name = '', ...flags]: readonly string[]): Call | null {
  const events = parseFlags(flags.join(' '));
  if (!areNames(epoll, name) || !/^(ADD|MOD|DEL)$/.test(operation) || events === null) return null;
  return { call: 'ctl', epoll, operation: operation as Operation, name, events };
}

function select(words: readonly string[]): Call | null {
  const sets: Record<string, readonly string[]> = {};
  for (const word of words) {
    const [, set, list = ''] = /^([rwx])=(.*)$/.exec(word) ?? [];
    const names = list.split(',').filter((name) => name !== '');
    if (set === undefined || sets[set] !== undefined || !areNames(...names)) return null;
    sets[set] = names;
  }
  return { call: 'select', read: sets.r ?? [], write: sets.w ?? [], except: sets.x ?? [] };
}

function poll(words: readonly string[]): Call | null {
  const asked: { name: string; events: number }[] = [];
  for (const word of words) {
    const at = word.lastIndexOf(':');
    const name = at < 0 ? word : word.slice(0, at);
    const events = parseFlags(at < 0 ? '' : word.slice(at + 1));
    if (!areNames(name) || events === null) return null;
    asked.push({ name, events });
  }
  return { call: 'poll', asked };
}

function count(text: string): number | null {
  const value = Number(text);
  return /^\d{1,10}$/.test(text) && value <= COUNT_MAX ? value : null;
}

const areNames = (...names: readonly string[]) => names.every((name) => NAME.test(name));
