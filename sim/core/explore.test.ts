import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Exploration, type Explorer, explore, runSchedule } from './explore';
import { findCounterexample } from './explore-and-shrink';
import { parseRecording, replay } from './recording';
import { shrink } from './shrink';
import { type PinballCommand, type PinballConfig, type PinballState, pinball, pinballConfig } from './testing/pinball';

/** Launches balls now and then; tries what is refused as well. */
const explorer: Explorer<PinballConfig, PinballState, PinballCommand> = {
  ticksMax: 500,
  stepsMax: 400,
  commandsFor: (_config, random) => ({
    next() {
      if (random.chance(1, 20)) return { type: 'refuse' };
      if (random.chance(1, 20)) return { type: 'catch' };
      return random.chance(1, 6) ? { type: 'launch', lives: random.below(6) } : null;
    },
  }),
  count: ({ kind }) => kind,
  simpler: (command) =>
    command.type === 'launch' && command.lives > 0 ? [{ type: 'launch', lives: command.lives - 1 }] : [],
};
const config = pinballConfig.parse({ balls: 1 });

function last<T>(values: Iterable<T>): T {
  const all = [...values];
  const value = all.at(-1);
  if (value === undefined) throw new Error('nothing was yielded');
  return value;
}

/** The last part of a generator: what it returns. */
function finish<T>(generator: Generator<unknown, T, void>): T {
  for (;;) {
    const { done, value } = generator.next();
    if (done) return value;
  }
}

function firstViolation(seed: number): Exploration<PinballConfig, PinballCommand>['found'][number] {
  const found = finish(explore(pinball, explorer, { config, seed, runs: 60 })).found[0];
  if (found === undefined) throw new Error('nothing found');
  return found;
}

test('exploring finds runs that break a rule, and each replays to that very breaking', () => {
  const result = finish(explore(pinball, explorer, { config, seed: 1, runs: 60 }));
  expect(result.runs).toBe(60);
  expect(result.violations['Low score']).toBeGreaterThan(0);
  expect(result.counts.bounce).toBeGreaterThan(60);
  const [found] = result.found;
  if (found === undefined) throw new Error('nothing found');
  const parsed = parseRecording(JSON.stringify(found.recording), pinball);
  if (!parsed.ok) throw new Error(parsed.message);
  const { step } = found.recording.end;
  expect(replay(pinball, parsed.recording)).toMatchObject({ ok: true, violations: [{ name: 'Low score', step }] });
});

test('exploring yields after each schedule and can be stopped', () => {
  const exploration = explore(pinball, explorer, { config, seed: 1, runs: 1000 });
  expect(exploration.next().value).toMatchObject({ runs: 1 });
  const second = exploration.next().value;
  expect(second).toMatchObject({ runs: 2 });
  expect(exploration.return(second).done).toBe(true);
  expect(exploration.next().done).toBe(true);
});

test('the same exploration gives the same result, however it is driven', () => {
  const whole = finish(explore(pinball, explorer, { config, seed: 9, runs: 30 }));
  expect(last(explore(pinball, explorer, { config, seed: 9, runs: 30 }))).toEqual(whole);
});

test('a schedule depends on its seed alone, not on those before it', () => {
  const [third] = [...explore(pinball, explorer, { config, seed: 3, runs: 1 })];
  const [, , sum] = [...explore(pinball, explorer, { config, seed: 1, runs: 3 })];
  const [, two] = [...explore(pinball, explorer, { config, seed: 1, runs: 2 })];
  expect((sum?.steps ?? 0) - (two?.steps ?? 0)).toBe(third?.steps);
});

test('seeds go round at the end of their range', () => {
  expect(finish(explore(pinball, explorer, { config, seed: 0xffff_ffff, runs: 2 })).runs).toBe(2);
});

test('a schedule keeps to the limits', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat({ max: 60 }), fc.nat({ max: 60 }), (seed, stepsMax, ticksMax) => {
      const { recording } = runSchedule(pinball, { ...explorer, stepsMax, ticksMax }, config, seed);
      expect(recording.end.step).toBeLessThanOrEqual(stepsMax);
      expect(recording.end.tick).toBeLessThanOrEqual(ticksMax);
      expect(replay(pinball, recording)).toMatchObject({ ok: true, steps: recording.end.step });
    }),
  );
});

