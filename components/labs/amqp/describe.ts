import type { Description, Translate } from '@/components/lab-shell/lab-view';
import type { LabState } from '@/components/ui/state-palette';
import type { AmqpCommand } from '@/sim/amqp/command';
import type { AmqpEvent } from '@/sim/amqp/state';
import type { AmqpTraceKind } from '@/sim/amqp/trace-kinds';
import type { StepRecord } from '@/sim/core/engine';
import type { TraceEntry } from '@/sim/core/simulation';
import { entryText } from './entry-text';

/** The kinds that a step is about, the most telling first: what they say is its one line. */
const headlines: readonly AmqpTraceKind[] = [
  'connection-closed',
  'channel-closed',
  'crashed',
  'node-stopped',
  'node-started',
  'connection-lost',
  'removed',
  'ignored',
  'unavailable',
  'edited',
  'deleted',
  'purged',
  'declared',
  'moved',
  'unbound',
  'bound',
  'paused',
  'resumed',
  'role',
  'election-timeout',
  'dead-lettered',
  'lost',
  'returned',
  'nacked',
  'confirmed',
  'replied',
  'cancelled',
  'published',
  'got',
  'got-empty',
  'work-failed',
  'work-done',
  'routed',
  'requeued',
  'acked',
  'dropped',
  'refused',
  'blocked',
  'unblocked',
  'queue-gone',
  'exchange-gone',
  'queue-down',
  'queue-up',
  'connected',
  'drop',
  'commit',
  'vote',
  'receive',
  'delivered',
  'work-started',
  'append',
  'enqueued',
  'send',
];

const states: Readonly<Partial<Record<AmqpTraceKind, LabState>>> = {
  'connection-closed': 'violation',
  'channel-closed': 'violation',
  crashed: 'crashed',
  'node-stopped': 'crashed',
  'connection-lost': 'crashed',
  'queue-down': 'crashed',
  paused: 'paused',
  role: 'leader',
  'election-timeout': 'candidate',
  'dead-lettered': 'dropped',
  dropped: 'dropped',
  drop: 'dropped',
  lost: 'dropped',
  returned: 'voteDenied',
  refused: 'voteDenied',
  nacked: 'voteDenied',
  'work-failed': 'voteDenied',
  requeued: 'voteDenied',
  confirmed: 'voteGranted',
  acked: 'voteGranted',
  'work-done': 'voteGranted',
  replied: 'reply',
  routed: 'request',
  published: 'request',
  delivered: 'request',
  receive: 'request',
  send: 'request',
};

/** Said on the way by what stands for more than they do. */
const silent: ReadonlySet<string> = new Set(['send', 'receive', 'enqueued', 'work-started', 'append']);

/** A step as one line, and what followed within it. */
export function describe({ cause, trace }: StepRecord<AmqpCommand, AmqpEvent>, t: Translate): Description {
  if (cause.type === 'start') return { summary: t('amqp.trace.start'), details: [], state: null };
  const headline = headlineOf(trace);
  if (headline === undefined) {
    const name = cause.type === 'command' ? cause.command.type : cause.event.type;
    return { summary: t('amqp.trace.nothing', { name }), details: [], state: null };
  }
  const summary = entryText(headline, t);
  const details = trace
    .filter((entry) => entry !== headline && !silent.has(entry.kind))
    .map((entry) => entryText(entry, t))
    .filter((detail) => detail !== summary);
  return { summary, details: [...new Set(details)], state: stateOf(headline) };
}

function headlineOf(trace: readonly TraceEntry[]): TraceEntry | undefined {
  for (const kind of headlines) {
    const entry = trace.find((each) => each.kind === kind);
    if (entry !== undefined) return entry;
  }
  return trace[0];
}

function stateOf({ kind, data }: TraceEntry): LabState | null {
  if (kind === 'role') {
    const to = data?.to;
    return to === 'leader' || to === 'candidate' ? to : 'follower';
  }
  const known: Readonly<Record<string, LabState>> = states;
  return known[kind] ?? null;
}
