import { expect, inject, test } from 'vitest';
import { DIFFICULTIES } from '../core/question';
import { parseRecording, replay } from '../core/recording';
import { kafkaGroup } from './kafka-group';
import { holdings } from './outcomes';
import { whoOwnsPartition } from './questions';

const SEEDS = inject('seeds');

test('the key is who owns the partition when the proof has been run', () => {
  for (let seed = 0; seed < SEEDS; seed += 1) {
    const question = whoOwnsPartition.generate(seed, DIFFICULTIES[seed % DIFFICULTIES.length] ?? 1);
    const { form, proof, picture, stem } = question;
    if (form.type !== 'single' || !('values' in stem)) throw new Error('not the expected question');
    expect(proof.step).toBeGreaterThan(picture.end.step);
    const parsed = parseRecording(JSON.stringify(proof.recording), kafkaGroup);
    if (!parsed.ok) throw new Error(parsed.message);
    const replayed = replay(kafkaGroup, parsed.recording);
    if (!replayed.ok) throw new Error(replayed.message);
    const partition = Number(stem.values?.partition);
    const owners = holdings(replayed.snapshot.state).filter((one) => one.partitions.includes(partition));
    expect(form.options.find(({ id }) => id === form.right)?.label).toEqual({ verbatim: owners[0]?.consumer });
    expect(owners).toHaveLength(1);
  }
});
