import type { TraceEntry } from '../../core/simulation';
import { TICKS_PER_MILLISECOND } from '../config';
import { streamAt, streamKeys } from '../figures';
import type { RedisStreamsState } from '../state';
import type { StreamStep } from './run';

/** Of more entries than this, a transcript names the first and counts the others. */
const PARTS_MAX = 6;

/** One step on one line: number, milliseconds, cause, and after it everything that it traced. */
export function transcriptLine({ step, tick, cause, trace, violations }: StreamStep): string {
  const time = (tick / TICKS_PER_MILLISECOND).toFixed(3).padStart(10);
  const said = trace.map(entryText).join('; ');
  const broken = violations.map(({ name, values }) => ` !! ${name}: ${JSON.stringify(values)}`).join('');
  return `${String(step).padStart(4)} ${time} ms  ${causeText(cause).padEnd(20)}  ${said}${broken}`.trimEnd();
}

/** Where everything stands: a line for each stream, group, client and console command. */
export function stateLines(state: RedisStreamsState): string[] {
  const streams = streamKeys(state).flatMap((key) => {
    const view = streamAt(state, key);
    if (view === null) return [];
    const groups = view.groups.map(({ name, lastDeliveredId, lag, pendingCount, consumers }) => {
      const held = consumers.map((consumer) => ` ${consumer.name}=${consumer.pending}`).join('');
      return `  group ${name} at ${lastDeliveredId}, lag ${lag}, pending ${pendingCount}:${held}`;
    });
    return [`stream ${key}, ${view.length} entries to ${view.lastId}`, ...groups];
  });
  const clients = state.clients.map(({ id, memory, counters }) => {
    const counts = Object.entries(counters).filter(([, count]) => count > 0);
    const text = counts.map(([name, count]) => ` ${name}=${count}`).join('');
    return `${id} ${memory === null ? 'crashed' : memory.activity}${text}`;
  });
  const lines = state.console.lines.map(({ argv, reply }) => `> ${argv.join(' ')}  ${JSON.stringify(reply)}`);
  return [...streams, ...clients, ...lines];
}

function causeText(cause: StreamStep['cause']): string {
  if (cause.type === 'start') return 'start';
  if (cause.type === 'command') return `command ${cause.command.type}`;
  const { event } = cause;
  if (event.type === 'deliver' || event.type === 'lose') return `${event.type} #${event.message.id}`;
  return event.type === 'blockTimeout' ? event.type : `${event.type} ${event.client}`;
}

function entryText({ kind, actor, peer, message, data }: TraceEntry): string {
  const arrow = kind === 'receive' || kind === 'drop' ? '<-' : '->';
  const who = peer === undefined ? actor : `${actor} ${arrow} ${peer}`;
  const number = message === undefined ? '' : ` #${message}`;
  const details = Object.entries(data ?? {}).map(([key, value]) => ` ${key}=${plain(value)}`);
  return `${kind} ${who}${number}${details.join('')}`;
}

function plain(value: unknown): string {
  if (Array.isArray(value) && value.length > PARTS_MAX) return `[${plain(value[0])} … ${value.length}]`;
  if (Array.isArray(value)) return `[${value.map(plain).join(' ')}]`;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
