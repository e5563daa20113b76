import { describe, expect, it } from 'vitest';
import type { LabSession } from '@/components/lab-shell/run/lab-session';
import { translator } from '@/messages/testing/translator';
import { isLabId, labs } from '@/sim/catalog';
import { labEntries } from './catalog';

const FRAME_MS = 100;

/** As long as somebody watches without a hand on the lab. */
const SECONDS = 30;

/** The caption stands still for no longer than this while the stage shows that something with news happens. */
const STILL_SECONDS_MAX = 8;

/** The steps that the caption tells while a run plays at speed 1, and when. */
function film(session: LabSession) {
  const told: { readonly second: number; readonly step: number }[] = [];
  const now = () => session.player.getState();
  now().play();
  for (let ms = 0; ms < SECONDS * 1_000 && now().isPlaying; ms += FRAME_MS) {
    now().passTime(FRAME_MS);
    const { step } = session.told(now().step);
    if (step !== told.at(-1)?.step) told.push({ second: ms / 1_000, step });
  }
  return told;
}

describe.each(Object.keys(labs).filter(isLabId))('the caption of %s', (id) => {
  it('tells a first run: soon something, often something else, and never housekeeping', async () => {
    const view = await labEntries[id].load();
    const session = view.openScenario(view.scenarios[0]?.id ?? '');
    if (session === null) throw new Error(id);
    const told = film(session);
    expect(told.length).toBeGreaterThan(4);
    for (const { step } of told) if (step > 0) expect(session.isHousekeeping(step), String(step)).toBe(false);
    const end = session.player.getState().knownEnd.step;
    for (const [index, { second, step }] of told.entries()) {
      const next = told[index + 1];
      if (next !== undefined && step < end) expect(next.second - second, `${step}`).toBeLessThan(STILL_SECONDS_MAX);
    }
  });

  it('tells something at least every few hundred steps of every scenario, and never housekeeping', async () => {
    const view = await labEntries[id].load();
    for (const scenario of view.scenarios) {
      const session = view.openScenario(scenario.id, 0);
      if (session === null) throw new Error(scenario.id);
      const end = session.player.getState().knownEnd.step;
      let last = 0;
      for (let step = 1; step <= end; step += 1) {
        const told = session.told(step).step;
        if (told > last) expect(session.isHousekeeping(told), `${scenario.id} ${told}`).toBe(false);
        expect(step - told, `${scenario.id} ${step}`).toBeLessThan(250);
        last = told;
      }
    }
  });

  it('can stop a first run at what each scenario names, in both languages and not before it opens', async () => {
    const view = await labEntries[id].load();
    for (const { id: scenarioId, keyEvents = [], opensAtTick = 0 } of labs[id].scenarios) {
      expect(keyEvents.length, scenarioId).toBeGreaterThan(0);
      const session = view.openScenario(scenarioId, 'moment');
      if (session === null) throw new Error(scenarioId);
      expect(session.player.getState().tick).toBe(opensAtTick);
      expect(stopsOf(session), scenarioId).toEqual(keyEvents.map((event) => event.id));
      expect(keyEvents.length).toBeLessThanOrEqual(3);
      for (const locale of ['ko', 'en'] as const) {
        for (const { id: event } of keyEvents) expect(session.keyEvents?.text(event, translator(locale))).not.toBe('');
      }
    }
  });
});

/** The key events that a run stops at, played at the highest speed to the end of what is known. */
function stopsOf(session: LabSession): readonly string[] {
  const now = () => session.player.getState();
  const end = now().knownEnd.tick;
  const stops: string[] = [];
  now().setSpeedIndex(99);
  now().stopAt(session.keyEvents?.ids ?? []);
  while (now().tick < end && stops.length <= 3 && !now().isQuiet) {
    if (!now().isPlaying) now().play();
    now().passTime(FRAME_MS);
    const { stoppedAt } = now();
    if (stoppedAt !== null) stops.push(stoppedAt);
  }
  return stops;
}
