import { createEngine, type StepRecord } from '../core/engine';
import { runRecording } from '../core/recording';
import { recordScenario } from '../core/scenario';
import type { Json } from '../core/simulation';
import type { RedisStreamsCommand } from '../redis-streams/command';
import { TICKS_PER_MILLISECOND, ticksFromMs } from '../redis-streams/config';
import type { RedisStreamsEvent } from '../redis-streams/event';
import { groupAt, streamAt } from '../redis-streams/figures';
import { redisStreams } from '../redis-streams/redis-streams';
import { add, at, bare, typed } from '../redis-streams/script';
import type { RedisStreamsState } from '../redis-streams/state';
import { compareIds } from '../redis-streams/stream-id';
import type { RawRun, Seen } from './broker-run';
import { consumerNames, horizonMs, keyOf, sentMs, WARM_UP_MS, type Workload } from './workload';

const KEY = 'orders';
const GROUP = 'workers';
const CLAIMER = 'claimer';

/** How often the claimer looks for what nobody has touched for `recoveryMs`. */
const CLAIM_EVERY_MS = 500;

/** A Redis stream with one group: XREADGROUP, work, XACK; and, if there is one, a claimer that works what it claims. */
export function runRedisStreams(workload: Workload): RawRun {
  const recording = recordScenario(redisStreams, {
    id: 'same-work',
    config: bare(),
    seed: 1,
    commands: commandsFor(workload),
    endTick: ticksFromMs(WARM_UP_MS + horizonMs(workload)),
  });
  const engine = createEngine(redisStreams, { config: recording.config, seed: recording.seed });
  const numbers = new Map<string, number>();
  const seen: Seen[] = [];
  runRecording(engine, recording, (record) => {
    for (const event of seenIn(record, numbers)) seen.push(event);
  });
  const { ackMode, redisHasClaimer } = workload;
  const consumers = [...consumerNames(workload), ...(redisHasClaimer ? [CLAIMER] : [])];
  return {
    broker: 'redis-streams',
    ackApplied: ackMode,
    consumers,
    seen,
    gone: goneOf(engine.state, numbers),
  };
}

function commandsFor(workload: Workload) {
  const { messages, consumers, serviceMs, batch, ackMode, crash, recoveryMs, redisHasClaimer } = workload;
  const service = { serviceMinMs: serviceMs, serviceMaxMs: serviceMs };
  const group = { key: KEY, group: GROUP } as const;
  const claimer = { role: 'claimer', ...group, ...service, minIdleMs: recoveryMs, everyMs: CLAIM_EVERY_MS } as const;
  const names = consumerNames({ ...workload, consumers });
  const consumer = { role: 'consumer', ...group, ...service, count: batch, ack: ackMode } as const;
  const numbers = Array.from({ length: messages }, (_, index) => index + 1);
  const timed = [
    ...at(0, typed(`XGROUP CREATE ${KEY} ${GROUP} $ MKSTREAM`)),
    ...names.flatMap((name) => at(0, add(name, consumer))),
    ...(redisHasClaimer ? at(0, add(CLAIMER, claimer)) : []),
    ...numbers.flatMap((number) => at(WARM_UP_MS + sentMs(workload, number), xadd(workload, number))),
    ...crashCommands(crash),
  ];
  return timed.sort((a, b) => a.tick - b.tick);
}

function crashCommands(crash: Workload['crash']) {
  if (crash === null) return [];
  const { consumer, atMs, restartAfterMs } = crash;
  const client = `c${consumer}`;
  const stop = at(WARM_UP_MS + atMs, { type: 'crash', client });
  if (restartAfterMs === null) return stop;
  return [...stop, ...at(WARM_UP_MS + atMs + restartAfterMs, { type: 'restart', client })];
}

function xadd(workload: Workload, number: number): RedisStreamsCommand {
  return { type: 'console', argv: ['XADD', KEY, '*', 'number', String(number), 'key', keyOf(workload, number)] };
}

/** What a step shows. Messages are numbered as they are added. */
function seenIn(
  { tick, trace }: StepRecord<RedisStreamsCommand, RedisStreamsEvent>,
  numbers: Map<string, number>,
): readonly Seen[] {
  const ms = Math.round(tick / TICKS_PER_MILLISECOND) - WARM_UP_MS;
  return trace.flatMap((entry): Seen[] => {
    const { kind, actor, data = {} } = entry;
    if (kind === 'add' && data.key === KEY && typeof data.id === 'string') {
      numbers.set(data.id, numbers.size + 1);
      return [{ ms, type: 'sent', number: numbers.size }];
    }
    if (kind === 'deliver' && data.again === false) return handed(ms, data.ids, String(data.consumer), numbers);
    if (kind === 'claim') return handed(ms, data.ids, String(data.to), numbers);
    if (kind === 'work' || kind === 'worked') {
      const number = numbers.get(String(data.id));
      const type = kind === 'work' ? 'began' : 'ended';
      return number === undefined ? [] : [{ ms, type, number, consumer: actor }];
    }
    if (kind === 'crash') return [{ ms, type: 'crashed', consumer: actor }];
    return kind === 'restart' ? [{ ms, type: 'restarted', consumer: actor }] : [];
  });
}

function handed(ms: number, ids: Json | undefined, consumer: string, numbers: ReadonlyMap<string, number>): Seen[] {
  if (!Array.isArray(ids)) return [];
  return ids.flatMap((id) => {
    const number = numbers.get(String(id));
    return number === undefined ? [] : [{ ms, type: 'handed' as const, number, consumer }];
  });
}

/** Neither pending nor still to be read. */
function goneOf(state: RedisStreamsState, numbers: ReadonlyMap<string, number>): ReadonlySet<number> {
  const group = groupAt(state, KEY, GROUP);
  if (group === null || streamAt(state, KEY) === null) return new Set(numbers.values());
  const pending = new Set(group.pendingBetween(0, group.pendingCount).map(({ id }) => id));
  const gone = [...numbers].filter(([id]) => !pending.has(id) && compareIds(id, group.lastDeliveredId) <= 0);
  return new Set(gone.map(([, number]) => number));
}
