/**
 * Each scenario as a golden transcript in testdata/: what happened to the group and its offsets, and what became of the
 * records. A change of the model that changes a transcript is a change of behaviour: raise the simulation's version, and rewrite
 * the transcripts on purpose with `UPDATE_TESTDATA=1 npx vitest run sim/kafka-group/scenarios.test.ts`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createEngine } from '../core/engine';
import { runRecording } from '../core/recording';
import { recordScenario } from '../core/scenario';
import { ticksFromMs } from './config';
import { kafkaGroup } from './kafka-group';
import { groupFigures, recordOutcomes } from './outcomes';
import { kafkaGroupScenarios } from './scenarios';
import type { KafkaGroupStep } from './testing/group';

/** Too many of them to read; what they lead to is in the transcript. */
const UNTOLD: ReadonlySet<string> = new Set(['send', 'receive', 'produced', 'fetched', 'processed', 'committed']);

function run(scenario: (typeof kafkaGroupScenarios)[number]) {
  const recording = recordScenario(kafkaGroup, scenario);
  const engine = createEngine(kafkaGroup, { config: scenario.config, seed: scenario.seed });
  const records: KafkaGroupStep[] = [];
  runRecording(engine, recording, (record) => records.push(record));
  return { state: engine.state, records };
}

function scenarioById(id: string) {
  const scenario = kafkaGroupScenarios.find((candidate) => candidate.id === id);
  if (scenario === undefined) throw new Error(`no scenario ${id}`);
  return run(scenario);
}

/** How many partitions members had to give up, all told. */
function partitionsRevoked(records: readonly KafkaGroupStep[]): number {
  return records
    .flatMap(({ trace }) => trace)
    .filter(({ kind }) => kind === 'revoked')
    .reduce((sum, { data }) => sum + (Array.isArray(data?.partitions) ? data.partitions.length : 0), 0);
}

for (const scenario of kafkaGroupScenarios) {
  test(`the scenario ${scenario.id} runs as it is written down, and breaks no promise`, () => {
    const { state, records } = run(scenario);
    const told = records.flatMap(({ tick, trace }) =>
      trace
        .filter(({ kind }) => !UNTOLD.has(kind))
        .map(({ kind, actor, peer, data }) =>
          [tick / ticksFromMs(1), actor, kind, peer, data === undefined ? undefined : JSON.stringify(data)]
            .filter((part) => part !== undefined)
            .join(' '),
        ),
    );
    const transcript = [
      ...told,
      '',
      JSON.stringify(state.group.committed),
      JSON.stringify(groupFigures(state)),
      '',
    ].join('\n');
    const file = new URL(`testdata/${scenario.id}.txt`, import.meta.url);
    if (process.env.UPDATE_TESTDATA === '1') writeFileSync(file, transcript);
    expect(transcript).toBe(readFileSync(file, 'utf8'));
    expect(records.flatMap(({ violations }) => violations)).toEqual([]);
  });
}

test('a crash makes duplicates of what its member had worked and not committed, and of nothing else', () => {
  const { state, records } = scenarioById('member-crash');
  const crashTick = records.find(({ trace }) => trace.some(({ kind }) => kind === 'crash'))?.tick ?? 0;
  const again = recordOutcomes(state).filter(({ processings }) => processings.length > 1);
  expect(again.length).toBeGreaterThan(0);
  for (const { processings } of again) {
    expect(processings[0]).toMatchObject({ consumer: 'c2' });
    expect(processings[0]?.endTick).toBeLessThanOrEqual(crashTick);
  }
});

test('with either protocol every record of a rolling restart is worked; the cooperative one takes far fewer partitions away', () => {
  const eager = scenarioById('rolling-restart-eager');
  const cooperative = scenarioById('rolling-restart-cooperative');
  for (const { state } of [eager, cooperative]) {
    const { produced, processed } = groupFigures(state);
    expect(produced - processed).toBeLessThan(5);
  }
  expect(partitionsRevoked(eager.records)).toBeGreaterThan(3 * partitionsRevoked(cooperative.records));
});

test('the slow consumer’s batch is worked by others too, because it could not commit it', () => {
  const { state } = scenarioById('slow-consumer');
  const again = recordOutcomes(state).filter(({ processings }) => processings.length > 1);
  expect(again.length).toBeGreaterThan(0);
  for (const { processings } of again) expect(processings.map(({ consumer }) => consumer)).toContain('c1');
});
