import type { ChallengeText, Translate } from '@/components/lab-shell/lab-view';
import { redisStreamsChallenges } from '@/sim/redis-streams/challenges';

/** A challenge in words. Throws for an id that is none. */
export function challengeText(id: string, t: Translate): ChallengeText {
  const challenge = redisStreamsChallenges.find((each) => each.id === id);
  if (challenge === undefined) throw new Error(`there is no challenge "${id}"`);
  return {
    title: t(`redis-streams.challenges.${challenge.id}.title`),
    goal: t(`redis-streams.challenges.${challenge.id}.goal`),
    // One hint a line.
    hints: t(`redis-streams.challenges.${challenge.id}.hints`).split('\n'),
    why: challenge.id === 'add-to-the-past' ? t(`redis-streams.challenges.${challenge.id}.why`) : null,
  };
}
