import { describe, expect, test } from 'vitest';
import { DIFFICULTIES, type GeneratedQuestion } from '../../core/question';
import { parseRecording, replay } from '../../core/recording';
import { amqp } from '../amqp';
import { readyMessages } from '../broker/ready';
import { findQueue } from '../broker/topology';
import type { AmqpCommand } from '../command';
import type { AmqpConfig } from '../config';
import { findClient } from '../state';
import { amqpQuestions } from './generators';
import { MISCONCEPTIONS } from './misconceptions';

const SEEDS = 120;

type Question = GeneratedQuestion<AmqpConfig, AmqpCommand>;

function stateAtEnd(recording: Question['picture']) {
  const replayed = replay(amqp, recording);
  if (!replayed.ok) throw new Error(replayed.message);
  return replayed;
}

for (const generator of amqpQuestions) {
  describe(generator.id, () => {
    const questions: readonly Question[] = Array.from({ length: SEEDS }, (_, seed) =>
      generator.generate(seed, DIFFICULTIES[seed % DIFFICULTIES.length] ?? 1),
    );

    test('asks something for every seed, with a key among its options and a belief behind each wrong one', () => {
      for (const { form } of questions) {
        if (form.type === 'numeric') throw new Error('no generator asks for a number');
        const ids = form.options.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        const right = [form.right].flat();
        expect(right.length).toBeGreaterThan(0);
        expect(right.every((id) => ids.includes(id))).toBe(true);
        expect(right.length).toBeLessThanOrEqual(ids.length);
        for (const { id, misconception } of form.options) {
          expect(misconception === null).toBe(right.includes(id));
          if (misconception !== null) expect(MISCONCEPTIONS).toContain(misconception);
        }
      }
    });

    test('asks the same from the same seed, and many different things from different ones', () => {
      for (const seed of [0, 5, 2 ** 32 - 1]) {
        expect(generator.generate(seed, 2)).toEqual(generator.generate(seed, 2));
      }
      const different = new Set(questions.map(({ stem, form }) => JSON.stringify([stem, form])));
      expect(different.size).toBeGreaterThan(SEEDS * 0.6);
    });

    test('shows runs that can be played, the picture first, and break no rule', () => {
      for (const { picture, proof } of questions.slice(0, 30)) {
        expect(proof.recording.commands.slice(0, picture.commands.length)).toEqual(picture.commands);
        expect(proof.step).toBeLessThanOrEqual(proof.recording.end.step);
        expect(proof.step).toBeGreaterThan(picture.end.step);
        for (const recording of [picture, proof.recording]) {
          const parsed = parseRecording(JSON.stringify(recording), amqp);
          if (!parsed.ok) throw new Error(parsed.message);
          expect(replay(amqp, parsed.recording)).toMatchObject({ ok: true, violations: [] });
        }
      }
    });

    test('the run itself gives what the key says', () => {
      for (const { form, proof, stem } of questions) {
        const { state } = stateAtEnd(proof.recording).snapshot;
        const values = 'values' in stem ? stem.values : {};
        if (generator.id === 'what-it-holds') {
          const client = findClient(state, String(values?.consumer));
          const held = client?.kind === 'consumer' ? client.held.map(({ body }) => body) : [];
          expect(form.right).toEqual([...held].sort());
        } else if (generator.id === 'after-the-nack') {
          const queue = findQueue(state.broker, String(values?.queue));
          expect(queue && readyMessages(queue).map(({ message }) => message.body)).toEqual(form.right);
        } else if (generator.id === 'which-queues') {
          const filled = state.broker.queues.filter(({ readyCount }) => readyCount > 0).map(({ name }) => name);
          expect([...filled].sort()).toEqual([...[form.right].flat().map(String)].sort());
        } else {
          const dead = findQueue(state.broker, 'dead');
          const first = (dead === undefined ? [] : readyMessages(dead)).find(
            ({ message }) => message.body === values?.message,
          );
          expect(first?.message.properties.headers?.['x-first-death-reason']).toBe(form.right);
        }
      }
    });
  });
}

test('no generator gives up on seeds from all over their range', () => {
  for (const generator of amqpQuestions) {
    for (let seed = 0; seed < 250; seed += 1) {
      const difficulty = DIFFICULTIES[seed % DIFFICULTIES.length] ?? 1;
      expect(generator.generate((seed * 17_179_869) % 2 ** 32, difficulty).form).toBeDefined();
    }
  }
}, 120_000);

test('each of the four reasons is asked for, and each misconception is behind some option', () => {
  const seen = new Set<string>();
  const rights = new Set<string>();
  for (const generator of amqpQuestions) {
    for (let seed = 0; seed < 300; seed += 1) {
      const { form } = generator.generate(seed, DIFFICULTIES[seed % DIFFICULTIES.length] ?? 1);
      if (form.type === 'numeric') continue;
      for (const { misconception } of form.options) if (misconception !== null) seen.add(misconception);
      if (form.type === 'single') rights.add(form.right);
    }
  }
  expect([...rights].sort()).toEqual(['delivery_limit', 'expired', 'maxlen', 'rejected']);
  expect([...seen].sort()).toEqual([...MISCONCEPTIONS].sort());
}, 60_000);
