import type { StepRecord } from '../core/engine';
import type { Json } from '../core/simulation';
import type { KafkaGroupCommand } from './command';
import { groupFigures, lags } from './outcomes';
import type { KafkaGroupEvent, KafkaGroupState } from './state';

/** One step as a line: its `tick` (microseconds), what caused it, its trace, and the group after it. */
export function kafkaGroupStepLine(
  { tick, cause, trace }: StepRecord<KafkaGroupCommand, KafkaGroupEvent>,
  state: KafkaGroupState,
): Json {
  const { phase, generation, members } = state.group;
  return {
    tick,
    cause: cause.type === 'start' ? 'start' : cause.type === 'command' ? cause.command.type : cause.event.type,
    trace: trace.map(({ kind, actor, peer, message, data }) => ({
      kind,
      actor,
      ...(peer === undefined ? {} : { peer }),
      ...(message === undefined ? {} : { message }),
      ...(data === undefined ? {} : { data }),
    })),
    group: {
      phase,
      generation,
      assigned: Object.fromEntries(members.map(({ consumer, assigned }) => [consumer, assigned])),
      lags: lags(state),
      ...groupFigures(state),
    },
  };
}
