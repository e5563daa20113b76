'use client';

import { startTransition, useCallback, useEffect, useState } from 'react';
import { useOutbox } from '@/components/outbox/outbox-provider';
import type { Outbox } from '@/lib/outbox';
import type { Behaviour } from '@/quiz/behaviour';
import type { AnsweredItem, AttemptActions, AttemptResult, StartedAttempt } from './types';

interface AttemptOf {
  readonly topicId: string;
  readonly behaviour: Behaviour;
  /** Of a checkpoint, which item. */
  readonly itemId?: string | undefined;
  /** Of practice, the one objective whose items it has. */
  readonly objective?: string | undefined;
  readonly actions: AttemptActions;
}

/** How long to wait before an attempt that could not be fetched is asked for again. */
const RETRY_MS = 5_000;

type Waiting = ReadonlyMap<string, unknown>;

/** What came with pages that were shown: when one is shown once more, by Back, its attempt is as it was then. */
const shownBefore = new WeakSet<StartedAttempt>();

/**
 * An attempt on the page. It is the server's: what is shown is what came back from there, and the answers that only this browser has
 * so far. Once those have arrived, it is fetched anew.
 */
export function useAttempt(
  { topicId, behaviour, itemId, objective, actions }: AttemptOf,
  initial: StartedAttempt | null,
) {
  const outbox = useOutbox();
  const [started, setStarted] = useState(initial);
  const [status, setStatus] = useState<'ready' | 'fetching' | 'failed' | 'discarded'>('ready');
  const [waiting, setWaiting] = useState<Waiting>(new Map());
  const id = started?.attempt.id ?? null;

  const fetchAttempt = useCallback(
    async (attemptId: string): Promise<StartedAttempt | null> => {
      setStatus('fetching');
      const result = await actions.start({ attemptId, topicId, behaviour, itemId, objective }).catch(() => undefined);
      const isDiscarded = result?.ok === false && result.reason === 'discarded';
      setStatus(result?.ok ? 'ready' : isDiscarded ? 'discarded' : 'failed');
      if (isDiscarded) setStarted(null);
      if (!result?.ok) return null;
      setStarted(result);
      setWaiting(new Map());
      return result;
    },
    [actions, topicId, behaviour, itemId, objective],
  );

  useEffect(() => {
    if (initial === null) return;
    if (shownBefore.has(initial)) void fetchAttempt(initial.attempt.id);
    shownBefore.add(initial);
  }, [initial, fetchAttempt]);

  useEffect(() => {
    // A result that the server drew stays while its code is on its way.
    if (id !== null && outbox !== null) startTransition(() => setWaiting(waitingIn(outbox, id)));
  }, [outbox, id]);

  useEffect(() => {
    if (id === null || outbox === null || waiting.size === 0) return;
    let isFetching = false;
    // Not all that follows a write's arrival succeeds: a page that has just come online may lose its next request.
    const fetchOnceSent = async () => {
      if (isFetching || waitingIn(outbox, id).size > 0) return;
      isFetching = true;
      await fetchAttempt(id);
      isFetching = false;
    };
    const unsubscribe = outbox.subscribe(() => void fetchOnceSent());
    const timer = setInterval(() => void fetchOnceSent(), RETRY_MS);
    return () => {
      unsubscribe();
      clearInterval(timer);
    };
  }, [outbox, id, waiting, fetchAttempt]);

  return {
    started,
    status,
    waiting,
    begin: () => fetchAttempt(crypto.randomUUID()),
    /** Ends the quiz with what is unanswered in it; resolves to whether it is ended and shown so. */
    handIn: async (): Promise<boolean> => {
      if (id === null) return false;
      const result = await actions.handIn({ attemptId: id }).catch(() => undefined);
      const isEnded = result?.ok === true || result?.reason === 'discarded';
      if (isEnded) await fetchAttempt(id);
      return isEnded;
    },
    refresh: () => (id === null ? Promise.resolve(null) : fetchAttempt(id)),
    noteAnswered: (answered: AnsweredItem, finished: AttemptResult | null) => {
      setStarted((so) => so && withAnswer(so, answered, finished));
      // A quiz tells everything at its end.
      if (behaviour === 'quiz' && finished !== null && id !== null) void fetchAttempt(id);
    },
    noteWaiting: (item: string, response: unknown) => setWaiting((so) => new Map(so).set(item, response)),
    askHint: async (item: string): Promise<boolean> => {
      const hintsTaken = started?.attempt.hints[item]?.length ?? 0;
      const result = await actions.hint({ attemptId: id, itemId: item, hintsTaken }).catch(() => undefined);
      if (!result?.ok) return false;
      setStarted((so) => {
        if (so === null) return so;
        const hints = { ...so.attempt.hints, [item]: [...(so.attempt.hints[item] ?? []), result.hint] };
        return { ...so, attempt: { ...so.attempt, hints } };
      });
      return true;
    },
  };
}

function withAnswer(so: StartedAttempt, answered: AnsweredItem, finished: AttemptResult | null): StartedAttempt {
  const others = so.attempt.answered.filter((each) => each.itemId !== answered.itemId);
  return { ...so, attempt: { ...so.attempt, answered: [...others, answered], finished } };
}

/** What this browser still has to send of an attempt, by item. */
function waitingIn(outbox: Outbox, attemptId: string): Waiting {
  const waiting = new Map<string, unknown>();
  for (const { kind, body } of outbox.entries()) {
    if (kind !== 'answer' || typeof body !== 'object' || body === null) continue;
    if (!('attemptId' in body && 'itemId' in body && 'response' in body)) continue;
    if (body.attemptId === attemptId && typeof body.itemId === 'string') waiting.set(body.itemId, body.response);
  }
  return waiting;
}
