import type { StepRecord } from '../core/engine';
import type { Json } from '../core/simulation';
import { traceLine } from '../core/step-line';
import type { KafkaGroupCommand } from './command';
import { groupFigures, lags } from './outcomes';
import type { KafkaGroupEvent, KafkaGroupState } from './state';

/** One step as a line: its `tick` (microseconds), what caused it, its trace, and the group after it. */
export function kafkaGroupStepLine(
  record: StepRecord<KafkaGroupCommand, KafkaGroupEvent>,
  state: KafkaGroupState,
): Json {
  const { phase, generation, members } = state.group;
  return {
    ...traceLine(record),
    group: {
      phase,
      generation,
      assigned: Object.fromEntries(members.map(({ consumer, assigned }) => [consumer, assigned])),
      lags: lags(state),
      ...groupFigures(state),
    },
  };
}
