import { expect, it } from 'vitest';
import { fieldsOf } from '@/components/lab-shell/run/settings-form';
import { translator } from '@/messages/testing/translator';
import { createEngine } from '@/sim/core/engine';
import { type ClientOptions, clientOptions } from '@/sim/redis-streams/command';
import { redisStreams } from '@/sim/redis-streams/redis-streams';
import { bare } from '@/sim/redis-streams/script';
import { clientDraft, formOf, freeName, readClient, usualOptions } from './client-fields';

const { state } = createEngine(redisStreams, { config: bare(), seed: 1 });

const clients: readonly ClientOptions[] = [
  { role: 'producer', key: 'a', trim: { strategy: 'MINID', approximate: true, threshold: 500 }, ratePerSecond: null },
  { role: 'consumer', key: 'a', group: 'g', ack: 'noack', progressKey: 'p', startsWith: 'new' },
  { role: 'reader', key: 'a', startsAt: '0', resumesAt: 'start', networkDelayMs: 7 },
  { role: 'claimer', key: 'a', group: 'g', deadLetter: { afterDeliveries: 3, key: 'dead' } },
].map((options) => clientOptions.parse(options));

for (const options of clients) {
  it(`a form leaves a ${options.role} as it is when nothing is typed`, () => {
    const command = { type: 'editClient', client: 'x', options };
    expect(readClient(options, clientDraft('x', options), false)).toEqual({ ok: true, command });
  });

  it(`the form of a new ${options.role} can be sent at once`, () => {
    const usual = usualOptions(options.role);
    const read = readClient(usual, clientDraft(freeName(options.role, state), usual), true);
    expect(read).toMatchObject({ ok: true, command: { type: 'addClient', options: { role: options.role } } });
  });
}

it('an object of which nothing is entered is none, and what is left out of one is as usual', () => {
  const usual = usualOptions('consumer');
  const draft = { ...clientDraft('w', usual), 'claim.everyMs': '500', 'claim.minIdleMs': '2000' };
  const read = readClient(usual, draft, true);
  const claim = { everyMs: 500, minIdleMs: 2000, count: 10 };
  expect(read).toMatchObject({ command: { options: { claim, recreatesGroup: null } } });
  const trimmed = { ...clientDraft('p', usualOptions('producer')), 'trim.strategy': 'MAXLEN', 'trim.threshold': 'x' };
  expect(readClient(usualOptions('producer'), trimmed, true)).toEqual({
    ok: false,
    problems: { 'trim.threshold': { kind: 'not-whole' } },
  });
});

it('what is wrong is said at its field', () => {
  const usual = usualOptions('consumer');
  const draft = { ...clientDraft('Worker 1', usual), serviceMinMs: '9', serviceMaxMs: '3', count: 'x' };
  const read = readClient(usual, draft, true);
  expect(!read.ok && Object.keys(read.problems).sort()).toEqual(['count', 'name']);
  const sound = readClient(usual, { ...draft, name: 'w', count: '1' }, true);
  expect(!sound.ok && Object.keys(sound.problems)).toEqual(['serviceMaxMs']);
});

it.each(['ko', 'en'] as const)('every field and every choice has words (%s)', (locale) => {
  const t = translator(locale);
  for (const { role } of clients) {
    for (const field of fieldsOf(formOf(role, true))) {
      expect(field.label(t)).not.toBe('');
      if (field.options === undefined) continue;
      const choices = field.options.map((option) => field.optionLabel?.(option, t));
      expect(new Set(choices).size, field.name).toBe(field.options.length);
      expect(choices).not.toContain('');
    }
  }
});
