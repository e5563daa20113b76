import type { ChallengeText, Translate } from '@/components/lab-shell/lab-view';
import { amqpChallenges } from '@/sim/amqp/challenges';

/** A challenge in words. Throws for an id that is none. */
export function challengeText(id: string, t: Translate): ChallengeText {
  const challenge = amqpChallenges.find((each) => each.id === id);
  if (challenge === undefined) throw new Error(`there is no challenge "${id}"`);
  return {
    title: t(`amqp.challenges.${challenge.id}.title`),
    goal: t(`amqp.challenges.${challenge.id}.goal`),
    // One hint a line.
    hints: t(`amqp.challenges.${challenge.id}.hints`).split('\n'),
    why: null,
  };
}
