import { expect, inject, test } from 'vitest';
import { DIFFICULTIES } from '../../core/question';
import { replay } from '../../core/recording';
import { redisStreams } from '../redis-streams';
import { redisStreamsQuestions } from './generators';
import { MISCONCEPTIONS } from './misconceptions';

const SEEDS = inject('seeds');

for (const generator of redisStreamsQuestions) {
  test(`${generator.id}: behind each wrong option is a belief that the list knows`, () => {
    const misconceptions: readonly string[] = MISCONCEPTIONS;
    for (let seed = 0; seed < SEEDS; seed += 1) {
      const { form } = generator.generate(seed, DIFFICULTIES[seed % DIFFICULTIES.length] ?? 1);
      if (form.type !== 'single') throw new Error('not a question with one right option');
      const wrong = form.options.flatMap(({ misconception }) => misconception ?? []);
      expect(wrong.every((id) => misconceptions.includes(id))).toBe(true);
    }
  });
}

test('the key is what the run replies: for a question about a reply, the proof’s last step shows it', () => {
  const xpending = redisStreamsQuestions.find(({ id }) => id === 'xpending-reply');
  if (xpending === undefined) throw new Error('no such generator');
  for (let seed = 0; seed < SEEDS; seed += 1) {
    const { form, proof } = xpending.generate(seed, 2);
    const replayed = replay(redisStreams, proof.recording);
    if (!replayed.ok || form.type !== 'single') throw new Error('not replayed');
    const reply = replayed.snapshot.state.console.lines.at(-1)?.reply;
    const words = JSON.stringify(reply).replaceAll('"', '').replaceAll(',', ', ').replaceAll('null', 'nil');
    expect(form.options.find(({ id }) => id === form.right)?.label).toEqual({ verbatim: words });
  }
});