test('a shrunk run breaks the same rule at its end and is never longer', () => {
  fc.assert(
    fc.property(fc.nat(), fc.constantFrom(0, 500, 200_000), (seed, stepsBudget) => {
      const { recording, violations } = runSchedule(pinball, explorer, config, seed);
      fc.pre(violations.length > 0);
      const options = { rule: 'Low score', stepsBudget, simpler: explorer.simpler };
      const short = finish(shrink(pinball, recording, options));
      expect(short.commands.length).toBeLessThanOrEqual(recording.commands.length);
      expect(short.end.step).toBeLessThanOrEqual(recording.end.step);
      expect(short.end.tick).toBeLessThanOrEqual(recording.end.tick);
      const violation = { name: 'Low score', step: short.end.step };
      expect(replay(pinball, short)).toMatchObject({ ok: true, violations: [violation] });
      expect(finish(shrink(pinball, recording, options))).toEqual(short);
    }),
    { numRuns: 30 },
  );
});

test('shrinking only ever makes a run shorter, and ends when no single command can go', () => {
  const options = { rule: 'Low score', stepsBudget: 1_000_000, simpler: explorer.simpler };
  const { recording } = firstViolation(100);
  const tries = [...shrink(pinball, recording, options)];
  const lengths = tries.map(({ best }) => best.commands.length);
  expect(lengths).toEqual(lengths.toSorted((a, b) => b - a));
  const { best } = last(tries);
  expect(best.commands.length).toBeLessThan(recording.commands.length);
  for (const one of best.commands) {
    const commands = best.commands.filter((command) => command !== one);
    const again = finish(shrink(pinball, { ...best, commands }, { ...options, stepsBudget: 0 }));
    expect(again).toEqual({ ...best, commands });
  }
});

test('a run that does not break the rule comes back as it was', () => {
  const { recording } = firstViolation(1);
  const options = { rule: 'another rule', stepsBudget: 1_000_000, simpler: explorer.simpler };
  expect(finish(shrink(pinball, recording, options))).toBe(recording);
});

test('a counterexample is looked for, shrunk, and broken off soon after the first find', () => {
  const tries = [...findCounterexample(pinball, explorer, { config, seed: 1, runs: 100_000 })];
  const first = tries.find(({ best }) => best !== null);
  const exploring = tries.filter(({ phase }) => phase === 'exploring');
  expect(exploring.length).toBeLessThanOrEqual((first?.exploration.runs ?? 0) + 2000);
  const { phase, best } = last(tries);
  expect(phase).toBe('shrinking');
  if (best === null) throw new Error('nothing found');
  expect(best.recording.commands.length).toBeLessThanOrEqual(exploring.at(-1)?.best?.recording.commands.length ?? 0);
  const violation = { name: best.name, values: best.values, step: best.recording.end.step };
  expect(replay(pinball, best.recording)).toMatchObject({ ok: true, violations: [violation] });
});

test('where the very first schedule breaks a rule, the search is broken off soon as well', () => {
  const seed = Array.from({ length: 100 }, (_, candidate) => candidate).find(
    (candidate) => runSchedule(pinball, explorer, config, candidate).violations.length > 0,
  );
  if (seed === undefined) throw new Error('no schedule breaks a rule');
  const tries = [...findCounterexample(pinball, explorer, { config, seed, runs: 100_000 })];
  expect(tries[0]?.best).not.toBeNull();
  expect(tries.at(-1)?.exploration.runs).toBeLessThanOrEqual(2001);
});

test('where nothing breaks, every schedule is run and nothing is found', () => {
  const calm = { ...explorer, ticksMax: 5 };
  const progress = last(findCounterexample(pinball, calm, { config, seed: 1, runs: 20 }));
  expect(progress).toMatchObject({ phase: 'exploring', best: null, exploration: { runs: 20, violations: {} } });
});
