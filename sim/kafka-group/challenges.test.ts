import { describe, expect, test } from 'vitest';
import { recordScenario } from '../core/scenario';
import { type KafkaGroupChallengeId, kafkaGroupChallenges } from './challenges';
import type { KafkaGroupCommand } from './command';
import { ticksFromMs } from './config';
import { kafkaGroup } from './kafka-group';
import { kafkaGroupLab } from './lab';

/** A solution of each, as the commands after its start and how long it runs. */
const solutions: Readonly<
  Record<KafkaGroupChallengeId, { readonly atMs: number; readonly command: KafkaGroupCommand; readonly endMs: number }>
> = {
  'worked-twice': { atMs: 1_900, command: { type: 'crash', consumer: 'c1' }, endMs: 8_000 },
  'alive-but-out': { atMs: 1_100, command: { type: 'slow', consumer: 'c1', serviceMs: 2_000 }, endMs: 8_000 },
};

describe.each(kafkaGroupChallenges)('$id', ({ id, start, parCommands }) => {
  function judge(commands: readonly { readonly tick: number; readonly command: KafkaGroupCommand }[], endMs: number) {
    const run = recordScenario(kafkaGroup, { ...start, id, commands, endTick: ticksFromMs(endMs) });
    return kafkaGroupLab.judge(id, JSON.stringify(run));
  }

  test('is met by its solution, in as many commands as it says', () => {
    const { atMs, command, endMs } = solutions[id];
    expect(judge([{ tick: ticksFromMs(atMs), command }], endMs)).toMatchObject({
      ok: true,
      met: true,
      commandsUsed: parCommands,
    });
  });

  test('is not met by waiting', () => {
    expect(judge([], 8_000)).toMatchObject({ ok: true, met: false });
  });
});
