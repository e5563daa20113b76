'use client';

import { useTranslations } from 'next-intl';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { useAccount } from '@/components/reader/account-provider';
import { NewVersionNotice } from '@/components/site/new-version-notice';
import { Outbox, type OutboxSurroundings, type Sender } from '@/lib/outbox';

const OutboxContext = createContext<Outbox | null>(null);

/** The shortest time between two looks at what waits. */
const FLUSH_MIN_MS = 1_000;

const surroundings: OutboxSurroundings = {
  nowMs: Date.now,
  random: Math.random,
  // All tabs share these locks, so one write is sent by one tab at a time.
  exclusive: (name, work) =>
    navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock === null ? null : work())),
};

interface OutboxProviderProps {
  readonly senders: Readonly<Record<string, Sender>>;
  readonly children: ReactNode;
}

/** Gives the page its outbox, sends again what waits, and says so while something does. */
export function OutboxProvider({ senders, children }: OutboxProviderProps) {
  const t = useTranslations('outbox');
  // The account whose writes these are; null while nobody is signed in or that is not known yet.
  const userId = useAccount()?.id ?? null;
  // The senders are server actions: their identity changes with every render of the layout, what they do does not.
  const [firstSenders] = useState(senders);
  const [waiting, setWaiting] = useState(0);
  const outbox = useMemo(
    () =>
      userId === null || typeof window === 'undefined'
        ? null
        : new Outbox(window.localStorage, `interleave.outbox.${userId}`, firstSenders, surroundings),
    [userId, firstSenders],
  );

  // What was solved before anybody was signed in; few have any, so what reads it (lib/unsent-solutions.ts, whose key this is) comes then.
  useEffect(() => {
    if (outbox === null || window.localStorage.getItem('interleave.solutions') === null) return;
    void import('@/lib/unsent-solutions').then(({ sendSolutions }) => sendSolutions(window.localStorage, outbox));
  }, [outbox]);

  useEffect(() => {
    if (!outbox) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isFlushing = false;
    const flush = async () => {
      if (isFlushing) return;
      isFlushing = true;
      await outbox.flush();
      isFlushing = false;
      plan();
    };
    const plan = () => {
      clearTimeout(timer);
      const nextMs = outbox.nextTryMs();
      if (nextMs !== null) timer = setTimeout(flush, Math.max(FLUSH_MIN_MS, nextMs - Date.now()));
    };
    const note = () => {
      setWaiting(outbox.waitingCount);
      if (!isFlushing) plan();
    };
    const retry = () => {
      outbox.forgetFailures();
      void flush();
    };
    const noteOtherTab = () => outbox.noteOtherTab();
    note();
    void flush();
    const unsubscribe = outbox.subscribe(note);
    window.addEventListener('online', retry);
    window.addEventListener('storage', noteOtherTab);
    return () => {
      unsubscribe();
      clearTimeout(timer);
      window.removeEventListener('online', retry);
      window.removeEventListener('storage', noteOtherTab);
    };
  }, [outbox]);

  return (
    <OutboxContext value={outbox}>
      {children}
      <div
        role="status"
        className="pointer-events-none fixed inset-x-0 bottom-4 z-toast flex flex-col items-center gap-2 px-gutter print:hidden"
      >
        {waiting > 0 ? (
          <p className="rounded-md border border-border bg-raised px-4 py-2 text-sm shadow-md">
            {t('waiting', { count: waiting })}
          </p>
        ) : null}
        <NewVersionNotice />
      </div>
    </OutboxContext>
  );
}

/** The signed-in account's outbox; null while nobody is signed in or that is not known yet. */
export function useOutbox(): Outbox | null {
  return useContext(OutboxContext);
}
