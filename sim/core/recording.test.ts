import fc from 'fast-check';
import { deflateSync, strToU8 } from 'fflate';
import { expect, test } from 'vitest';
import { createEngine } from './engine';
import { RUN_LIMITS } from './limits';
import { parseRecording, type Recording, replay } from './recording';
import { decodeRecording, encodeRecording } from './share-link';
import { type PinballCommand, type PinballConfig, pinball, pinballConfig } from './testing/pinball';
import { performRun, pinballRun } from './testing/pinball-run';
import { createTimeline } from './timeline';

type PinballRecording = Recording<PinballConfig, PinballCommand>;

const sample: PinballRecording = {
  format: 1,
  simulation: 'pinball',
  version: '1',
  seed: 1,
  config: pinballConfig.parse({}),
  commands: [],
  end: { step: 0, tick: 0 },
};

function reasonFor(value: unknown): string {
  const parsed = parseRecording(typeof value === 'string' ? value : JSON.stringify(value), pinball);
  return parsed.ok ? 'ok' : parsed.reason;
}

test('the same recording gives the same bytes', () => {
  fc.assert(
    fc.property(pinballRun, (run) => {
      const timeline = createTimeline(pinball, run.origin);
      performRun(timeline, run.actions);
      timeline.seekTick(timeline.knownEnd.tick);
      const parsed = parseRecording(JSON.stringify(timeline.toRecording()), pinball);
      if (!parsed.ok) throw new Error(parsed.message);
      const replayed = replay(pinball, parsed.recording);
      if (!replayed.ok) throw new Error(replayed.message);
      expect(replayed.steps).toBe(timeline.knownEnd.step);
      expect(JSON.stringify(replayed.snapshot)).toBe(JSON.stringify(timeline.snapshot()));
    }),
  );
});

test('a link holds the recording, and only characters that need no escaping', () => {
  fc.assert(
    fc.property(pinballRun, (run) => {
      const timeline = createTimeline(pinball, run.origin);
      performRun(timeline, run.actions);
      const recording = timeline.toRecording();
      const link = encodeRecording(recording);
      expect(link).toMatch(/^[A-Za-z0-9_-]+$/);
      expect(decodeRecording(link, pinball)).toEqual({ ok: true, recording });
    }),
  );
});

test('a damaged link is refused or gives a recording, and never throws', () => {
  const link = encodeRecording(sample);
  for (const text of ['', '%', 'A', link.slice(0, -4), link.slice(4), `${link}!`]) {
    expect(decodeRecording(text, pinball)).toMatchObject({ ok: false });
  }
  fc.assert(fc.property(fc.base64String(), (text) => void decodeRecording(text, pinball)));
});

test('a link that would expand far beyond the limit is refused', () => {
  const bomb = Buffer.from(deflateSync(strToU8('0'.repeat(5_000_000)), { level: 9 })).toString('base64url');
  expect(bomb.length).toBeLessThan(256 * 1024);
  expect(decodeRecording(bomb, pinball)).toMatchObject({ ok: false, reason: 'too-large' });
});

test('says why a recording is refused', () => {
  expect(reasonFor(sample)).toBe('ok');
  expect(reasonFor('{')).toBe('broken-json');
  expect(reasonFor('null')).toBe('invalid');
  expect(reasonFor({ ...sample, simulation: 'raft' })).toBe('unknown-simulation');
  expect(reasonFor({ ...sample, version: '2' })).toBe('unknown-version');
  expect(reasonFor({ ...sample, end: { step: 10_000_000, tick: 1 } })).toBe('too-many-steps');
  expect(reasonFor(`"${'x'.repeat(1024 * 1024)}"`)).toBe('too-large');
  expect(reasonFor({ ...sample, format: 2 })).toBe('invalid');
  expect(reasonFor({ ...sample, extra: 1 })).toBe('invalid');
  expect(reasonFor({ ...sample, seed: -1 })).toBe('invalid');
  expect(reasonFor({ ...sample, config: { balls: 21 } })).toBe('invalid');
  expect(reasonFor({ ...sample, end: { step: 0, tick: 2 ** 53 } })).toBe('invalid');
});

test('refuses commands that are unknown, out of order or after the end', () => {
  const command = { type: 'catch' };
  const withCommands = (commands: object[], end = { step: 5, tick: 9 }) => reasonFor({ ...sample, commands, end });
  expect(withCommands([{ step: 1, tick: 0, command }])).toBe('ok');
  expect(withCommands([{ step: 1, tick: 0, command: { type: 'unheard-of' } }])).toBe('invalid');
  expect(withCommands([{ step: 0, tick: 0, command }])).toBe('invalid');
  expect(withCommands([1, 1].map((step) => ({ step, tick: 0, command })))).toBe('invalid');
  expect(withCommands([8, 7].map((tick, index) => ({ step: index + 1, tick, command })))).toBe('invalid');
  expect(withCommands([{ step: 6, tick: 0, command }])).toBe('invalid');
  expect(withCommands([{ step: 1, tick: 10, command }])).toBe('invalid');
});

test('refuses to replay what cannot have happened', () => {
  const refused = { ok: false, reason: 'does-not-fit' };
  const due = createEngine(pinball, { config: sample.config, seed: 1 }).nextDueTick ?? 0;
  const commandAt = (tick: number) => ({
    ...sample,
    commands: [{ step: 1, tick, command: { type: 'catch' as const } }],
    end: { step: 1, tick },
  });
  expect(replay(pinball, commandAt(due))).toMatchObject({ ok: true });
  expect(replay(pinball, commandAt(due + 1))).toMatchObject(refused);
  expect(replay(pinball, { ...sample, end: { step: 0, tick: due + 1 } })).toMatchObject(refused);
  expect(replay(pinball, { ...sample, end: { step: 900_000, tick: 10 } })).toMatchObject(refused);
  const command = { type: 'refuse' as const };
  expect(replay(pinball, { ...commandAt(0), commands: [{ step: 1, tick: 0, command }] })).toMatchObject(refused);
  const limited = replay(pinball, commandAt(due), { ...RUN_LIMITS, stepsMax: 0 });
  expect(limited).toMatchObject({ ok: false, reason: 'too-many-steps' });
});

test('names the first breaking of each rule', () => {
  const config = { balls: 20, delayTicksMax: 5 };
  const timeline = createTimeline(pinball, { config, seed: 5 });
  timeline.seekStep(60);
  const replayed = replay(pinball, timeline.toRecording());
  expect(replayed).toMatchObject({ ok: true, violations: [{ name: 'Low score', step: 40 }] });
});
