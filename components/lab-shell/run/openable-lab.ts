import type { LabTypes } from '@/sim/core/lab';
import { LimitExceeded } from '@/sim/core/limits';
import { parseRecording, type Recording, RecordingMismatch, type RecordingRefusal } from '@/sim/core/recording';
import { isOfOrigin, recordStepwise } from '@/sim/core/scenario';
import { CommandRefused, type Tick } from '@/sim/core/simulation';
import type { Position } from '@/sim/core/timeline';
import type { LabView } from '../view/lab-view';
import type { ChallengeText, PredictionText, Translate } from '../view/texts';
import type { LabSession } from './lab-session';
import { nextTask } from './next-task';
import { openScenarioRun, openSession, type SessionOptions } from './open-session';

export type LinkRefusal = RecordingRefusal | 'does-not-fit';

export type OpenedLink =
  | { readonly ok: true; readonly session: LabSession }
  | { readonly ok: false; readonly reason: LinkRefusal };

/** A challenge as the list shows it. */
export interface ListedChallenge {
  readonly id: string;
  /** 1 for those to begin with, 3 for the hardest. */
  readonly level: 1 | 2 | 3;
  readonly parCommands: number;
  readonly isImpossible: boolean;
  /** The configuration that its runs have. */
  readonly config: unknown;
  text(t: Translate): ChallengeText;
}

/** A question that a scenario stops for. */
export interface ListedPrediction {
  readonly id: string;
  readonly scenarioId: string;
  readonly tick: Tick;
  text(t: Translate): PredictionText;
  /** Runs the scenario on: which option comes about, and when that can be seen. */
  outcome(): { readonly option: string; readonly atTick: Tick } | null;
}

/** What a lab asks of its learner. */
export interface LabTasks {
  /** By rising level. */
  readonly challenges: readonly ListedChallenge[];
  /** What the learner finds; null for a challenge that does not exist. */
  openChallenge(id: string): LabSession | null;
  readonly predictions: readonly ListedPrediction[];
}

/** What a run is said to have begun as. */
export interface RunBeginning {
  readonly scenarioId: string | null;
  readonly challengeId: string | null;
}

/** A lab that can be opened without knowing its types. */
export interface OpenableLab {
  readonly id: string;
  readonly scenarios: readonly { readonly id: string; text(t: Translate): { title: string; summary: string } }[];
  /**
   * A scenario at its start, after a step of it, or at the moment that it is about, ready to be played on; null for one that does not
   * exist.
   */
  openScenario(id: string, at?: number | 'moment'): LabSession | null;
  /** Has a scenario ready to be opened: it is run to its end for that, here in short tasks. */
  prepareScenario(id: string): Promise<void>;
  /** A new run with a configuration in JSON, of which nothing has to be said. */
  openConfig(json: string): OpenedLink;
  /**
   * A run as it was shared. Stands at `position`, or at the run's end. What it began as is believed only of a run with the same
   * configuration and seed: another is a run of its own.
   */
  openLink(text: string, position: Position | null, beginning?: RunBeginning): Promise<OpenedLink>;
  /** A run as it was exported, at its end. That it began as a scenario is believed as it is of a link. */
  openJson(json: string, scenarioId?: string | null): OpenedLink;
  /** Fetched when somebody is about to do something. */
  tasks(): Promise<LabTasks>;
}

/** As long as a task may last that nobody notices, on a phone that is four times as slow. */
const TASK_MS = 8;

/** Of a run that nobody has begun yet. */
const SEED = 1;

/** Null for what is no JSON: no configuration is that. */
function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/** Closes a view over its types. */
export function defineLabView<T extends LabTypes>(view: LabView<T>): OpenableLab {
  const { simulation, scenarios } = view.lab;

  const prepared = new Map<string, Recording<T['Config'], T['Command']>>();

  function open(
    { recording }: { readonly recording: Recording<T['Config'], T['Command']> },
    options: SessionOptions<T> = {},
  ): OpenedLink {
    try {
      return { ok: true, session: openSession(view, recording, { position: recording.end, ...options }) };
    } catch (error) {
      if (error instanceof RecordingMismatch || error instanceof CommandRefused || error instanceof LimitExceeded) {
        return { ok: false, reason: 'does-not-fit' };
      }
      throw error;
    }
  }

  function scenarioOf(scenarioId: string | null | undefined, recording: Recording<T['Config'], T['Command']>) {
    const scenario = scenarios.find(({ id }) => id === scenarioId);
    return scenario !== undefined && isOfOrigin(simulation, scenario, recording) ? scenario : undefined;
  }

  async function attemptIn(challengeId: string | null, recording: Recording<T['Config'], T['Command']>) {
    if (challengeId === null) return undefined;
    const [{ attemptOf }, lab] = await Promise.all([import('./lab-tasks'), view.lab.whole()]);
    return attemptOf(view, lab, challengeId, recording);
  }

  return {
    id: simulation.id,
    scenarios: scenarios.map(({ id }) => ({ id, text: (t) => view.scenarioText(id, t) })),
    openScenario(id, at) {
      const scenario = scenarios.find((each) => each.id === id);
      if (scenario === undefined) return null;
      const session = openScenarioRun(view, scenario, prepared.get(id));
      const { seekStep, seekTick, knownEnd } = session.player.getState();
      const opensAtTick = (at === 'moment' ? scenario.opensAtTick : undefined) ?? view.opensAtTick;
      if (typeof at === 'number') seekStep(Math.min(at, knownEnd.step));
      else if (opensAtTick !== undefined) seekTick(opensAtTick);
      return session;
    },
    async prepareScenario(id) {
      const scenario = scenarios.find((each) => each.id === id);
      if (scenario === undefined || prepared.has(id)) return;
      const recorder = recordStepwise(simulation, scenario);
      let restMs = performance.now() + TASK_MS;
      for (let step = recorder.next(); ; step = recorder.next()) {
        if (step.done) {
          prepared.set(id, step.value);
          return;
        }
        if (performance.now() < restMs) continue;
        await nextTask();
        restMs = performance.now() + TASK_MS;
      }
    },
    openConfig(json) {
      const config = simulation.config.safeParse(parseJson(json));
      if (!config.success) return { ok: false, reason: 'invalid' };
      return { ok: true, session: openSession(view, { config: config.data, seed: SEED }) };
    },
    async openLink(text, position, beginning) {
      const { decodeRecording } = await import('@/sim/core/share-link');
      const parsed = decodeRecording(text, simulation);
      if (!parsed.ok) return { ok: false, reason: parsed.reason };
      const { recording } = parsed;
      return open(parsed, {
        position: position ?? recording.end,
        scenario: scenarioOf(beginning?.scenarioId, recording),
        attemptAt: await attemptIn(beginning?.challengeId ?? null, recording),
      });
    },
    openJson(json, scenarioId) {
      const parsed = parseRecording(json, simulation);
      if (!parsed.ok) return { ok: false, reason: parsed.reason };
      return open(parsed, { scenario: scenarioOf(scenarioId, parsed.recording) });
    },
    async tasks() {
      const [{ tasksOf }, lab] = await Promise.all([import('./lab-tasks'), view.lab.whole()]);
      return tasksOf(view, lab);
    },
  };
}
