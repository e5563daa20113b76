import { describe, expect, test } from 'vitest';
import { labs } from './catalog';
import { createEngine } from './core/engine';
import type { Lab } from './core/lab';
import { GRADED_RUN } from './core/limits';
import { parseRecording, runRecordedStep, runRecording } from './core/recording';
import { recordScenario } from './core/scenario';

/** The bytes of the last snapshot of a recording that came as JSON, and what the run has touched. */
function finalMoment({ simulation }: Lab, recordingJson: string): { readonly json: string; readonly work: number } {
  const parsed = parseRecording(recordingJson, simulation);
  if (!parsed.ok) throw new Error(parsed.message);
  const { config, seed } = parsed.recording;
  const engine = createEngine(simulation, { config, seed });
  runRecording(engine, parsed.recording, () => {});
  return { json: engine.snapshotJson(), work: engine.work };
}

/** The same, carried on from a snapshot again and again: whatever the model remembers beside its state is gone each time. */
function finalMomentInPieces({ simulation }: Lab, recordingJson: string) {
  const parsed = parseRecording(recordingJson, simulation);
  if (!parsed.ok) throw new Error(parsed.message);
  const { config, seed, commands, end } = parsed.recording;
  let engine = createEngine(simulation, { config, seed });
  let next = 0;
  while (engine.stepNumber < end.step) {
    if (runRecordedStep(engine, commands[next])?.cause.type === 'command') next += 1;
    const { work } = engine;
    if (engine.stepNumber % 10 === 0) engine = createEngine(simulation, { snapshot: engine.snapshot(), work });
  }
  engine.advanceTo(end.tick);
  return { json: engine.snapshotJson(), work: engine.work };
}

describe.each(Object.entries<Lab>(labs))('%s', (_id, lab) => {
  test.each(lab.scenarios.map((scenario) => [scenario.id, scenario] as const))(
    'a recording of %s comes to the same bytes each time it is run',
    (_scenarioId, scenario) => {
      const recording = JSON.stringify(recordScenario(lab.simulation, scenario));
      expect(JSON.stringify(recordScenario(lab.simulation, scenario))).toBe(recording);
      const final = finalMoment(lab, recording);
      expect(finalMoment(lab, recording)).toEqual(final);
      expect(finalMomentInPieces(lab, recording)).toEqual(final);
    },
  );

  test('an honest run of as many steps as are graded touches less than it may', () => {
    const engine = createEngine(lab.simulation, { config: lab.simulation.config.parse({}), seed: 1 }, GRADED_RUN);
    while (engine.stepNumber < GRADED_RUN.stepsMax && engine.step() !== null);
    expect(engine.work).toBeLessThan(GRADED_RUN.workMax * 0.75);
  });
});
