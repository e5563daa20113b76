import type { Description, Translate } from '@/components/lab-shell/lab-view';
import type { LabState } from '@/components/ui/state-palette';
import type { StepRecord } from '@/sim/core/engine';
import type { TraceEntry } from '@/sim/core/simulation';
import type { KafkaGroupCommand } from '@/sim/kafka-group/command';
import type { KafkaGroupEvent } from '@/sim/kafka-group/state';
import { entryText } from './entry-text';
import { isWorkedAgain } from './trace-words';

type Step = StepRecord<KafkaGroupCommand, KafkaGroupEvent>;

/** What a step is about: of what it traced, what stands first here. What follows is told as details. */
const WEIGHT: readonly string[] = [
  'ignored',
  'crash',
  'close',
  'closed',
  'pause',
  'resume',
  'slow',
  'pollTimeout',
  'lost',
  'fenced',
  'removed',
  'start',
  'generation',
  'assigned',
  'empty',
  'preparing',
  'commitFailed',
  'commitRefused',
  'owns',
  'revoked',
  'assigning',
  'rejoin',
  'committed',
  'processed',
  'fetched',
  'produced',
  'refused',
  'drop',
  'receive',
  'send',
];

const states: Readonly<Partial<Record<string, LabState>>> = {
  crash: 'crashed',
  close: 'dropped',
  closed: 'dropped',
  pause: 'paused',
  resume: 'follower',
  start: 'follower',
  pollTimeout: 'voteDenied',
  lost: 'voteDenied',
  fenced: 'voteDenied',
  commitFailed: 'voteDenied',
  commitRefused: 'voteDenied',
  removed: 'dropped',
  revoked: 'dropped',
  drop: 'dropped',
  refused: 'dropped',
  preparing: 'candidate',
  rejoin: 'candidate',
  generation: 'candidate',
  assigned: 'leader',
  owns: 'leader',
  committed: 'voteGranted',
  processed: 'voteGranted',
  fetched: 'reply',
  produced: 'request',
};

function weightOf({ kind }: TraceEntry): number {
  const at = WEIGHT.indexOf(kind);
  return at === -1 ? WEIGHT.length : at;
}

const DETAILS_MAX = 12;

/** A step as one line, and what followed within it. */
export function describe({ cause, trace }: Step, t: Translate): Description {
  if (cause.type === 'start') return { summary: t('kafka-group.trace.start'), details: [], state: null };
  const main = trace.reduce<TraceEntry | undefined>(
    (best, entry) => (best === undefined || weightOf(entry) < weightOf(best) ? entry : best),
    undefined,
  );
  if (main === undefined) return { summary: quietText(cause, t), details: [], state: null };
  const summary = entryText(main, t) ?? t('kafka-group.trace.nothing');
  const others = trace.flatMap((entry) => {
    const text = entry === main ? null : entryText(entry, t);
    return text === null || text === summary ? [] : [text];
  });
  const state = isWorkedAgain(main) ? 'voteDenied' : (states[main.kind] ?? null);
  return { summary, details: [...new Set(others)].slice(0, DETAILS_MAX), state };
}

/** What comes to a process that stands still leaves no trace: it waits. */
function quietText(cause: Step['cause'], t: Translate): string {
  if (cause.type !== 'event' || !('consumer' in cause.event)) return t('kafka-group.trace.nothing');
  const { type, consumer } = cause.event;
  const waits = type === 'reply' || type === 'heartbeat' || type === 'pollTimeout' || type === 'worked';
  return waits ? t('kafka-group.trace.waits', { actor: consumer }) : t('kafka-group.trace.nothing');
}
