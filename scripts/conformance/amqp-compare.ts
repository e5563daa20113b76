/** Plays one session on the model and on a real broker, and says where they differ. */
import type { Json } from '../../sim/core/simulation';
import { stableText } from './amqp-canonical';
import type { JsonObject } from './amqp-lines';
import { type Answered, play, playOnModel, processIdLengths } from './amqp-play';
import { type QueueProbe, RealPlayer, TooSlow } from './amqp-real';

/** The first line that was answered differently. */
export interface Difference {
  readonly lines: readonly JsonObject[];
  readonly line: JsonObject;
  readonly real: readonly JsonObject[];
  readonly ours: readonly JsonObject[];
}

/** A place on the broker where sessions are played one after the other. */
export interface Stage {
  readonly port: number;
  readonly vhost: string;
  readonly probe: QueueProbe;
  /** Sets a policy of the virtual host, or clears it with null. */
  setPolicy(name: string, policy: JsonObject | null): Promise<void>;
}

/** Throws TooSlow. */
export async function playOnBroker(
  stage: Stage,
  lines: readonly JsonObject[],
  patient: boolean,
  timeScale = 1,
): Promise<readonly Answered[]> {
  const player = new RealPlayer(stage, patient, timeScale);
  const answered = await play(player, lines);
  if (player.tooSlow) throw new TooSlow('a session took longer than its times to live allow: is the machine busy?');
  return answered;
}

const doublingsMax = 5;

const doubled = (value: Json | undefined): Json | undefined => {
  if (typeof value === 'number') return Number.isInteger(value) ? value * 2 : value;
  return typeof value === 'string' && /^[1-9]\d*$/.test(value) ? String(Number(value) * 2) : value;
};

/** The same session with twice the time for everything that takes time. */
export function slower(lines: readonly JsonObject[]): readonly JsonObject[] {
  const within = (fields: Json | undefined, names: readonly string[]): Json | undefined => {
    if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return fields;
    const entries = Object.entries(fields).map(([name, value]) => [
      name,
      names.includes(name) ? doubled(value) : value,
    ]);
    return Object.fromEntries(entries) as JsonObject;
  };
  return lines.map((line) => {
    const changed = {
      ...line,
      advance: doubled(line.advance),
      arguments: within(line.arguments, ['x-message-ttl', 'x-expires']),
      properties: within(line.properties, ['expiration']),
    };
    return Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined)) as JsonObject;
  });
}

/** Index of the first line answered differently, or -1. */
const firstDifference = (a: readonly Answered[], b: readonly Answered[]): number =>
  a.findIndex(({ expect }, index) => stableText(expect) !== stableText(b[index]?.expect ?? []));

export interface Comparison {
  readonly difference: Difference | null;
  /** What the model answered. */
  readonly exchanges: readonly Answered[];
  /** Whether the real broker answered as the model did only when asked again. */
  readonly again: boolean;
  /** Whether they agree by the length that a process's id has in a broker that has run for a while. */
  readonly byProcessId: boolean;
}

/**
 * Compares the two. The real broker's processes run side by side: a session in which two of them race is answered in one
 * of several ways, so that a difference is one only when the real broker answers so again, with more time for each line.
 */
export async function compareSession(
  stage: Stage,
  lines: readonly JsonObject[],
  repetitions: number,
): Promise<Comparison> {
  let timed = lines;
  for (let doublings = 0; ; doublings += 1) {
    try {
      return await compareOnce(stage, timed, repetitions, 2 ** doublings);
    } catch (error) {
      if (!(error instanceof TooSlow) || doublings === doublingsMax) throw error;
      timed = slower(timed);
    }
  }
}

async function compareOnce(
  stage: Stage,
  lines: readonly JsonObject[],
  repetitions: number,
  timeScale: number,
): Promise<Comparison> {
  const ours = await playOnModel(lines);
  const comparison = await compareWith(stage, ours, repetitions, timeScale);
  if (comparison.difference === null) return comparison;
  for (const other of await othersByProcessId(lines, ours)) {
    const { difference } = await compareWith(stage, other, repetitions, timeScale);
    if (difference === null) return { difference, exchanges: other, again: false, byProcessId: true };
  }
  return comparison;
}

/** What the model answers otherwise for an id of a process that is longer or shorter, each answer once. */
async function othersByProcessId(
  lines: readonly JsonObject[],
  usual: readonly Answered[],
): Promise<(readonly Answered[])[]> {
  const known = [usual];
  for (const length of processIdLengths) {
    const other = await playOnModel(lines, false, length);
    if (known.every((one) => JSON.stringify(one) !== JSON.stringify(other))) known.push(other);
  }
  return known.slice(1);
}

async function compareWith(
  stage: Stage,
  ours: readonly Answered[],
  repetitions: number,
  timeScale: number,
): Promise<Comparison> {
  const sent = ours.map(({ send }) => send);
  let first: Difference | null = null;
  for (let attempt = 0; attempt <= repetitions; attempt += 1) {
    const real = await playOnBroker(stage, sent, attempt > 0, timeScale);
    const index = firstDifference(ours, real);
    if (index < 0) return { difference: null, exchanges: ours, again: attempt > 0, byProcessId: false };
    const at = { real: real[index]?.expect ?? [], ours: ours[index]?.expect ?? [] };
    first = { lines: sent.slice(0, index + 1), line: sent[index] ?? {}, ...at };
  }
  return { difference: first, exchanges: ours, again: true, byProcessId: false };
}
