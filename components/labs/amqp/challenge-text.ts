import type { ChallengeText, Translate } from '@/components/lab-shell/lab-view';

/** A challenge in words. Throws for an id that is none. */
export function challengeText(id: string, _t: Translate): ChallengeText {
  throw new Error(`there is no challenge "${id}"`);
}
