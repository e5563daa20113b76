'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import { useLabSession } from './lab-context';
import type { LabSession } from './lab-session';
import type { ListedPrediction } from './openable-lab';
import { PredictCard } from './predict-card';
import { passedQuestion } from './predict-gate';

/** An answer that the server has scored and kept. */
export interface KeptAnswer {
  readonly option: string;
  readonly outcome: string;
  readonly isRight: boolean;
  /** ISO 8601. */
  readonly answeredAt: string;
}

/** What became of keeping an answer. */
export type AnswerKeeping = 'sending' | 'kept' | 'queued' | 'refused' | 'withheld';

/** A learner's answers: those that are kept, by prediction id, and how another one is. `keep` is null while nobody is signed in. */
export interface AnswerDesk {
  readonly kept: Readonly<Record<string, KeptAnswer>>;
  readonly keep: ((predictionId: string, option: string) => Promise<Exclude<AnswerKeeping, 'sending'> | null>) | null;
}

/** A question that the run has stopped for: being asked, answered and watched, or answered and seen. */
export interface Asked {
  readonly prediction: ListedPrediction;
  readonly session: LabSession;
  /** The learner's answer of an earlier visit, which is shown instead of asking again. */
  readonly kept: KeptAnswer | null;
  readonly answer: string | null;
  /** What came about, once the run has shown it. */
  readonly outcome: string | null;
}

interface PredictionsProps {
  readonly predictions: readonly ListedPrediction[];
  readonly desk: AnswerDesk;
}

/**
 * Stops the run at a scenario's marked moments and asks what comes next; running on shows who was right. What was answered
 * before is shown again.
 */
export function Predictions({ predictions, desk }: PredictionsProps) {
  const session = useLabSession();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [keeping, setKeeping] = useState<AnswerKeeping | null>(null);
  const [results, setResults] = useState<Readonly<Record<string, boolean>>>({});
  const keptAnswer = useEffectEvent((predictionId: string) => desk.kept[predictionId] ?? null);

  useEffect(() => {
    const { player } = session;
    /** A moment asks once in a run. */
    const done = new Set<string>();
    return player.subscribe((now) => {
      const next = passedQuestion(predictions, done, now);
      if (next === null) return;
      done.add(next.id);
      now.holdAt(next.tick);
      setKeeping(null);
      setAsked({ prediction: next, session, kept: keptAnswer(next.id), answer: null, outcome: null });
    });
  }, [session, predictions]);

  useEffect(() => {
    if (asked === null || asked.answer === null || asked.outcome !== null) return;
    const { prediction, answer } = asked;
    const decided = prediction.outcome();
    if (decided === null) return;
    const { option, atTick } = decided;
    return session.player.subscribe((now) => {
      if (now.branchId !== 0) setAsked(null);
      else if (now.tick >= atTick) {
        now.pause();
        setAsked({ ...asked, outcome: option });
        setResults((before) => ({ ...before, [prediction.id]: option === answer }));
      }
    });
  }, [session, asked]);

  if (asked === null || asked.session !== session) return null;
  const { prediction } = asked;

  async function keep(answer: string): Promise<void> {
    if (desk.keep === null) return;
    setKeeping('sending');
    setKeeping(await desk.keep(prediction.id, answer));
  }

  return (
    <PredictCard
      key={prediction.id}
      asked={asked}
      keeping={keeping}
      results={results}
      onAnswer={(answer) => {
        setAsked({ ...asked, answer });
        void keep(answer);
        session.player.getState().play();
      }}
      onGoOn={() => {
        setAsked(null);
        session.player.getState().play();
      }}
      onClose={() => setAsked(null)}
    />
  );
}
