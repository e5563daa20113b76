import { type Challenge, recordStart } from '@/sim/core/challenge';
import type { Lab, LabTypes } from '@/sim/core/lab';
import type { Recording } from '@/sim/core/recording';
import { isOfOrigin } from '@/sim/core/scenario';
import type { Simulation } from '@/sim/core/simulation';
import type { Timeline } from '@/sim/core/timeline';
import { ChallengeProgress } from '../challenges/challenge-progress';
import type { LabView } from '../view/lab-view';
import type { ChallengeAttempt } from './lab-session';
import { openSession, type SessionOptions } from './open-session';
import type { LabTasks } from './openable-lab';

/** Closes a lab's challenges and predictions over their types. */
export function tasksOf<T extends LabTypes>(view: LabView<T>, { challenges, predictions, predict }: Lab<T>): LabTasks {
  const { simulation } = view.lab;
  return {
    challenges: challenges
      .toSorted((a, b) => a.level - b.level)
      .map(({ id, level, start, parCommands, impossible }) => ({
        id,
        level,
        parCommands,
        isImpossible: impossible === true,
        config: start.config,
        text: (t) => view.challengeText(id, t),
      })),
    openChallenge(id) {
      const challenge = challenges.find((each) => each.id === id);
      if (challenge === undefined) return null;
      const start = recordStart(simulation, challenge);
      return openSession(view, start, {
        position: start.end,
        isStart: true,
        attemptAt: (timeline) => attemptAt(simulation, challenge, timeline),
      });
    },
    predictions: predictions.map((prediction) => ({
      id: prediction.id,
      scenarioId: prediction.scenarioId,
      tick: prediction.tick,
      text: (t) => view.predictionText(prediction, t),
      outcome: () => predict(prediction.id),
    })),
  };
}

/** Watches a recorded run as an attempt at a challenge; undefined when it is none. */
export function attemptOf<T extends LabTypes>(
  view: LabView<T>,
  { challenges }: Lab<T>,
  id: string,
  recording: Recording<T['Config'], T['Command']>,
): SessionOptions<T>['attemptAt'] {
  const { simulation } = view.lab;
  const challenge = challenges.find((each) => each.id === id);
  if (challenge === undefined || !isOfOrigin(simulation, challenge.start, recording)) return undefined;
  return (timeline) => attemptAt(simulation, challenge, timeline);
}

function attemptAt<Config, State, Command, Event>(
  simulation: Simulation<Config, State, Command, Event>,
  challenge: Challenge<Config, State, Command, Event>,
  timeline: Timeline<Config, State, Command, Event>,
): ChallengeAttempt {
  const progress = new ChallengeProgress(simulation, challenge, timeline);
  return {
    id: challenge.id,
    status: () => progress.read(),
    proof: () => {
      const proof = progress.proof();
      return proof === null ? null : JSON.stringify(proof);
    },
  };
}
