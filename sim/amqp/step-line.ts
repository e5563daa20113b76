import type { StepRecord } from '../core/engine';
import type { Json } from '../core/simulation';
import type { AmqpCommand } from './command';
import type { AmqpEvent, AmqpState } from './state';

/**
 * One step as a line: `tick` (microseconds), `cause`, and what it traced, each entry as in `trace-kinds.ts`. A step that
 * traced nothing gives null.
 */
export function amqpStepLine({ tick, cause, trace }: StepRecord<AmqpCommand, AmqpEvent>, _state: AmqpState): Json {
  if (trace.length === 0) return null;
  const by = cause.type === 'command' ? cause.command.type : cause.type === 'event' ? cause.event.type : cause.type;
  return { tick, cause: by, trace: trace.map(({ kind, actor, ...rest }) => ({ kind, actor, ...rest })) };
}
