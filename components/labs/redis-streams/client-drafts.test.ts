import { expect, it } from 'vitest';
import { createEngine } from '@/sim/core/engine';
import { type ClientOptions, clientOptions } from '@/sim/redis-streams/command';
import { redisStreams } from '@/sim/redis-streams/redis-streams';
import { bare } from '@/sim/redis-streams/script';
import { draftOf, newDraft, readDraft } from './client-drafts';

const { state } = createEngine(redisStreams, { config: bare(), seed: 1 });

const clients: readonly ClientOptions[] = [
  { role: 'producer', key: 'a', trim: { strategy: 'MINID', approximate: true, threshold: 500 }, ratePerSecond: null },
  { role: 'consumer', key: 'a', group: 'g', ack: 'noack', progressKey: 'p', startsWith: 'new' },
  { role: 'reader', key: 'a', startsAt: '0', resumesAt: 'start', networkDelayMs: 7 },
  { role: 'claimer', key: 'a', group: 'g', deadLetter: { afterDeliveries: 3, key: 'dead' } },
].map((options) => clientOptions.parse(options));

for (const options of clients) {
  it(`a form leaves a ${options.role} as it is when nothing is typed`, () => {
    expect(readDraft(options.role, draftOf('x', options), false)).toEqual({ options });
  });

  it(`the form of a new ${options.role} can be sent at once`, () => {
    const read = readDraft(options.role, newDraft(options.role, state), true);
    expect('options' in read && read.options.role).toBe(options.role);
  });
}

it('what is wrong is said at its field', () => {
  const draft = { ...newDraft('consumer', state), name: 'Worker 1', serviceMinMs: '9', serviceMaxMs: '3', count: 'x' };
  const read = readDraft('consumer', draft, true);
  expect('problems' in read && Object.keys(read.problems).sort()).toEqual(['count', 'name']);
  const sound = readDraft('consumer', { ...draft, name: 'w', count: '1' }, true);
  expect('problems' in sound && Object.keys(sound.problems)).toEqual(['serviceMaxMs']);
});
