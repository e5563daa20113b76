import type { PredictionText, Translate } from '@/components/lab-shell/lab-view';

/** A prediction in words. Throws for an id that is none. */
export function predictionText(id: string, _t: Translate): PredictionText {
  throw new Error(`there is no prediction "${id}"`);
}
