import type { ChallengeText, Translate } from '@/components/lab-shell/lab-view';
import { kafkaGroupChallenges } from '@/sim/kafka-group/challenges';

/** A challenge in words. Throws for an id that is none. */
export function challengeText(id: string, t: Translate): ChallengeText {
  const challenge = kafkaGroupChallenges.find((each) => each.id === id);
  if (challenge === undefined) throw new Error(`there is no challenge "${id}"`);
  return {
    title: t(`kafka-group.challenges.${challenge.id}.title`),
    goal: t(`kafka-group.challenges.${challenge.id}.goal`),
    // One hint a line.
    hints: t(`kafka-group.challenges.${challenge.id}.hints`).split('\n'),
    why: null,
  };
}
