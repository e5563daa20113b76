/** How well a learner has a topic, from the outside in. */
export const MASTERY_LEVELS = ['not-started', 'learning', 'familiar', 'proficient', 'mastered'] as const;
export type MasteryLevel = (typeof MASTERY_LEVELS)[number];

/** What is known of a learner in one topic. Shares are 0 .. 1. */
export interface Evidence {
  /** Sections read, answers given, challenges met: anything at all. */
  readonly hasBegun: boolean;
  /** Points of the last finished quiz; null before one. */
  readonly quizShare: number | null;
  /** Challenges of the topic's labs that are met; null where the topic has none. */
  readonly challengeShare: number | null;
  /** How likely the topic's cards are still known, on average; null while there are none. */
  readonly retention: number | null;
}

/** What each level asks for. One number that is missed keeps a topic below it, and what is forgotten takes it back. */
export const MASTERY_RULE = {
  familiar: { quizShare: 0.6, challengeShare: 0, retention: 0.5 },
  proficient: { quizShare: 0.8, challengeShare: 0.3, retention: 0.7 },
  mastered: { quizShare: 0.9, challengeShare: 0.6, retention: 0.85 },
} as const satisfies Partial<Record<MasteryLevel, Omit<Record<keyof Evidence, number>, 'hasBegun'>>>;

export type MasteryMeasure = 'quizShare' | 'challengeShare' | 'retention';

/** The level, and what keeps it from being the next: those measures that are short of it. */
export function mastery(evidence: Evidence): { level: MasteryLevel; missing: readonly MasteryMeasure[] } {
  if (!evidence.hasBegun) return { level: 'not-started', missing: [] };
  let level: MasteryLevel = 'learning';
  for (const next of ['familiar', 'proficient', 'mastered'] as const) {
    const missing = shortOf(evidence, MASTERY_RULE[next]);
    if (missing.length > 0) return { level, missing };
    level = next;
  }
  return { level, missing: [] };
}

function shortOf(evidence: Evidence, rule: Readonly<Record<MasteryMeasure, number>>): readonly MasteryMeasure[] {
  const given: Readonly<Record<MasteryMeasure, number>> = {
    quizShare: evidence.quizShare ?? 0,
    // A topic without challenges cannot ask for any; one without cards has nothing to forget yet.
    challengeShare: evidence.challengeShare ?? 1,
    retention: evidence.retention ?? 1,
  };
  return (['quizShare', 'challengeShare', 'retention'] as const).filter((measure) => given[measure] < rule[measure]);
}
