import type { ChallengeText, Translate } from '@/components/lab-shell/lab-view';
import { raftChallenges } from '@/sim/raft/challenges';

/** A challenge in words. Throws for an id that is none. */
export function challengeText(id: string, t: Translate): ChallengeText {
  const challenge = raftChallenges.find((each) => each.id === id);
  if (challenge === undefined) throw new Error(`there is no challenge "${id}"`);
  return {
    title: t(`raft.challenges.${challenge.id}.title`),
    goal: t(`raft.challenges.${challenge.id}.goal`),
    // One hint a line.
    hints: t(`raft.challenges.${challenge.id}.hints`).split('\n'),
    why: challenge.id === 'two-leaders-in-one-term' ? t(`raft.challenges.${challenge.id}.why`) : null,
  };
}
