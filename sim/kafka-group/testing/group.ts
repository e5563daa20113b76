import type * as z from 'zod/mini';
import { createEngine, type StepRecord } from '../../core/engine';
import type { TraceEntry } from '../../core/simulation';
import type { KafkaGroupCommand } from '../command';
import { kafkaGroupConfig, ticksFromMs } from '../config';
import { kafkaGroup } from '../kafka-group';
import type { KafkaGroupEvent } from '../state';

export type KafkaGroupStep = StepRecord<KafkaGroupCommand, KafkaGroupEvent>;

/** A group that a test drives by hand: nobody produces by itself, nobody waits for more members, a millisecond a hop. */
export function createGroup(config: z.input<typeof kafkaGroupConfig>, seed = 1) {
  const engine = createEngine(kafkaGroup, {
    config: kafkaGroupConfig.parse({
      recordsPerSecond: 0,
      groupInitialRebalanceDelayMs: 10,
      networkDelayMs: 1,
      serviceMinMs: 10,
      serviceMaxMs: 10,
      ...config,
    }),
    seed,
  });
  const records: KafkaGroupStep[] = [];
  if (engine.lastRecord !== null) records.push(engine.lastRecord);

  return {
    engine,
    get state() {
      return engine.state;
    },
    records,
    /** Runs on for so long. */
    run(milliseconds: number): void {
      const end = engine.tick + ticksFromMs(milliseconds);
      while (engine.nextDueTick !== null && engine.nextDueTick <= end) {
        const record = engine.step();
        if (record !== null) records.push(record);
      }
      engine.advanceTo(end);
    },
    command(command: KafkaGroupCommand): void {
      records.push(engine.dispatch(command));
    },
    /** What was traced of that kind so far, with the millisecond. */
    traced(kind: string, actor?: string): (TraceEntry & { readonly ms: number })[] {
      return records.flatMap(({ tick, trace }) =>
        trace
          .filter((entry) => entry.kind === kind && (actor === undefined || entry.actor === actor))
          .map((entry) => ({ ...entry, ms: tick / ticksFromMs(1) })),
      );
    },
    violations(): string[] {
      return records.flatMap((record) =>
        record.violations.map(({ name, values }) => `${name}: ${JSON.stringify(values)}`),
      );
    },
  };
}
