import { type CounterexampleProgress, findCounterexample } from '@/sim/core/explore-and-shrink';
import type { Lab, LabTypes } from '@/sim/core/lab';
import type { ExploreProgress, ExploreReport, ExploreRequest, FoundRun } from './explore-protocol';

/** How much real time passes between two reports: often enough for the eye, seldom enough to cost nothing. */
const REPORT_INTERVAL_MS = 100;

/**
 * Carries a search out and reports on the way, last of all `done` or `failed`. `now` tells real time in milliseconds; it
 * decides when to report and nothing else, so that the same request always finds the same run.
 */
export function search<T extends LabTypes>(
  lab: Lab<T>,
  request: ExploreRequest,
  report: (report: ExploreReport) => void,
  now: () => number,
): void {
  try {
    report(carryOut(lab, request, report, now));
  } catch (error) {
    report({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
}

function carryOut<T extends LabTypes>(
  { simulation, explorer }: Lab<T>,
  { config, seed, runs }: ExploreRequest,
  report: (report: ExploreReport) => void,
  now: () => number,
): ExploreReport {
  if (explorer === null) throw new Error(`${simulation.id} has no explorer`);
  const startMs = now();
  let foundMs: number | null = null;
  let reportedMs = startMs;
  let last: CounterexampleProgress<T['Config'], T['Command']> | null = null;
  for (last of findCounterexample(simulation, explorer, { config: simulation.config.parse(config), seed, runs })) {
    const nowMs = now();
    if (last.best !== null) foundMs ??= nowMs - startMs;
    if (nowMs - reportedMs < REPORT_INTERVAL_MS) continue;
    reportedMs = nowMs;
    report({ type: 'progress', progress: progressOf(last, nowMs - startMs, foundMs) });
  }
  if (last === null) throw new Error('the search ended before it began');
  return { type: 'done', progress: progressOf(last, now() - startMs, foundMs), found: foundRun(last) };
}

function progressOf<Config, Command>(
  { phase, exploration, best, tried }: CounterexampleProgress<Config, Command>,
  elapsedMs: number,
  foundMs: number | null,
): ExploreProgress {
  const { runs, steps, counts, violations } = exploration;
  const commands = best?.recording.commands.length ?? null;
  return { phase, runs, steps, elapsedMs, foundMs, counts, violations, tried, commands };
}

function foundRun<Config, Command>({ best }: CounterexampleProgress<Config, Command>): FoundRun | null {
  if (best === null) return null;
  const { name, values, recording } = best;
  return {
    rule: name,
    values,
    recordingJson: JSON.stringify(recording),
    commands: recording.commands.length,
    steps: recording.end.step,
  };
}
