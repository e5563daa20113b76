import { createEngine, type StepRecord } from '../../core/engine';
import { runRecording } from '../../core/recording';
import { recordScenario, type Scenario } from '../../core/scenario';
import type { Reply } from '../../systems/redis/types';
import type { RedisStreamsCommand } from '../command';
import { type RedisStreamsConfig, ticksFromMs } from '../config';
import type { RedisStreamsEvent } from '../event';
import { redisStreams } from '../redis-streams';
import { type at, bare } from '../script';
import type { RedisStreamsState } from '../state';

export type StreamStep = StepRecord<RedisStreamsCommand, RedisStreamsEvent>;

/** Runs a scenario to its end; every step's record is kept. */
export function runScenario(scenario: Scenario<RedisStreamsConfig, RedisStreamsCommand>) {
  const recording = recordScenario(redisStreams, scenario);
  const engine = createEngine(redisStreams, { config: scenario.config, seed: scenario.seed });
  const records: StreamStep[] = [];
  runRecording(engine, recording, (record) => records.push(record));
  return { engine, records, state: engine.state };
}

/** Runs commands on a server with nobody around it, and `ms` milliseconds on. */
export function runCommands(commands: ReturnType<typeof at>, ms: number, config: RedisStreamsConfig = bare()) {
  return runScenario({ id: 'test', config, seed: 1, commands, endTick: ticksFromMs(ms) });
}

/** The entries that trace entries of a kind name, in order; of one actor, if one is named. */
export function idsTraced(records: readonly StreamStep[], kind: string, actor: string | null = null): string[] {
  return records.flatMap(({ trace }) =>
    trace.flatMap((entry) => {
      if (entry.kind !== kind || (actor !== null && entry.actor !== actor)) return [];
      const { id, ids } = entry.data ?? {};
      const named = Array.isArray(ids) ? ids : [id];
      return named.filter((text) => typeof text === 'string');
    }),
  );
}

/** The replies that the console has got, oldest first. */
export function replies({ console: { lines } }: RedisStreamsState): readonly Reply[] {
  return lines.map(({ reply }) => reply);
}
