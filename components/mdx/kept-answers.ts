import { useCallback, useEffect, useState } from 'react';
import { useAccount } from '@/components/reader/account-provider';
import { useLessonTopic } from './lesson-context';

const KEY = 'interleave.lesson';

/** Where an account's answers lie in this browser; those of readers without one lie together. */
const keyOf = (userId: string | null) => `${KEY}.${userId ?? 'nobody'}`;

function readAll(userId: string | null): Readonly<Record<string, string>> {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(keyOf(userId)) ?? '{}');
    if (typeof read !== 'object' || read === null) return {};
    return Object.fromEntries(Object.entries(read).filter(([, value]) => typeof value === 'string'));
  } catch {
    return {};
  }
}

function keep(userId: string | null, name: string, value: string): void {
  try {
    localStorage.setItem(keyOf(userId), JSON.stringify({ ...readAll(userId), [name]: value }));
  } catch {
    // Private windows may refuse storage: then it lives as long as the page.
  }
}

/**
 * What the reader has answered at a place of the lesson, or has been shown there: kept in this browser, so that it survives a reload.
 * Null before; `name` is unique in the topic.
 */
export function useKeptAnswer(name: string): readonly [string | null, (value: string) => void] {
  const topicId = useLessonTopic();
  const account = useAccount();
  const userId = account === undefined ? undefined : (account?.id ?? null);
  const [value, setValue] = useState<string | null>(null);
  const full = `${topicId ?? 'design'}/${name}`;
  useEffect(() => {
    // What was answered before it was known who reads stays.
    if (userId !== undefined) setValue((now) => now ?? readAll(userId)[full] ?? null);
  }, [userId, full]);
  const set = useCallback(
    (next: string) => {
      setValue(next);
      keep(userId ?? null, full, next);
    },
    [userId, full],
  );
  return [value, set];
}

/** Kept in an answer's place once the reader has asked for it. */
export const SHOWN = '?';
