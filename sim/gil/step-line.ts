import type { StepRecord } from '../core/engine';
import type { Json } from '../core/simulation';
import { traceLine } from '../core/step-line';
import type { GilCommand } from './config';
import type { GilEvent, GilState } from './state';

/** One step as a line: its `tick` (10 µs), what caused it, its trace, and lock, threads and the shared variable after it. */
export function gilStepLine(record: StepRecord<GilCommand, GilEvent>, state: GilState): Json {
  const { gil, threads, shared, version } = state;
  return {
    ...traceLine(record),
    gil:
      version === '3.13t'
        ? null
        : {
            holder: threads[gil.holder ?? -1]?.id ?? null,
            switchNumber: gil.switchNumber,
            dropRequest: gil.dropRequest,
          },
    threads: Object.fromEntries(threads.map(({ id, status }) => [id, status])),
    x: shared.x,
  };
}
