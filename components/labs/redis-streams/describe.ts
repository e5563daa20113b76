import type { Description, Translate } from '@/components/lab-shell/lab-view';
import type { LabState } from '@/components/ui/state-palette';
import type { StepRecord } from '@/sim/core/engine';
import type { TraceEntry } from '@/sim/core/simulation';
import type { RedisStreamsCommand } from '@/sim/redis-streams/command';
import type { RedisStreamsEvent } from '@/sim/redis-streams/event';
import { entryText } from './entry-text';

type Step = StepRecord<RedisStreamsCommand, RedisStreamsEvent>;

/** What a step is about: of what it traced, what stands first here. What follows goes without saying, or is told as details. */
const WEIGHT: readonly string[] = [
  'ignored',
  'console',
  'crash',
  'restart',
  'pause',
  'resume',
  'slow',
  'addClient',
  'editClient',
  'removeClient',
  'burst',
  'bury',
  'duplicate',
  'claim',
  'forget',
  'delete',
  'ack',
  'deliver',
  'add',
  'trim',
  'workFailed',
  'worked',
  'got',
  'work',
  'consoleReply',
  'interrupt',
  'block',
  'timeout',
  'unblock',
  'drop',
  'receive',
  'send',
];

const states: Readonly<Partial<Record<string, LabState>>> = {
  crash: 'crashed',
  restart: 'follower',
  pause: 'paused',
  duplicate: 'voteDenied',
  workFailed: 'voteDenied',
  claim: 'candidate',
  bury: 'candidate',
  ack: 'voteGranted',
  worked: 'voteGranted',
  deliver: 'reply',
  got: 'reply',
  add: 'request',
  delete: 'dropped',
  trim: 'dropped',
  drop: 'dropped',
  console: 'follower',
};

/** A trim that takes what a group has not read: nobody is told, so it is said before all else. */
function losesUnread({ kind, data }: TraceEntry): boolean {
  return kind === 'trim' && Array.isArray(data?.unread) && data.unread.length > 0;
}

function weightOf(entry: TraceEntry): number {
  if (losesUnread(entry)) return -1;
  const at = WEIGHT.indexOf(entry.kind);
  return at === -1 ? WEIGHT.length : at;
}

/** What the step is about; undefined when it traced nothing. */
export function mainEntry(trace: readonly TraceEntry[]): TraceEntry | undefined {
  return trace.reduce<TraceEntry | undefined>(
    (best, entry) => (best === undefined || weightOf(entry) < weightOf(best) ? entry : best),
    undefined,
  );
}

const DETAILS_MAX = 12;

/** A step as one line, and what followed within it. */
export function describe({ cause, trace }: Step, t: Translate): Description {
  if (cause.type === 'start') return { summary: t('redis-streams.trace.start'), details: [], state: null };
  const main = mainEntry(trace);
  if (main === undefined) return { summary: t('redis-streams.trace.nothing'), details: [], state: null };
  const summary = entryText(main, t) ?? t('redis-streams.trace.nothing');
  const others = trace.flatMap((entry) => {
    if (entry === main) return [];
    const text = entryText(entry, t);
    return text === null || text === summary ? [] : [text];
  });
  const details = [...new Set(others)].slice(0, DETAILS_MAX);
  return { summary, details, state: losesUnread(main) ? 'violation' : (states[main.kind] ?? null) };
}
