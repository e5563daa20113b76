import { describe, expect, test } from 'vitest';
import { judgeChallenge } from '../challenge';
import type { Lab, LabTypes } from '../lab';
import { believedAnswers, DIFFICULTIES } from '../question';
import { recordScenario } from '../scenario';
import type { Tick } from '../simulation';

/** Seeds whose questions are looked through for misconceptions, at least. */
const SEEDS = 48;

/** Challenges end within this many seconds of the run. */
const SECONDS_MAX = 600;

interface Timed<Command> {
  readonly tick: Tick;
  readonly command: Command;
}

/** What a lab knows of itself and nothing else says. */
export interface LabFacts<T extends LabTypes> {
  /**
   * One solution of each challenge, by its id; of an impossible one what comes to mind and does not meet it. Commands without a tick
   * follow the challenge's start, `gapTicks` apart.
   */
  readonly solutions: Readonly<Record<string, readonly (T['Command'] | Timed<T['Command']>)[]>>;
  readonly gapTicks?: Tick;
  /** What the run shows of each prediction, by its id; nothing else says which option is right. */
  readonly outcomes: Readonly<Record<string, string>>;
  /** What wrong options of its questions are made of; every one of them is behind some. */
  readonly misconceptions?: readonly string[];
}

/**
 * Checks what has to hold for every lab and needs to be told something. What needs nothing, such as that its runs are the same each
 * time, is checked for all labs of the catalog.
 */
export function checkLab<T extends LabTypes>(lab: Lab<T>, facts: LabFacts<T>): void {
  describe('its challenges', () => checkChallenges(lab, facts));
  describe('its predictions', () => checkPredictions(lab, facts));
  const { misconceptions } = facts;
  if (misconceptions === undefined) return;
  test('each misconception is behind some wrong answer', () => {
    const seen = lab.questions.flatMap((generator) =>
      Array.from({ length: SEEDS }, (_, seed) => seed).flatMap((seed) =>
        believedAnswers(generator.generate(seed, DIFFICULTIES[seed % DIFFICULTIES.length] ?? 1)).map(
          ({ misconception }) => misconception,
        ),
      ),
    );
    expect([...new Set(seen)].sort()).toEqual([...misconceptions].sort());
  });
}

function checkChallenges<T extends LabTypes>({ simulation, challenges }: Lab<T>, facts: LabFacts<T>): void {
  const { solutions, gapTicks = 0 } = facts;
  test('have a solution each, or something that comes to mind', () => {
    expect(Object.keys(solutions).sort()).toEqual(challenges.map(({ id }) => id).sort());
  });

  test('begin with a whole start, and have a limit and hints', () => {
    for (const { start, tickMax, hintCount } of challenges) {
      expect(start.endTick).toBeLessThan(tickMax);
      expect(tickMax).toBeLessThanOrEqual(SECONDS_MAX * simulation.ticksPerSecond);
      expect(hintCount).toBeGreaterThan(0);
    }
  });

  test.each(challenges.map((challenge) => [challenge.id, challenge] as const))(
    '%s can be met within its par unless it is impossible, and not by waiting',
    (id, challenge) => {
      const { start, tickMax, parCommands } = challenge;
      const own = (solutions[id] ?? []).map((each, index) =>
        isTimed(each) ? each : { tick: start.endTick + index * gapTicks, command: each },
      );
      const attempt = (commands: readonly Timed<T['Command']>[]) =>
        judgeChallenge(
          simulation,
          challenge,
          recordScenario(simulation, { ...start, id, commands: [...start.commands, ...commands], endTick: tickMax }),
        );
      expect(attempt([])).toMatchObject({ ok: true, met: false });
      const verdict = attempt(own);
      expect(verdict).toMatchObject({ ok: true, met: challenge.impossible !== true });
      if (challenge.impossible !== true) {
        expect(verdict.ok && verdict.commandsUsed).toBeLessThanOrEqual(parCommands);
      }
    },
  );
}

function isTimed<Command>(each: Command | Timed<Command>): each is Timed<Command> {
  return typeof each === 'object' && each !== null && 'tick' in each && 'command' in each;
}

function checkPredictions<T extends LabTypes>(lab: Lab<T>, { outcomes }: LabFacts<T>): void {
  test('come about by what the run does, at a moment at which nobody does anything', () => {
    const found: Record<string, string | undefined> = {};
    for (const { id, options, scenarioId, tick, tickMax } of lab.predictions) {
      const scenario = lab.scenarios.find((each) => each.id === scenarioId);
      expect(scenario?.endTick, id).toBeGreaterThan(tick);
      // A command at the marked moment would be taken together with it by a clock that goes there.
      expect(
        scenario?.commands.some((command) => command.tick === tick),
        id,
      ).toBe(false);
      const outcome = lab.predict(id);
      expect(options).toContain(outcome?.option);
      expect(outcome?.atTick).toBeGreaterThanOrEqual(tick);
      expect(outcome?.atTick).toBeLessThanOrEqual(tickMax);
      found[id] = outcome?.option;
    }
    expect(found).toEqual(outcomes);
  });
}
