import type { RedisStreamsTrace } from '@/sim/redis-streams/trace';

type Kind = RedisStreamsTrace['kind'];

/** What is told whatever entry the caption follows: somebody goes, or something is done twice or lost. */
const INTERRUPTING: readonly Kind[] = [
  'crash',
  'restart',
  'restartServer',
  'failover',
  'replica',
  'duplicate',
  'claim',
  'bury',
  'forget',
  'delete',
  'workFailed',
  'sendAgain',
  'createGroup',
  'reconnect',
  'pause',
  'resume',
  'slow',
  'addClient',
  'removeClient',
  'console',
  'burst',
  'lose',
  'drop',
];

/** What comes and goes, and who waits for what. */
const ROUTINE: readonly Kind[] = ['receive', 'send', 'block', 'unblock', 'timeout'];

/** Entries by their ids. */
export function about({ data }: RedisStreamsTrace): readonly string[] {
  const { id, ids } = Object(data);
  if (Array.isArray(ids)) return ids.map(String);
  return typeof id === 'string' ? [id] : [];
}

/** A trim that takes what a group has not read is told too. */
export function interrupts(entry: RedisStreamsTrace): boolean {
  return INTERRUPTING.includes(entry.kind) || (entry.kind === 'trim' && entry.data.unread.length > 0);
}

/** A producer’s XADD has no id yet, but everything begins with it. */
export function isRoutine(entry: RedisStreamsTrace): boolean {
  return ROUTINE.includes(entry.kind) && !(entry.kind === 'send' && entry.data.kind === 'add');
}
