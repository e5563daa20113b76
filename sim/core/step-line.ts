import type { StepRecord } from './engine';
import type { TraceEntry } from './simulation';

/** One step as a line: its `tick`, the type of the command or event that caused it, and what it traced. */
export function traceLine({ tick, cause, trace }: StepRecord<unknown, unknown>) {
  return { tick, cause: causeOf(cause), trace: trace.map(entryOf) };
}

function causeOf(cause: StepRecord<unknown, unknown>['cause']): string {
  if (cause.type === 'start') return cause.type;
  return String(Object(cause.type === 'command' ? cause.command : cause.event).type);
}

function entryOf({ kind, actor, peer, message, data }: TraceEntry) {
  return {
    kind,
    actor,
    ...(peer === undefined ? {} : { peer }),
    ...(message === undefined ? {} : { message }),
    ...(data === undefined ? {} : { data }),
  };
}
