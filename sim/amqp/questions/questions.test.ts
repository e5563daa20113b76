import { describe, expect, inject, test } from 'vitest';
import { believedAnswers, DIFFICULTIES, type GeneratedQuestion } from '../../core/question';
import { replay } from '../../core/recording';
import { amqp } from '../amqp';
import { readyMessages } from '../broker/ready';
import { findQueue } from '../broker/topology';
import type { AmqpCommand } from '../command';
import type { AmqpConfig } from '../config';
import { findClient } from '../state';
import { amqpQuestions } from './generators';
import { MISCONCEPTIONS } from './misconceptions';

const SEEDS = inject('seeds');

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

    test('the run itself gives what the key says', () => {
      for (const { form, picture, proof, stem } of questions) {
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
        } else if (generator.id === 'stream-offset') {
          const receivedIn = (recording: Question['picture']) => {
            const client = findClient(stateAtEnd(recording).snapshot.state, String(values?.reader));
            return client?.kind === 'consumer' ? client.received : 0;
          };
          expect(receivedIn(proof.recording) - receivedIn(picture)).toBe([form.right].flat().length);
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

test('each of the four reasons is asked for, and each misconception is behind some option', () => {
  const seen = new Set<string>();
  const rights = new Set<string>();
  for (const generator of amqpQuestions) {
    for (let seed = 0; seed < 300; seed += 1) {
      const question = generator.generate(seed, DIFFICULTIES[seed % DIFFICULTIES.length] ?? 1);
      for (const { misconception } of believedAnswers(question)) seen.add(misconception);
      const { form } = question;
      if (form.type === 'numeric') continue;
      for (const { misconception } of form.options) if (misconception !== null) seen.add(misconception);
      if (form.type === 'single') rights.add(form.right);
    }
  }
  expect([...rights].sort()).toEqual(['delivery_limit', 'expired', 'maxlen', 'rejected']);
  expect([...seen].sort()).toEqual([...MISCONCEPTIONS].sort());
}, 60_000);
