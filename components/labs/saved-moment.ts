import type { LabSession } from '@/components/lab-shell/run/lab-session';
import type { LabTasks, OpenableLab } from '@/components/lab-shell/run/openable-lab';

/** A moment of a run that somebody wrote down: a scenario at a step, a prediction where it is asked, or a recording. */
export type SavedMoment =
  | { readonly type: 'scenario'; readonly scenario: string; readonly step: number }
  | { readonly type: 'prediction'; readonly prediction: string }
  /** At `step`, or at its end. */
  | { readonly type: 'recording'; readonly recording: unknown; readonly step: number | null };

/** The run, standing at the moment; null when the lab does not know it (any more). */
export function openMoment(lab: OpenableLab, { predictions }: LabTasks, moment: SavedMoment): LabSession | null {
  switch (moment.type) {
    case 'scenario': {
      const session = lab.openScenario(moment.scenario);
      session?.player.getState().seekStep(moment.step);
      return session;
    }
    case 'prediction': {
      const prediction = predictions.find(({ id }) => id === moment.prediction);
      const session = prediction === undefined ? null : lab.openScenario(prediction.scenarioId);
      if (prediction !== undefined) session?.player.getState().seekTick(prediction.tick);
      return session;
    }
    case 'recording': {
      const opened = lab.openJson(JSON.stringify(moment.recording));
      if (!opened.ok) return null;
      if (moment.step !== null) opened.session.player.getState().seekStep(moment.step);
      return opened.session;
    }
  }
}
