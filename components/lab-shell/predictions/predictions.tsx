'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import { useLoaded } from '@/components/ui/use-loaded';
import { useLabSession } from '../run/lab-context';
import type { PlayerState } from '../run/lab-store';
import type { ListedPrediction } from '../run/openable-lab';
import type { AnswerKeeping, Asked, PredictionAnswers } from './answers';
import { passedQuestion } from './predict-gate';

const fetchCard = () => import('./predict-card').then((module) => module.PredictCard);

interface PredictionsProps {
  readonly predictions: readonly ListedPrediction[];
  readonly answers: PredictionAnswers;
}

/** Of a run that is known to its end, what comes after the first open question would answer it. */
function hideAnswers(now: PlayerState, open: readonly ListedPrediction[]): void {
  const isAhead = open.some(({ tick }) => now.tick <= tick && tick < now.seenEnd.tick);
  if (isAhead && now.branchId === 0) now.holdAt(now.tick);
}

/**
 * Stops the run at a scenario's marked moments and asks what comes next; running on shows who was right. What was answered
 * before is shown again.
 */
export function Predictions({ predictions, answers }: PredictionsProps) {
  const session = useLabSession();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [keeping, setKeeping] = useState<AnswerKeeping | null>(null);
  const [results, setResults] = useState<Readonly<Record<string, boolean>>>({});
  const keptAnswer = useEffectEvent((predictionId: string) => answers.kept[predictionId] ?? null);

  useEffect(() => {
    const { player } = session;
    /** A moment asks once in a run. */
    const done = new Set<string>();
    const look = (now: PlayerState) => {
      const next = passedQuestion(predictions, done, now);
      if (next === null) return;
      done.add(next.id);
      now.holdAt(next.tick);
      setKeeping(null);
      setAsked({ prediction: next, session, kept: keptAnswer(next.id), answer: null, outcome: null });
    };
    hideAnswers(
      player.getState(),
      predictions.filter(({ id }) => keptAnswer(id) === null),
    );
    // They may arrive when the run has gone past the first of them.
    look(player.getState());
    return player.subscribe(look);
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

  // There is one to be asked soon.
  const [PredictCard, load] = useLoaded(fetchCard);
  useEffect(() => {
    if (predictions.length > 0) load();
  }, [predictions, load]);

  if (PredictCard === null || asked === null || asked.session !== session) return null;
  const { prediction } = asked;

  async function keep(answer: string): Promise<void> {
    if (answers.keep === null) return;
    setKeeping('sending');
    setKeeping(await answers.keep(prediction.id, answer));
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
